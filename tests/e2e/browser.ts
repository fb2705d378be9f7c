/**
 * A real browser, from npm alone on linux-x64 (@sparticuz/chromium), an installed Chrome elsewhere. Every page it opens
 * is watched: what the console calls an error, what the Content-Security-Policy refuses and what fails to load is a
 * failure of the test.
 */
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "playwright-core";

const installed = [
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
];

/** Path of a browser to run: `CHROME_PATH`, the one npm brought, or one that is installed. */
export async function browserPath(): Promise<string> {
  const chosen = process.env["CHROME_PATH"];
  if (chosen) return chosen;
  if (process.platform === "linux" && process.arch === "x64") {
    // Read when the module is loaded: it then brings the libraries (libnss3…) that a bare machine lacks.
    process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs24.x";
    const { default: packaged } = await import("@sparticuz/chromium");
    return packaged.executablePath();
  }
  const found = installed.find((path) => existsSync(path));
  if (found === undefined)
    throw new Error("No Chrome or Chromium was found on this machine: give its path in CHROME_PATH.");
  return found;
}

/**
 * No other argument: the package's own ones switch web security off. The rest keeps the browser from talking to anybody
 * else.
 */
export const browserArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-first-run",
  "--disable-gpu",
  "--disable-dev-shm-usage",
];

export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({ executablePath: await browserPath(), args: browserArguments, handleSIGINT: false });

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** What the browser says that it is. */
  readonly userAgent?: string;
}

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong so far on this visit's pages and was not foreseen. */
  readonly faults: () => readonly string[];
  /** From here on, answers with these statuses are part of the story. */
  readonly foresee: (...statuses: readonly number[]) => void;
  readonly close: () => Promise<void>;
}

/** The visits that are not closed: what a failed test leaves is looked at (tests/e2e/failed.setup.ts). */
export const openVisits = new Set<Visit>();

/** What is done with a visit before its pages go. */
export const beforeClosing = new Set<(visit: Visit) => Promise<void>>();

/** What people say about answers is in the status; the console repeats it for each without its address. */
const repeated = /^Failed to load resource: the server responded with a status of (\d{3})/u;

/** A visitor of their own: cookies, storage and window are shared with nobody. */
export async function visit(
  browser: Browser,
  portal: string,
  { width = 1280, height = 900, dark = false, userAgent }: Look = {},
  session?: BrowserContextOptions["storageState"],
): Promise<Visit> {
  const context = await browser.newContext({
    ...(session === undefined ? {} : { storageState: session }),
    baseURL: portal,
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(width < 700 ? { isMobile: true, hasTouch: true, deviceScaleFactor: 2 } : {}),
  });
  context.setDefaultTimeout(15_000);
  const found: string[] = [];
  const foreseen = new Set<number>();
  const watch = (page: Page): void => {
    page.on("pageerror", (error) => found.push(`error: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      const text = message.text();
      if (message.type() === "error" && !repeated.test(text)) found.push(`console: ${text}`);
    });
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // A page that is left cuts what it was waiting for.
      if (reason !== "net::ERR_ABORTED") found.push(`${request.method()} ${request.url()}: ${reason}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400 && !foreseen.has(response.status()))
        found.push(`${response.request().method()} ${response.url()}: ${response.status()}`);
    });
  };
  context.on("page", watch);
  const page = await context.newPage();
  const opened: Visit = {
    context,
    page,
    faults: () => found,
    foresee: (...statuses) => {
      for (const status of statuses) foreseen.add(status);
    },
    close: async () => {
      if (openVisits.delete(opened)) for (const look of beforeClosing) await look(opened);
      await context.close();
    },
  };
  openVisits.add(opened);
  return opened;
}
