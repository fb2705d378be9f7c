/** Bytes that a page brings over the wire: every file that the browser asked for, gzip as the edge compresses it. */
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Response } from "playwright-core";
import { visit } from "../e2e/browser.ts";
import { settled } from "../e2e/steps.ts";

export interface PageBytes {
  readonly name: string;
  /** Files: pages, scripts, styles, pictures, the town's own. */
  readonly files: number;
  /** Answers of the API. */
  readonly data: number;
  readonly list: readonly { readonly path: string; readonly data: boolean; readonly bytes: number }[];
}

/** CloudFront compresses text of 1,000 bytes and more. */
const wire = (body: Buffer, type: string): number =>
  body.byteLength >= 1000 && /text|javascript|json|svg|manifest/u.test(type)
    ? gzipSync(body, { level: 6 }).byteLength
    : body.byteLength;

/** Collects what a context asks for, each address once: what has come is in its cache. */
function meter(context: BrowserContext) {
  const known = new Set<string>();
  const asked: Response[] = [];
  let underway = 0;
  const ended = (): void => {
    underway -= 1;
  };
  context.on("request", () => {
    underway += 1;
  });
  context.on("requestfinished", ended);
  context.on("requestfailed", ended);
  context.on("response", (response) => asked.push(response));

  /** Nothing under way for a while: late modules and pictures are asked for by those that have just come. */
  const quiet = async (): Promise<void> => {
    for (let still = 0; still < 10; still = underway === 0 ? still + 1 : 0) await wait(30);
  };
  const measure = async (response: Response) => {
    const { pathname } = new URL(response.url());
    const data = pathname.startsWith("/api/");
    if (!data && known.has(pathname)) return [];
    known.add(pathname);
    return [{ path: pathname, data, bytes: wire(await response.body(), response.headers()["content-type"] ?? "") }];
  };
  return {
    take: async (name: string): Promise<PageBytes> => {
      await quiet();
      const list: { readonly path: string; readonly data: boolean; readonly bytes: number }[] = [];
      for (const response of asked.splice(0)) list.push(...(await measure(response)));
      const total = (api: boolean): number =>
        list.filter(({ data }) => data === api).reduce((sum, { bytes }) => sum + bytes, 0);
      return { name, files: total(false), data: total(true), list };
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
  readonly signIn?: (context: BrowserContext) => Promise<unknown>;
}

/** First load of a page, then later pages by the page's own links. */
export async function measurePages(
  browser: Browser,
  portal: string,
  { name, first, later, signIn }: Journey,
): Promise<readonly PageBytes[]> {
  const before = await visit(browser, portal);
  if (signIn) await signIn(before.context);
  const session = await before.context.storageState();
  await before.close();
  // Cookies and storage of that session in a browser whose cache is empty.
  const { context, page, close } = await visit(browser, portal, { width: 390, height: 844 }, session);
  try {
    const { take } = meter(context);
    await page.goto(first);
    await settled(page);
    const found = [await take(name)];
    for (const next of later) {
      await page.evaluate((path) => {
        const link = document.createElement("a");
        link.href = path;
        document.body.append(link);
        link.click();
        link.remove();
      }, next.path);
      await settled(page);
      found.push(await take(next.name));
    }
    return found;
  } finally {
    await close();
  }
}
