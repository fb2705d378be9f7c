/** Staff finds people from any page, with the keyboard alone, and goes from tab to tab of a family's page. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { officeFamilyView, type OfficeFamilyView } from "../../functions/family/contract.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { plainText, readApi, settled, signInStaff } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[3];
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
let staff: Visit;
let household: OfficeFamilyView;
beforeAll(async () => {
  browser = await launchBrowser();
  staff = await visit(browser, portal.portal, { width: 1280, height: 900 });
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  household = officeFamilyView.parse(await readApi(staff.page, `/api/staff/families/${family.login}`));
});
afterAll(async () => {
  expect(staff.faults()).toEqual([]);
  await browser.close();
});

const box = (page: Page) => page.getByRole("combobox", { name: "Chercher une famille ou une personne" });
const options = (page: Page) => page.getByRole("option");
/** A letter in the middle becomes another one. */
const mistyped = (name: string): string => {
  const at = Math.floor(name.length / 2);
  return `${name.slice(0, at)}${name[at] === "x" ? "y" : "x"}${name.slice(at + 1)}`;
};

test("« / » leads to the box; a child is found without accents and with a wrong letter; Enter opens its family's page", async () => {
  const { page } = staff;
  const child = household.children.find(({ lastName }) => lastName.length >= 5) ?? household.children[0];
  if (!child) throw new Error("The family has no child");
  await page.goto("/agents/non-prevenus");
  await settled(page);
  await box(page).waitFor();
  await page.keyboard.press("/");
  expect(await box(page).evaluate((input) => input === document.activeElement)).toBe(true);
  expect(await box(page).inputValue()).toBe("");
  const plain = child.firstName.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  await page.keyboard.type(`${mistyped(child.lastName.toLowerCase())} ${plain} ${child.birthDate.slice(0, 4)}`);
  const first = options(page).first();
  await first.waitFor();
  const words = plainText(await first.innerText());
  for (const said of [child.firstName, `né(e) en ${child.birthDate.slice(0, 4)}`, `famille ${family.login}`])
    expect(words).toContain(said);
  // What answers is marked.
  expect((await first.locator("mark").allInnerTexts()).length).toBeGreaterThanOrEqual(2);
  expect(await box(page).getAttribute("aria-activedescendant")).toBe(await first.getAttribute("id"));
  expect(await first.getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Dossier de la famille" }).waitFor();
  await settled(page);
  expect(new URL(page.url()).pathname).toBe(`/agents/familles/${family.login}`);
  // The box is ready for the next one, and the page's title has the focus.
  expect(await box(page).inputValue()).toBe("");
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
});

test("a phone finds its adult; arrows choose, Escape closes then empties, and what nobody answers is said", async () => {
  const { page } = staff;
  const phone = household.guardians.flatMap((guardian) => guardian.phone ?? [])[0];
  if (phone === undefined) throw new Error("The family has no phone");
  await box(page).fill(phone.replace(/\s/gu, "."));
  await options(page).filter({ hasText: family.login }).first().waitFor();
  const surname = household.guardians[0]?.lastName ?? "";
  await box(page).fill(surname.slice(0, 3));
  await options(page).nth(1).waitFor();
  const active = () => page.locator('[role="option"][aria-selected="true"]').getAttribute("id");
  const before = await active();
  await page.keyboard.press("ArrowDown");
  const second = await active();
  expect(second).not.toBe(before);
  await page.keyboard.press("ArrowUp");
  expect(await active()).toBe(before);
  await page.keyboard.press("Escape");
  await expect.poll(() => options(page).count()).toBe(0);
  expect(await box(page).inputValue()).not.toBe("");
  await page.keyboard.press("Escape");
  expect(await box(page).inputValue()).toBe("");
  await box(page).fill("qxzqxz wvkwvk");
  await page.getByRole("status").getByText("Personne ne répond à cette recherche").waitFor();
});

test("a code and Enter, faster than the answer, open the family", async () => {
  const { page } = staff;
  await page.goto("/agents/familles");
  await box(page).waitFor();
  await box(page).fill(family.login.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Dossier de la famille" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/agents/familles/${family.login}`);
  expect(await box(page).inputValue()).toBe("");
});

test("a search that fails says so, and Enter asks again", async () => {
  const { page, context } = staff;
  staff.foresee(503);
  let away = true;
  await context.route("**/api/staff/search", async (route) => {
    if (away)
      await route.fulfill({
        status: 503,
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "about:blank",
          title: "Occupé",
          status: 503,
          code: "server.busy",
          detail: "Attendez quelques secondes.",
        }),
      });
    else await route.continue();
  });
  await box(page).fill(family.login);
  await page.getByRole("status").getByText("Attendez quelques secondes.").waitFor({ timeout: 20_000 });
  away = false;
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/agents/familles/${family.login}`);
  await context.unroute("**/api/staff/search");
});

test("each tab has its address and is the current one there; on a phone nothing scrolls sideways", async () => {
  const { page } = staff;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`/agents/familles/${family.login}`);
  await settled(page);
  const tabs = page.getByRole("navigation", { name: "Dossier de la famille" }).getByRole("link");
  const seen: string[] = [];
  for (const name of await tabs.allInnerTexts()) {
    await tabs.filter({ hasText: name }).click();
    await settled(page);
    expect(await page.locator(".family-tabs [aria-current=page]").allInnerTexts()).toEqual([name]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
    const { pathname } = new URL(page.url());
    // The address leads to the same tab.
    await page.goto(pathname);
    await settled(page);
    expect(await page.locator(".family-tabs [aria-current=page]").allInnerTexts()).toEqual([name]);
    seen.push(pathname);
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBeGreaterThanOrEqual(6);
  await page.setViewportSize({ width: 1280, height: 900 });
});
