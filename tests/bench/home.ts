/**
 * How long the home page of a family takes to be readable on a slow phone: 400 kbit/s, 400 ms for each request, a
 * processor six times slower, nothing in the cache.
 */
import type { Browser, BrowserContextOptions } from "playwright-core";
import * as z from "zod";
import { launchBrowser, visit } from "../e2e/browser.ts";
import type { PortalFacts } from "../e2e/command.ts";
import { signedIn } from "./journeys.ts";

const slowPhone = {
  network: { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 },
  slower: 6,
} as const;
const runs = 5;

export interface HomeTimes {
  /** Milliseconds from the address to the paint that shows the cards, whole. */
  readonly median: number;
  readonly worst: number;
  readonly requests: number;
}

/** In the page: notes when its cards stand painted in the place of their skeletons. */
function noteReadable(): void {
  const look = (): void => {
    const main = document.getElementById("contenu");
    if (!main?.querySelector("h2") || main.querySelector(".skeleton, [aria-busy='true']")) {
      requestAnimationFrame(look);
      return;
    }
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        document.documentElement.dataset["readable"] = String(performance.now());
      };
      port2.postMessage(null);
    });
  };
  requestAnimationFrame(look);
}

type Session = BrowserContextOptions["storageState"];

async function once(
  browser: Browser,
  portal: string,
  session: Session,
): Promise<{ readonly time: number; readonly requests: number }> {
  const { context, page, close } = await visit(browser, portal, { width: 360, height: 640 }, session);
  try {
    const devtools = await context.newCDPSession(page);
    await devtools.send("Network.enable");
    await devtools.send("Network.emulateNetworkConditions", slowPhone.network);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowPhone.slower });
    let requests = 0;
    page.on("request", () => {
      requests += 1;
    });
    await page.addInitScript(noteReadable);
    await page.goto("/", { waitUntil: "commit", timeout: 60_000 });
    const noted = page.locator("html[data-readable]");
    await noted.waitFor({ state: "attached", timeout: 60_000 });
    return { time: z.coerce.number().parse(await noted.getAttribute("data-readable")), requests };
  } finally {
    await close();
  }
}

export async function measureHome(portal: PortalFacts): Promise<HomeTimes> {
  const browser = await launchBrowser();
  try {
    const before = await visit(browser, portal.portal);
    await signedIn(portal, "guardian")(before.context);
    const session = await before.context.storageState();
    await before.close();
    const found: { readonly time: number; readonly requests: number }[] = [];
    for (let run = 0; run < runs; run += 1) found.push(await once(browser, portal.portal, session));
    const times = found.map(({ time }) => time).sort((one, other) => one - other);
    return {
      median: times[Math.floor(runs / 2)] ?? Infinity,
      worst: times.at(-1) ?? Infinity,
      requests: Math.max(...found.map(({ requests }) => requests)),
    };
  } finally {
    await browser.close();
  }
}
