/**
 * Lighthouse on a phone, as its own command line measures: slow network and processor simulated, median of several
 * runs.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { chromium, type BrowserContext } from "playwright-core";
import { freePort } from "../../infra/local/net.ts";
import { browserArguments, browserPath } from "../e2e/browser.ts";

export const categories = ["performance", "accessibility", "best-practices"] as const;
export type Category = (typeof categories)[number];

export interface LighthouseScores {
  readonly name: string;
  readonly scores: Readonly<Record<Category, number>>;
  /** What keeps a score from 100, by Lighthouse's own titles. */
  readonly lost: readonly string[];
}

export interface LighthousePage {
  readonly name: string;
  readonly path: string;
}

type Audits = NonNullable<Awaited<ReturnType<typeof lighthouse>>>["lhr"];

/** Audits below full marks among those that weigh in a category. */
function lostIn(result: Audits): readonly string[] {
  return categories.flatMap((category) => {
    const weighed = result.categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
    return weighed.flatMap(({ id }) => {
      const audit = result.audits[id];
      return audit?.score !== null && audit?.score !== undefined && audit.score < 0.9
        ? [`${audit.title}${audit.displayValue === undefined ? "" : ` (${audit.displayValue})`}`]
        : [];
    });
  });
}

async function once(url: string, port: number): Promise<Audits> {
  // Signed-in pages need their cookies and storage, so storage stays; the cache is emptied by the context between runs.
  const done = await lighthouse(url, {
    port,
    output: "json",
    logLevel: "silent",
    onlyCategories: [...categories],
    disableStorageReset: true,
  });
  if (!done) throw new Error(`Lighthouse said nothing about ${url}`);
  if (done.lhr.runtimeError) throw new Error(`${url}: ${done.lhr.runtimeError.message}`);
  return done.lhr;
}

async function emptyCache(context: BrowserContext): Promise<void> {
  const [page = await context.newPage()] = context.pages();
  const session = await context.newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await session.detach();
}

const score = (result: Audits, category: Category): number =>
  Math.round((result.categories[category]?.score ?? 0) * 100);
const byPerformance = (a: Audits, b: Audits): number => score(a, "performance") - score(b, "performance");

/** Scores of several pages in one browser; `prepare` signs in. */
export async function measureLighthouse(
  portal: string,
  pages: readonly LighthousePage[],
  prepare: ((context: BrowserContext) => Promise<unknown>) | null,
  runs = 3,
): Promise<readonly LighthouseScores[]> {
  const folder = await mkdtemp(join(tmpdir(), "portail-lighthouse-"));
  const port = await freePort();
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await browserPath(),
    args: [...browserArguments, `--remote-debugging-port=${port}`],
    baseURL: portal,
    locale: "fr-FR",
  });
  try {
    if (prepare) await prepare(context);
    const found: LighthouseScores[] = [];
    for (const { name, path } of pages) {
      const results: Audits[] = [];
      for (let run = 0; run < runs; run++) {
        await emptyCache(context);
        results.push(await once(new URL(path, portal).href, port));
      }
      const middle = results.toSorted(byPerformance)[Math.floor(runs / 2)];
      if (!middle) throw new Error("No run of Lighthouse");
      found.push({
        name,
        lost: lostIn(middle),
        scores: {
          performance: score(middle, "performance"),
          accessibility: score(middle, "accessibility"),
          "best-practices": score(middle, "best-practices"),
        },
      });
    }
    return found;
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
}
