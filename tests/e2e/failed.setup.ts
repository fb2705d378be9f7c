/**
 * A journey that failed says where its visitors stood: address, what went wrong in their browsers, and what they read. On a
 * machine that nobody sits at, the line of the test alone does not tell a page that is slow from a page that is another.
 */
import { afterEach, beforeEach, type RunnerTestCase } from "vitest";
import { beforeClosing, openVisits, type Visit } from "./browser.ts";

/** Enough to know the page and the state of its list. */
const shown = 3000;

let current: Readonly<RunnerTestCase> | null = null;

async function tell(visit: Visit): Promise<void> {
  if (current?.result?.state !== "fail") return;
  for (const page of visit.context.pages()) {
    // A page that no longer answers is part of what is told.
    const read = await page
      .locator("body")
      .innerText({ timeout: 2000 })
      .catch((error: unknown) => `(${String(error)})`);
    process.stdout.write(
      `\n— « ${current.name} » left ${page.url()}\n${visit.faults().join("\n")}\n${read.slice(0, shown)}\n—\n`,
    );
  }
}
beforeClosing.add(tell);

beforeEach(({ task }) => {
  current = task;
});
afterEach(async () => {
  if (current?.result?.state !== "fail") return;
  for (const visit of openVisits) {
    await tell(visit);
    // Told once; a visit that several tests share stays theirs.
    openVisits.delete(visit);
  }
});
