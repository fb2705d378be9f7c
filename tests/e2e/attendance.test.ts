/**
 * The roll-call on a tablet, in a browser: several children in one act, taken back, times put right with what was there
 * before, a child whom nobody expected, two tablets at once; and the family reads the real times.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { daySheetView, type DaySheetView } from "../../functions/day-sheet/contract.ts";
import { systemClock } from "../../functions/kernel/clock.ts";
import { addDays, localDate, weekdayOf } from "../../functions/kernel/time.ts";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
// Two children who come every Wednesday.
const regular = portal.demo.signIns.filter(({ role }) => role === "guardian")[2];
if (!staffMember || !regular) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });

const tabletSize = { width: 800, height: 1100 };
let browser: Browser;
let staff: Visit;
let sheetPath = "";
let apiPath = "";
beforeAll(async () => {
  browser = await launchBrowser();
  staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.setViewportSize(tabletSize);
  // The last Wednesday that is past: half called, and the night has not come by.
  const today = localDate(systemClock());
  for (let back = 1; back < 120 && sheetPath === ""; back += 1) {
    const date = addDays(today, -back);
    if (weekdayOf(date) !== 3) continue;
    apiPath = `/api/staff/sites/tilleuls/days/${date}`;
    if ((await read()).children.length > 0) sheetPath = `/agents/feuille/tilleuls/${date}`;
  }
});
afterAll(async () => {
  expect(staff.faults()).toEqual([]);
  await browser.close();
});

const read = async (): Promise<DaySheetView> => daySheetView.parse(await readApi(staff.page, apiPath));

/** What a person sees on a tablet, a phone and a desktop, kept when it is asked for. */
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === null) return;
  for (const width of [360, 1280, 800]) {
    await page.setViewportSize({ width, height: tabletSize.height });
    await page.screenshot({ path: `${shots}/${name}-${width}.png` });
  }
  await page.setViewportSize(tabletSize);
}

/** Opens the sheet and shows who is expected only. */
async function openExpected(page: Page): Promise<number> {
  await page.goto(sheetPath);
  await settled(page);
  await page.getByRole("radio", { name: /^Attendus/u }).check();
  return page.getByRole("checkbox", { name: /^Choisir/u }).count();
}
const expectedCount = async (page: Page): Promise<number> =>
  Number(
    /\d+/u.exec(plainText(await page.locator(".segment", { hasText: "Attendus" }).innerText()))?.[0] ?? Number.NaN,
  );

test("everybody who is expected is noted in one act, taken back, and noted again", async () => {
  const { page } = staff;
  const expected = await openExpected(page);
  expect(expected).toBeGreaterThan(3);
  await shoot(page, "appel-attendus");
  await page.getByRole("checkbox", { name: /^Tout choisir/u }).check();
  await page.getByText(`${expected} enfants choisis`).waitFor();
  await shoot(page, "appel-choisis");
  await page.getByRole("button", { name: "Présents", exact: true }).click();
  await page.getByText("Personne ici.").waitFor();
  expect(await expectedCount(page)).toBe(0);
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect.poll(() => expectedCount(page)).toBe(expected);
  await page.getByRole("button", { name: "Rétablir", exact: true }).click();
  await expect.poll(() => expectedCount(page)).toBe(0);
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await expect.poll(() => expectedCount(page)).toBe(expected);
  const sheet = await read();
  expect(sheet.children.filter(({ units }) => units.every(({ mark }) => mark === undefined)).length).toBe(expected);
});

test("some are noted absent, with why", async () => {
  const { page } = staff;
  const expected = await openExpected(page);
  for (const rank of [0, 1])
    await page
      .getByRole("checkbox", { name: /^Choisir/u })
      .nth(rank)
      .check();
  await page.getByRole("button", { name: "Absents", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Grève" }).check();
  await shoot(page, "appel-absents");
  await dialog.getByRole("button", { name: "Noter absents" }).click();
  await expect.poll(() => expectedCount(page)).toBe(expected - 2);
  await page.getByText("2 enfants notés absents.").first().waitFor();
});

test("times are put right, and what was there before is kept, with who and when", async () => {
  const { page } = staff;
  await openExpected(page);
  await page
    .getByRole("button", { name: /^Présent :/u })
    .first()
    .click();
  await page.getByRole("radio", { name: /^Là/u }).check();
  await page
    .getByRole("button", { name: /^Heures et corrections/u })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Arrivée").fill("07:50");
  await dialog.getByLabel("Départ").fill("07:10");
  await dialog.getByText("Le départ vient avant l’arrivée.").waitFor();
  await dialog.getByLabel("Départ").fill("17:05");
  await dialog.getByRole("button", { name: "Enregistrer les heures" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("radio", { name: /^Partis/u }).check();
  const row = page.getByRole("row").filter({ hasText: "De 7 h 50 à 17 h 05" });
  await row.getByRole("button", { name: /^Heures et corrections/u }).click();
  await dialog.getByText("Correction").waitFor();
  const steps = plainText(await dialog.innerText());
  expect(steps).toContain("De 7 h 50 à 17 h 05");
  expect(steps).toMatch(/Correction .*Arrivée/su);
  await shoot(page, "appel-heures");
  await page.keyboard.press("Escape");
});

test("a child whom nobody expected is found by a name and noted, without a booking", async () => {
  const { page } = staff;
  await page.goto(sheetPath);
  await settled(page);
  const before = (await read()).children.length;
  await page.getByRole("button", { name: "Ajouter un enfant" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(/^Nom de l’enfant/u).fill(portal.demo.activation.familyCode);
  await dialog.locator(".found-family").first().click();
  await dialog.getByRole("radio").first().check();
  await shoot(page, "appel-ajouter");
  await dialog.getByRole("button", { name: "Noter présent" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(async () => (await read()).children.length).toBe(before + 1);
  await page.getByText("sans réservation").first().waitFor();
  await shoot(page, "appel-sans-reservation");
});

test("two tablets at once: neither loses a tap, and each sees the other's", async () => {
  const { page } = staff;
  const expected = await openExpected(page);
  const other = await staff.context.newPage();
  await other.setViewportSize(tabletSize);
  await openExpected(other);
  await page
    .getByRole("checkbox", { name: /^Choisir/u })
    .first()
    .check();
  await other
    .getByRole("checkbox", { name: /^Choisir/u })
    .nth(1)
    .check();
  await Promise.all([page, other].map((one) => one.getByRole("button", { name: "Présents", exact: true }).click()));
  for (const one of [page, other]) await one.getByText("1 enfant noté présent", { exact: false }).first().waitFor();
  for (const one of [page, other]) {
    await one.reload();
    await settled(one);
    await expect.poll(() => expectedCount(one)).toBe(expected - 2);
  }
  await other.close();
});

test("putting a day right that was billed says what that bills again, asks why, and keeps it", async () => {
  const { page } = staff;
  const today = localDate(systemClock());
  staff.foresee(409);
  // The demo town has opened one again, in the month before the last.
  let path = "";
  let found: DaySheetView | undefined;
  for (let back = 28; back < 100 && !found; back += 1) {
    const date = addDays(today, -back);
    if (weekdayOf(date) !== 3) continue;
    const sheet = daySheetView.parse(await readApi(page, `/api/staff/sites/tilleuls/days/${date}`));
    if (sheet.rollCall.state !== "open" || sheet.rollCall.reopened === undefined) continue;
    [path, found] = [`/agents/feuille/tilleuls/${date}`, sheet];
  }
  const child = found?.children.find(({ units }) => units.length === 1 && units[0]?.mark?.left !== undefined);
  if (!child) throw new Error("The demo town has no billed day that is open again");
  const name = `${child.lastName} ${child.firstName}`;
  await page.goto(path);
  await settled(page);
  const open = page.getByRole("button", { name: `Heures et corrections : ${name}`, exact: true });
  await open.click();
  const times = page.getByRole("dialog", { name: `Heures de ${child.firstName}` });
  await times.getByLabel("Départ").fill("19:20");
  await times.getByRole("button", { name: "Enregistrer les heures" }).click();
  const billed = page.getByRole("dialog", { name: "Ce jour a été facturé" });
  await billed.getByText("Ce qui sera refacturé").waitFor();
  expect(plainText(await billed.innerText())).toMatch(/\d € au lieu de .*départ à 19 h 20/su);
  await billed.getByRole("button", { name: "Confirmer et refacturer" }).click();
  await billed.getByText("Dites en quelques mots pourquoi.").first().waitFor();
  await shoot(page, "appel-refacture");
  await billed.getByLabel("Motif").fill("Heure relue sur le cahier");
  await billed.getByRole("button", { name: "Confirmer et refacturer" }).click();
  await times.waitFor({ state: "detached" });
  await open.click();
  await times.getByText("Motif : Heure relue sur le cahier").waitFor();
  await page.keyboard.press("Escape");
  // Taken back, it is asked again, with the same words at hand.
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  expect(await billed.getByLabel("Motif").inputValue()).toBe("Heure relue sur le cahier");
  await billed.getByText("aura un avoir de").waitFor();
  await billed.getByRole("button", { name: "Confirmer et refacturer" }).click();
  await page.getByRole("button", { name: "Rétablir", exact: true }).waitFor();
});

test("the family reads the real times beside the booked ones", async () => {
  const family = await visit(browser, portal.portal);
  family.foresee(401);
  const { page } = family;
  await signIn(page, regular);
  await page.goto("/visualiser-mes-reservations");
  await settled(page);
  await page.getByRole("radio", { name: "Liste" }).check();
  const seen = page.getByText(/^ ?Présent de /u).first();
  for (let months = 0; months < 4 && (await seen.count()) === 0; months += 1) {
    await page.getByRole("button", { name: "Mois précédent" }).click();
    await settled(page);
  }
  await seen.waitFor();
  await shoot(page, "appel-famille");
  expect(family.faults()).toEqual([]);
});

test("the family reads what an absence would leave due before it declares it", async () => {
  const family = await visit(browser, portal.portal);
  family.foresee(401);
  const { page } = family;
  await signIn(page, regular);
  await page.goto("/mes-modifications");
  await settled(page);
  await page.getByRole("button", { name: "Déclarer une absence", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const cost = dialog.getByRole("region", { name: "Ce qui restera à payer" });
  await cost.waitFor();
  const words = plainText(await cost.innerText());
  // Which rule holds is the first booking's activity's to say.
  expect(words).toMatch(/réservations? : (?:dû|rien)/u);
  expect(words).toMatch(/(?:jour d’absence|[Jj]ustificatif)/u);
  await cost.scrollIntoViewIfNeeded();
  await shoot(page, "absence-du");
  expect(family.faults()).toEqual([]);
});
