/**
 * Every page, in both themes, at 320, 360 and 1280 pixels: no violation that axe-core can see, no sideways scroll,
 * nothing in the console, nothing that the Content-Security-Policy refuses.
 *
 * All of axe-core's rules run where structure and layout differ (narrow and light, wide and dark); where only colours
 * do, its rule on colours runs. `SCREENSHOTS=1 npm run test:e2e -- pages` runs them all everywhere, and writes what it
 * looks like into .local/screenshots.
 */
import { mkdirSync } from "node:fs";
import axe from "axe-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { states, type PageState } from "./pages.ts";
import { dress, signIn, signInStaff, widen } from "./steps.ts";

const portal = inject("portal");
const folder = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (folder !== null) mkdirSync(folder, { recursive: true });

const family = portal.demo.signIns.find(({ role }) => role === "guardian");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town has no family or no agent that may sign in");

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

interface Look {
  readonly width: 320 | 360 | 1280;
  readonly theme: "light" | "dark";
  /** Which of axe-core's rules run; what sticks out is looked for anyway, and a theme moves nothing. */
  readonly rules: "all" | "colours" | "none";
}
const looks: readonly Look[] =
  folder === null
    ? [
        { width: 320, theme: "light", rules: "all" },
        { width: 320, theme: "dark", rules: "colours" },
        { width: 360, theme: "dark", rules: "none" },
        { width: 1280, theme: "dark", rules: "all" },
        { width: 1280, theme: "light", rules: "colours" },
      ]
    : ([320, 360, 1280] as const).flatMap((width) =>
        (["light", "dark"] as const).map((theme) => ({ width, theme, rules: "all" as const })),
      );

/**
 * Lays what floats over the page (its head, the bar at its foot) where it stands in it, or lets it float again: wherever
 * a page is scrolled to, a link half under them would be too small to press, and is not once it is scrolled from there.
 */
const lay = (page: Page, flat: boolean): Promise<void> =>
  page.evaluate((still) => {
    for (const bar of document.querySelectorAll<HTMLElement>(".top, .tabs, .basket-bar"))
      bar.style.position = still ? "static" : "";
  }, flat);

async function violations(page: Page, rules: "all" | "colours"): Promise<readonly string[]> {
  // Through the debugger, which no Content-Security-Policy concerns.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const runOnly: axe.RunOnly =
    rules === "all" ? { type: "tag", values: tags } : { type: "rule", values: ["color-contrast"] };
  await lay(page, true);
  const { violations: found } = await page.evaluate(
    (only) =>
      (window as unknown as { readonly axe: typeof axe }).axe.run(document, {
        runOnly: only,
        resultTypes: ["violations"],
      }),
    runOnly,
  );
  await lay(page, false);
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} (${help}) ${target.join(" ")}: ${failureSummary?.replace(/\s+/gu, " ") ?? ""}`,
    ),
  );
}

/** What sticks out of its card, or of the page, which would then scroll sideways. */
const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    // A long address that leaves its card is ugly before it is wide enough to move the page.
    const scrolls = (element: Element, card: Element): boolean => {
      for (let at: Element | null = element; at && at !== card; at = at.parentElement)
        if (getComputedStyle(at).overflowX !== "visible") return true;
      return false;
    };
    const leaving = [
      ...document.querySelectorAll<HTMLElement>(
        ".card dd, .card p, .card li, .card h2, .card h3, .dialog-in p, .dialog-in dd",
      ),
    ].filter((element) => {
      const card = element.closest(".card, .dialog-in");
      if (
        !card ||
        card === element ||
        !element.checkVisibility() ||
        element.closest(".visually-hidden") ||
        scrolls(element, card)
      )
        return false;
      const { left, right } = element.getBoundingClientRect();
      return Math.max(right, left + element.scrollWidth) > card.getBoundingClientRect().right + 1;
    });
    if (leaving.length > 0) return leaving.map((element) => `« ${element.innerText.slice(0, 40)} » leaves its card`);
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      `${scrollWidth} > ${clientWidth}`,
      ...out.slice(0, 5).map((element) => `${element.tagName.toLowerCase()}.${element.className}`),
    ];
  });

/** Buttons and links that a thumb would miss: below 24 pixels, in lines of text excepted. */
const loose = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input:not([type=checkbox], [type=radio]), select, a.button")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().width > 1)
      .map((element) => ({ element, box: element.getBoundingClientRect() }))
      .filter(({ box }) => box.height < 32 || box.width < 24)
      .map(
        ({ element, box }) =>
          `${element.tagName.toLowerCase()}.${element.className} ${Math.round(box.width)}×${Math.round(box.height)} « ${element.innerText.slice(0, 30)} »`,
      ),
  );

/**
 * Draws what a browser leaves undrawn while it is far from the screen: until it comes near, it has the colours of the
 * theme before, which nobody sees.
 */
const drawAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const element of document.querySelectorAll<HTMLElement>("main *"))
      if (getComputedStyle(element).contentVisibility === "auto") element.style.contentVisibility = "visible";
  });

async function look(visited: Visit, state: PageState): Promise<readonly string[]> {
  const { page, foresee } = visited;
  foresee(...(state.foreseen ?? []));
  await page.emulateMedia({ media: "screen" });
  await state.open(page, portal);
  if (state.printed) await page.emulateMedia({ media: "print" });
  const found: string[] = [];
  for (const { width, theme, rules } of looks) {
    // What sticks out is measured, which lays the page out at once: nothing has to be drawn for that.
    if (rules === "none") await widen(page, width);
    else await dress(page, width, theme);
    await drawAll(page);
    const say = (problems: readonly string[]): void => {
      found.push(...problems.map((problem) => `${width} ${theme}: ${problem}`));
    };
    if (rules !== "none") say(await violations(page, rules));
    say((await overflow(page)).map((what) => `sticks out: ${what}`));
    if (width === 320) say((await loose(page)).map((what) => `too small to tap: ${what}`));
    // What floats over the page (a dialog, the bar of the grid) is seen as it floats.
    if (folder !== null && width !== 320)
      await page.screenshot({
        path: `${folder}/${state.name}-${width}-${theme}.png`,
        fullPage: (await page.locator("dialog, .basket-bar").count()) === 0,
      });
  }
  return found;
}

// Each of the three has a window of its own and looks at its pages one after the other: two cores, two windows at work.
describe.concurrent.each(["anyone", "guardian", "staff"] as const)("pages for %s", (role) => {
  let visited: Visit;
  beforeAll(async () => {
    visited = await visit(browser, portal.portal);
    if (role === "guardian") await signIn(visited.page, family);
    if (role === "staff") {
      visited.foresee(401);
      await signInStaff(visited.page, staffMember);
    }
  });
  afterAll(() => visited.close());

  it.each(states.filter((state) => state.role === role).map((state) => [state.name, state] as const))(
    "%s",
    { concurrent: false },
    async (_, state) => {
      const before = visited.faults().length;
      expect(await look(visited, state)).toEqual([]);
      expect(visited.faults().slice(before)).toEqual([]);
    },
  );
});

it("each page's text is French, and its title says where one is", async () => {
  const visited = await visit(browser, portal.portal);
  for (const state of states.filter(({ role }) => role === "anyone").filter(({ foreseen }) => !foreseen)) {
    await state.open(visited.page, portal);
    await expect.poll(() => visited.page.title(), { message: state.name }).toMatch(/.+ (?:–|·|-) Portail Famille$/u);
    expect(await visited.page.locator("html").getAttribute("lang")).toBe("fr");
    expect(await visited.page.locator("h1").count(), state.name).toBe(1);
  }
  await visited.close();
});
