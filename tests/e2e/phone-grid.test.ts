/** The grid under a thumb: what is asked is in view, words stay whole on the narrowest phones, and Tab does not walk through days. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { openActivities, plainText, readApi, settled, signIn } from "./steps.ts";

const portal = inject("portal");
/** Three children, and some bookings. */
const family = portal.demo.signIns.find(({ role }) => role === "guardian");
if (!family) throw new Error("The demo town needs a family that may sign in");

let browser: Browser;
let session: Awaited<ReturnType<Visit["context"]["storageState"]>>;
let parent: Visit;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  const { context, page: door, close } = await visit(browser, portal.portal);
  await signIn(door, family);
  session = await context.storageState();
  await close();
});
afterAll(() => browser.close());
async function open(width: number, height = 640): Promise<void> {
  parent = await visit(browser, portal.portal, { width, height }, session);
  ({ page } = parent);
  await page.goto("/");
  await settled(page);
}
beforeEach(() => open(360));
afterEach(async () => {
  const faults = parent.faults();
  await parent.close();
  expect(faults).toEqual([]);
});

const activityList = z.object({
  activities: z.array(z.object({ id: z.string(), kind: z.string(), window: z.object({ state: z.string() }) })),
});
async function openGrid(kind: "wednesdays" | "daily"): Promise<void> {
  const [wednesday] = await openActivities(page);
  const { activities } = activityList.parse(await readApi(page, "/api/activities"));
  const daily = activities.find((one) => one.kind !== "wednesday" && one.window.state === "open");
  const found = kind === "daily" ? daily : wednesday;
  if (!found) throw new Error("The demo town has no such activity");
  await page.goto(`/inscrire/${found.id}`);
  await settled(page);
}

it("explains a cell low on the screen above the bar", async () => {
  await openGrid("wednesdays");
  const cells = page.locator("[data-cell][aria-expanded=false]");
  // The last one that can be brought to the bar's edge.
  const cell = cells.nth(Math.min(5, (await cells.count()) - 1));
  await cell.evaluate((it) => {
    const bar = document.getElementById("recapitulatif")?.getBoundingClientRect().top ?? window.innerHeight;
    window.scrollBy(0, it.getBoundingClientRect().bottom - bar + 4);
  });
  await cell.click();
  await page.locator(".why").waitFor();
  await expect
    .poll(() =>
      page.evaluate(() => {
        const bottom = document.querySelector(".why")?.getBoundingClientRect().bottom ?? Infinity;
        return bottom <= (document.getElementById("recapitulatif")?.getBoundingClientRect().top ?? 0);
      }),
    )
    .toBe(true);
});

it.each([320, 360, 1280])(
  "keeps every tool in view at %i px, with undo at hand at the end of the page",
  async (width) => {
    await parent.close();
    await open(width);
    await openGrid("daily");
    const outside = () =>
      page.locator(".tool, .basket-in button").evaluateAll((tools) =>
        tools
          .filter((tool) => {
            const { left, right } = tool.getBoundingClientRect();
            return left < 0 || right > document.documentElement.clientWidth;
          })
          .map((tool) => tool.textContent),
      );
    expect(await outside()).toEqual([]);
    await page.locator("[data-cell].free").last().click();
    const undo = page.getByRole("button", { name: "Revenir en arrière" });
    expect(await undo.evaluate((it) => it.getBoundingClientRect().bottom <= window.innerHeight)).toBe(true);
    expect(await outside()).toEqual([]);
    await undo.click();
    await expect.poll(() => undo.count()).toBe(0);
  },
);

it("leaves the grid in a stop or two, from the middle of it, and comes back to the cell that was left", async () => {
  await openGrid("daily");
  const cells = page.locator("[data-cell].free");
  await cells.nth(20).click();
  const left = await page.evaluate(() => document.activeElement?.textContent);
  const stops: string[] = [];
  for (let step = 0; step < 4 && !stops.some((stop) => stop.startsWith("Vérifier")); step++) {
    await page.keyboard.press("Tab");
    // Undo is one of them.
    stops.push(plainText(await page.evaluate(() => document.activeElement?.textContent.trim() ?? "")));
  }
  expect(stops.at(-1)).toMatch(/^Vérifier/u);
  for (const _ of stops) await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(left);
});

it("says a pattern in a summary, not day by day", async () => {
  await openGrid("daily");
  await page.getByRole("button", { name: "Tous les jours" }).click();
  const dialog = page.getByRole("dialog");
  const said = dialog.locator("[role=status]", { hasText: /seront choisis/u });
  expect(plainText(await said.innerText())).toMatch(
    // As the children have the same days or not: counted together, or child by child.
    /^[\d ]+ jours (?:× \d enfants )?seront choisis(?: \([^()]{5,80}\))?(?:, [^,]{3,40}){0,2}$/u,
  );
  expect(
    await dialog.locator("[aria-live]").evaluateAll((all) => all.filter((it) => it.querySelector("li")).length),
  ).toBe(0);
});

it("shows « Confirmer » as switched off until it can be pressed", async () => {
  await openGrid("wednesdays");
  await page.locator("[data-cell].free").first().click();
  const held: (() => void)[] = [];
  await page.route("**/api/bookings/previews", async (route) => {
    await new Promise<void>((done) => held.push(done));
    await route.continue();
  });
  await page.getByRole("button", { name: "Vérifier et confirmer" }).click();
  const confirm = page.getByRole("dialog").getByRole("button", { name: "Confirmer" });
  await confirm.waitFor();
  const opacity = () => confirm.evaluate((it) => Number(getComputedStyle(it).opacity));
  await expect.poll(opacity).toBeLessThan(0.7);
  await expect.poll(() => held.length).toBeGreaterThan(0);
  for (const go of held) go();
  await expect.poll(opacity).toBe(1);
});

/** Words that a line's end cuts in two without a hyphen, and texts that leave their box or run into their neighbour. */
const spoiled = (): Promise<readonly string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const boxes = [
      ...document.querySelectorAll<HTMLElement>(".cell, .status, .segment > span, .tabs > *, .tool, .chip"),
    ];
    for (const box of boxes.filter((one) => one.checkVisibility())) {
      const walker = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.parentElement?.closest(".visually-hidden, .label-wide")) continue;
        for (const { index, 0: word } of (node.textContent ?? "").matchAll(/[^\s\u2013-]+/gu)) {
          const range = document.createRange();
          range.setStart(node, index);
          range.setEnd(node, index + word.length);
          const rects = [...range.getClientRects()].filter(({ width }) => width > 0);
          if (rects.length > 1 && new Set(rects.map(({ top }) => Math.round(top))).size > 1) found.push(`cut: ${word}`);
          const frame = box.getBoundingClientRect();
          if (rects.some(({ left, right }) => left < frame.left - 0.5 || right > frame.right + 0.5))
            found.push(`out: ${word}`);
        }
      }
    }
    return [...new Set(found)];
  });

it.each([320, 360])("cuts no word and lets none overlap at %i px", async (width) => {
  await parent.close();
  await open(width);
  const found: string[] = [];
  for (const kind of ["wednesdays", "daily"] as const) {
    await openGrid(kind);
    const wait = page.locator("[data-cell].full").first();
    if (await wait.count()) await wait.click();
    found.push(...(await spoiled()));
  }
  for (const path of ["/", "/mes-reservations", "/visualiser-mes-reservations", "/mes-modifications"]) {
    await page.goto(path);
    await settled(page);
    found.push(...(await spoiled()));
  }
  expect(found).toEqual([]);
});
