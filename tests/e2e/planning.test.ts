/**
 * What staff decide about days and families, and what families then find: places raised, a day closed and opened
 * again, a booking made for them.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { familyView } from "../../functions/family/contract.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { book, bookingsOf, fullDay, giveUp, isThat, possible, waitFor } from "./situations.ts";
import { longDay, mailsTo, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const [three, , busy, , second] = portal.demo.signIns.filter(({ role }) => role === "guardian");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!three || !busy || !second || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
let staff: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
  staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
});
afterAll(async () => {
  expect(staff.faults()).toEqual([]);
  await browser.close();
});

const addressOf = async (page: Page): Promise<string> =>
  familyView.parse(await readApi(page, "/api/family")).guardians.flatMap(({ email }) => email ?? [])[0] ?? "";
/** Mails to a family whose text says so; waits for the first. */
async function toldOf(page: Page, words: string): Promise<readonly string[]> {
  const address = await addressOf(page);
  const found = async (): Promise<readonly string[]> =>
    (await mailsTo(portal.mailbox, address))
      .filter(({ text }) => plainText(text).includes(words))
      .map(({ subject }) => subject);
  await expect.poll(found, { timeout: 15_000 }).not.toEqual([]);
  return found();
}
async function asFamily(family: { readonly login: string; readonly password: string }): Promise<Visit> {
  const parent = await visit(browser, portal.portal, { width: 390, height: 844 });
  await signIn(parent.page, family);
  return parent;
}

test("a staff member raises the places of a full day: who waits is offered a place, and told", async () => {
  const parent = await asFamily(busy);
  const { line, unit, siteId } = await fullDay(parent.page);
  expect(await waitFor(parent.page, line)).toMatchObject({ outcome: "waiting", position: 1 });
  const { page } = staff;
  const openDay = async (): Promise<void> => {
    await page.goto(`/agents/places/${siteId}/jour/${line.date}`);
    await settled(page);
  };
  await openDay();
  const queue = page.getByRole("region", { name: new RegExp(`^${unit}`, "u") });
  expect(plainText(await queue.innerText())).toMatch(/n° 1[\s\S]*au complet/u);
  await page.getByRole("button", { name: `Changer les places : ${unit}` }).click();
  const dialog = page.getByRole("dialog");
  const number = dialog.getByLabel("Nombre de places ce jour-là");
  const usual = Number(await number.inputValue());
  await number.fill("-3");
  await dialog.getByLabel("Motif").fill("Une animatrice de plus");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("alert").waitFor();
  await number.fill(String(usual + 1));
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect
    .poll(async () => (await bookingsOf(parent.page)).find(isThat(line))?.status, { timeout: 15_000 })
    .toBe("offered");
  // Beside the receipt for having joined the list.
  expect(await toldOf(parent.page, "votre tour est venu")).toHaveLength(1);
  await openDay();
  expect(plainText(await queue.innerText())).toContain("Une place est gardée jusqu’au");
  expect(plainText(await page.getByRole("region", { name: "Changements de places" }).innerText())).toContain(
    `catalogue → ${String(usual + 1)}`,
  );
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("a staff member books for a family with a reason: the family has it, its history says who and why, its mailbox too", async () => {
  const { page } = staff;
  await page.goto("/agents/familles");
  await page.getByLabel("Chercher une famille ou une personne").fill(three.login.toLowerCase());
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: new RegExp(`famille ${three.login}$`, "u") }).waitFor();
  await page.getByRole("button", { name: "Réserver", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Activité").selectOption({ label: "Accueil du matin aux Tilleuls, Les Tilleuls" });
  // A week: its school days are booked, the others are left out.
  const monday = new Date(Date.now() + 15 * 86_400_000);
  monday.setUTCDate(monday.getUTCDate() - ((monday.getUTCDay() + 6) % 7));
  const day = (offset: number): string => new Date(monday.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel("Jour", { exact: true }).fill(day(0));
  await dialog.getByLabel(/^Jusqu’au/u).fill(day(6));
  await dialog.getByLabel("Motif").fill("Reprise du travail");
  await dialog.getByRole("button", { name: "Réserver" }).click();
  await dialog.waitFor({ state: "detached" });
  const parent = await asFamily(three);
  const booked = (await bookingsOf(parent.page)).filter(
    ({ activityId, date }) => activityId.startsWith("matin-") && date >= day(0) && date <= day(6),
  );
  expect(booked.length).toBeGreaterThan(0);
  for (const one of booked) expect(one.status).toBe("booked");
  expect(await toldOf(parent.page, "Reprise du travail")).toEqual(["Le guichet a réservé pour vous · Portail Famille"]);
  // The history follows by the table's stream.
  await page.goto(`/agents/familles/${three.login}/historique`);
  await expect
    .poll(
      async () => {
        await page.reload();
        await settled(page);
        return plainText(await page.getByRole("region", { name: "Historique" }).innerText());
      },
      { timeout: 15_000 },
    )
    .toContain("Reprise du travail");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("a staff member closes a family's account: it can book nothing and is told why; opened again, it can", async () => {
  const parent = await asFamily(second);
  const found = (await possible(parent.page)).find(({ line: { activityId } }) =>
    activityId.startsWith("mercredis-tilleuls"),
  );
  if (!found) throw new Error("The family finds nothing to book");
  const { line } = found;
  const { page } = staff;
  await page.goto(`/agents/familles/${second.login}/acces`);
  await page.getByRole("button", { name: "Fermer le compte" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Motif").fill("Déménagement");
  await dialog.getByRole("button", { name: "Tout annuler et fermer" }).click();
  await page.getByText("Compte fermé depuis le").waitFor();
  await page.getByRole("link", { name: "Réservations", exact: true }).click();
  expect(await page.getByRole("button", { name: "Réserver", exact: true }).isDisabled()).toBe(true);
  expect(await book(parent.page, line)).toMatchObject({ outcome: "refused", refusal: { code: "accountClosed" } });
  await page.getByRole("link", { name: "Accès", exact: true }).click();
  await page.getByRole("button", { name: "Rouvrir le compte" }).click();
  await dialog.getByRole("button", { name: "Rouvrir le compte" }).click();
  await page.getByRole("button", { name: "Fermer le compte" }).waitFor();
  expect(["booked", "toApprove"]).toContain((await book(parent.page, line)).outcome);
  expect(await giveUp(parent.page, line)).toMatchObject({ outcome: "cancelled" });
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("a staff member closes a day: what was booked is gone, the family is told once; opened again, it can be booked", async () => {
  const parent = await asFamily(busy);
  const last = (await bookingsOf(parent.page))
    .filter(({ activityId, status }) => activityId.startsWith("mercredis-tilleuls") && status === "booked")
    .map(({ date }) => date)
    .sort()
    .at(-1);
  if (last === undefined) throw new Error("The busy family of the demo has nothing booked");
  const { page } = staff;
  await page.goto(`/agents/places/tilleuls/${last.slice(0, 7)}`);
  await settled(page);
  await page.getByRole("button", { name: "Fermer des jours" }).click();
  await page.getByLabel("Premier jour fermé").fill(last);
  await page.getByLabel("Dernier jour fermé").fill(last);
  await page.getByLabel("Motif").fill("dégât des eaux");
  await page.getByRole("button", { name: "Voir ce que cela annule" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Fermer et prévenir les familles" }).waitFor();
  expect(plainText(await dialog.innerText())).toMatch(
    /1 jour ouvert, \d+ réservations? annulées?, .*familles? à prévenir/u,
  );
  await dialog.getByRole("button", { name: "Fermer et prévenir les familles" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect
    .poll(
      async () =>
        (await bookingsOf(parent.page)).some(({ date, siteName }) => date === last && siteName === "Les Tilleuls"),
      { timeout: 15_000 },
    )
    .toBe(false);
  const closures = page.getByRole("region", { name: "Fermetures" });
  await expect
    .poll(async () => plainText(await closures.innerText()), { timeout: 20_000 })
    .toMatch(/\d+ réservations? annulées?, \d+ familles? prévenues?/u);
  expect(await toldOf(parent.page, "dégât des eaux")).toHaveLength(1);
  await closures
    .getByRole("button", { name: new RegExp(`^Rouvrir le ${longDay(last).replaceAll(" ", "\\s")}`, "u") })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Rouvrir" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(async () => plainText(await closures.innerText())).not.toContain("dégât des eaux");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});
