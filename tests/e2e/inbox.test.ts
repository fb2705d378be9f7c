/**
 * « Demandes », one list of all that waits: found by what, where and words, gone through by the keyboard, answered where it
 * stands; what is accepted together, or asked of a family, is taken back within ten seconds; the next request is a key away.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { requestOffice } from "../../functions/request/contract/office.ts";
import { launchBrowser, visit } from "./browser.ts";
import { readApi, settled, signInStaff } from "./steps.ts";

const portal = inject("portal");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!staffMember) throw new Error("The demo town lacks a staff member");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("everything that waits is one list, narrowed by what, by place and by words; a key opens what is current", async () => {
  const staff = await visit(browser, portal.portal, { width: 1280, height: 900 });
  const { page } = staff;
  staff.foresee(401);
  await signInStaff(page, staffMember);
  await page.goto("/agents/demandes");
  await settled(page);
  const lines = page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  const all = await lines.count();
  const tabs = page.getByRole("navigation", { name: "Demandes" }).locator(".tab-count");
  const counts = (await tabs.allInnerTexts()).map((text) => Number.parseInt(text, 10));
  const [whole = 0, ...each] = counts;
  expect(each).toHaveLength(4);
  expect(whole).toBe(each.reduce((sum, one) => sum + one, 0));
  expect(all).toBe(whole);
  // Each sort of it is there, and is all that is there once it is what is looked for.
  for (const [rank, kind] of ["request", "enrolment", "firstRequest"].entries()) {
    await page.getByLabel("Objet").selectOption(kind);
    await expect.poll(() => lines.count()).toBe(each[rank + 1]);
  }
  await page.getByLabel("Objet").selectOption("all");
  const place = page.getByLabel("Accueil ou école");
  const site = (await place.locator("option").allInnerTexts()).find((name) => name === "Les Tilleuls");
  expect(site).toBeDefined();
  await place.selectOption("Les Tilleuls");
  const there = await lines.count();
  expect(there).toBeGreaterThan(0);
  expect(there).toBeLessThan(all);
  await place.selectOption("");
  await page.getByLabel("Chercher un enfant, une famille, un code, un accueil").fill("personne du tout");
  await page.getByText("Rien ne correspond.").waitFor();
  await page.getByLabel("Chercher un enfant, une famille, un code, un accueil").fill("");
  // By the keyboard: down the list to a request, which Enter opens.
  await page.getByLabel("Objet").selectOption("request");
  await lines.first().focus();
  await page.keyboard.press("j");
  const name = await page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
  expect(name).toBe(await lines.nth(1).getAttribute("aria-label"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();
}, 120_000);

test("requests accepted together, and more that was asked, are taken back in time; then comes the next", async () => {
  const staff = await visit(browser, portal.portal, { width: 1280, height: 900 });
  const { page } = staff;
  staff.foresee(401);
  await signInStaff(page, staffMember);
  await page.goto("/agents/demandes-familles");
  await settled(page);
  const waiting = async () =>
    requestOffice["request.waiting"].answer.parse(await readApi(page, "/api/staff/requests")).requests;
  const before = await waiting();
  // Two that change no other's field and that nobody has in hand.
  const two = before
    .filter(({ holder, section }) => !holder && (section === "adult" || section === "household"))
    .slice(0, 2);
  expect(two).toHaveLength(2);
  const lines = page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  for (const { familyCode, title } of two)
    await lines.filter({ hasText: familyCode }).filter({ hasText: title }).first().getByRole("checkbox").check();
  await page.getByRole("button", { name: "Accepter 2 demandes choisies" }).click();
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText("2 décisions reprises.").first().waitFor();
  await expect
    .poll(async () => (await waiting()).map(({ id, state }) => `${id} ${state}`).sort())
    .toEqual(before.map(({ id, state }) => `${id} ${state}`).sort());

  const [first] = two;
  if (!first) throw new Error("Nothing waits");
  await page.goto(`/agents/demandes-familles/${first.familyCode}/${first.id.replace(".", "-")}`);
  await page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  await settled(page);
  await page.locator("h1").focus();
  await page.keyboard.press("c");
  await page.getByRole("dialog").getByRole("button", { name: "Demander un complément" }).click();
  await page.getByRole("button", { name: "Annuler" }).click();
  await page.getByText("La décision est reprise.").first().waitFor();
  await expect.poll(async () => (await waiting()).find(({ id }) => id === first.id)?.state).toBe(first.state);
  const here = page.url();
  await page.locator("h1").focus();
  await page.keyboard.press("s");
  await expect.poll(() => page.url()).not.toBe(here);
  await page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();
}, 120_000);
