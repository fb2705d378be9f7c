/** What each page weighs over the wire, held to the budgets: the same measure as `npm run bench`. */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { budgets } from "../bench/budgets.ts";
import { journeys, signedIn } from "../bench/journeys.ts";
import { measurePages } from "../bench/pages.ts";
import { launchBrowser, visit } from "./browser.ts";

const portal = inject("portal");
let browser: Browser;
let grid: string;
beforeAll(async () => {
  browser = await launchBrowser();
  const { context, close } = await visit(browser, portal.portal);
  grid = await signedIn(portal, "guardian")(context);
  await close();
});
afterAll(() => browser.close());

it.each(journeys(portal, "").map(({ name }, index) => [name, index] as const))("%s", async (_, index) => {
  const journey = journeys(portal, grid)[index];
  if (!journey) throw new Error("No such journey");
  const [first, ...later] = await measurePages(browser, portal.portal, journey);
  const listed = (page: typeof first): string => JSON.stringify(page?.list);
  expect(first?.files, listed(first)).toBeLessThanOrEqual(
    journey.site === "parents" ? budgets.parentFirst : budgets.staffFirst,
  );
  expect(first?.files).toBeGreaterThan(5000);
  for (const page of later) expect(page.files, listed(page)).toBeLessThanOrEqual(budgets.parentLater);
});
