/** Bytes that a page brings over the wire: every file that the browser asked for, gzip as the edge compresses it. */
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Response } from "playwright-core";
import { visit } from "../e2e/browser.ts";

export interface PageBytes {
  readonly name: string;
  /** Files: pages, scripts, styles, pictures, the town's own. */
  readonly files: number;
  /** Answers of the API. */
  readonly data: number;
  readonly list: readonly { readonly path: string; readonly bytes: number }[];
}

/** CloudFront compresses text of 1,000 bytes and more. */
const wire = (body: Buffer, type: string): number =>
  body.byteLength >= 1000 && /text|javascript|json|svg|manifest/u.test(type) ? gzipSync(body, { level: 6 }).byteLength : body.byteLength;

/** Collects what a context receives over the network; what its cache answers costs nothing. */
function meter(context: BrowserContext) {
  const arriving: Promise<{ path: string; bytes: number; cached: boolean } | null>[] = [];
  const measure = async (response: Response) => {
    const request = response.request();
    const timing = await request.sizes().catch(() => null);
    // A page that was left meanwhile has no body to give any more.
    const body = await response.body().catch(() => null);
    if (!body) return null;
    const cached = response.status() === 304 || timing?.responseHeadersSize === 0;
    return { path: new URL(response.url()).pathname, bytes: cached ? 0 : wire(body, response.headers()["content-type"] ?? ""), cached };
  };
  context.on("response", (response) => arriving.push(measure(response)));
  return {
    take: async (name: string): Promise<PageBytes> => {
      const all = (await Promise.all(arriving.splice(0))).filter((one) => one !== null);
      const total = (api: boolean): number => all.filter(({ path }) => path.startsWith("/api/") === api).reduce((sum, { bytes }) => sum + bytes, 0);
      return { name, files: total(false), data: total(true), list: all.map(({ path, bytes }) => ({ path, bytes })) };
    },
  };
}

export interface Journey {
  readonly name: string;
  /** Address of the first load, in a browser that has nothing yet. */
  readonly first: string;
  /** Then, in the page itself: the name of each later page and its address. */
  readonly later: readonly { readonly name: string; readonly path: string }[];
  /** Cookies of a session, for pages that want one. */
  readonly signIn?: (context: BrowserContext) => Promise<void>;
}

/** First load of a page, then later pages by the page's own links. */
export async function measurePages(browser: Browser, portal: string, { name, first, later, signIn }: Journey): Promise<readonly PageBytes[]> {
  const { context, page, close } = await visit(browser, portal, { width: 390, height: 844 });
  try {
    if (signIn) await signIn(context);
    const { take } = meter(context);
    await page.goto(first);
    await page.waitForLoadState("networkidle");
    const found = [await take(name)];
    for (const next of later) {
      await page.evaluate((path) => {
        const link = document.createElement("a");
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      }, next.path);
      await page.waitForLoadState("networkidle");
      found.push(await take(next.name));
    }
    return found;
  } finally {
    await close();
  }
}
