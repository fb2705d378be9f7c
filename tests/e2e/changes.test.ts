/**
 * What becomes of a booking: a place that was waited for, a change, an absence; and the private calendar that shows it
 * all.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { documentLook } from "../../functions/document/contract/look.ts";
import { familyView } from "../../functions/family/contract.ts";
import { pdfOfLines } from "../../infra/demo/papers.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { book, bookingsOf, getOffer, giveUp, isThat, lastPlace, possible } from "./situations.ts";
import { dayButton, goToMonth, plainText, readApi, settled, signIn } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const [, oneChild] = guardians;
/** Two children, nothing booked, and nothing left behind. */
const twoChildren = guardians[3];
if (!oneChild || !twoChildren) throw new Error("The demo town needs families that may sign in");

let browser: Browser;
let parent: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  parent = await visit(browser, portal.portal, { width: 390, height: 844 });
});
afterEach(async () => {
  const faults = parent.faults();
  await parent.close();
  expect(faults).toEqual([]);
});

/** Opens a day of « Mes réservations ». */
async function openDay(
  page: Page,
  { day, line: { date } }: { readonly day: string; readonly line: { readonly date: string } },
) {
  await page.goto("/mes-reservations");
  await goToMonth(page, date);
  await dayButton(page, { day }).click();
  return page.getByRole("dialog");
}

it("a place that was waited for is accepted in one tap from the home page", async () => {
  const { page } = parent;
  await signIn(page, oneChild);
  const offer = await getOffer(page, portal.portal, twoChildren);
  await page.goto("/");
  await settled(page);
  const card = page.getByRole("article").filter({ hasText: offer.day }).filter({ hasText: offer.unit });
  expect(plainText(await card.innerText())).toMatch(/Gardée jusqu’au .+ \(encore /u);
  await card.getByRole("button", { name: /^Accepter/u }).click();
  await card.waitFor({ state: "detached" });
  expect((await bookingsOf(page)).find(isThat(offer.line))?.status).toBe("booked");
  expect((await giveUp(page, offer.line)).outcome).toBe("cancelled");
});

it("a change keeps the old place when the new day has filled up meanwhile, says so, and passes to a day that is free", async () => {
  const { page } = parent;
  await signIn(page, twoChildren);
  const wanted = await lastPlace(page);
  const same = (await possible(page)).filter(
    ({ line }) =>
      line.activityId === wanted.line.activityId &&
      line.unitId === wanted.line.unitId &&
      line.date !== wanted.line.date,
  );
  const [mine, other] = same.filter(({ line, places }) => line.childId === wanted.line.childId && (places ?? 9) > 2);
  const sibling = same.find(({ line }) => line.childId !== wanted.line.childId);
  if (!mine || !other || !sibling) throw new Error("Two roomy days and a sibling are needed");
  expect((await book(page, mine.line)).outcome).toBe("booked");
  const dialog = await openDay(page, mine);
  await dialog.getByRole("button", { name: /^Changer de jour/u }).click();
  await dialog.getByText(`Votre place du ${mine.day} est gardée`).waitFor();
  await dialog.getByRole("radio", { name: new RegExp(`^${wanted.day.replaceAll(" ", "\\s")}`, "u") }).check();
  // The last place goes while the page is open.
  expect((await book(page, { ...wanted.line, childId: sibling.line.childId })).outcome).toBe("booked");
  await dialog.getByRole("button", { name: "Changer", exact: true }).click();
  await dialog.getByRole("alert").getByText("Votre place d’avant est toujours à vous.").waitFor();
  expect((await bookingsOf(page)).find(isThat(mine.line))?.status).toBe("booked");
  expect((await bookingsOf(page)).find(isThat(wanted.line))).toBeUndefined();
  // What is full now is no longer proposed; what is free is obtained, and only then is the old place given up.
  await expect
    .poll(() => dialog.getByRole("radio", { name: new RegExp(`^${wanted.day.replaceAll(" ", "\\s")}`, "u") }).count())
    .toBe(0);
  await dialog.getByRole("radio", { name: new RegExp(`^${other.day.replaceAll(" ", "\\s")}`, "u") }).check();
  await dialog.getByRole("button", { name: "Changer", exact: true }).click();
  await dialog.getByRole("heading", { name: /^C’est changé/u }).waitFor();
  await dialog.getByRole("button", { name: "Terminer" }).click();
  await dialog.waitFor({ state: "detached" });
  expect((await bookingsOf(page)).map(({ date }) => date).sort()).toEqual([wanted.line.date, other.line.date].sort());

  // The history tells it as one change, and from which day.
  await page.goto("/mes-modifications");
  await page.getByRole("link", { name: /^Historique/u }).click();
  const change = page.getByRole("listitem").filter({ hasText: "Changement de réservation" }).first();
  await change.waitFor();
  expect(plainText(await change.innerText())).toMatch(
    new RegExp(`${other.day}[\\s\\S]*À la place de : ${mine.day}`, "u"),
  );
  for (const line of [{ ...wanted.line, childId: sibling.line.childId }, other.line])
    expect((await giveUp(page, line)).outcome).toBe("cancelled");
});

it("an absence is declared with its kind, shown as such, and taken back", async () => {
  const { page } = parent;
  await signIn(page, twoChildren);
  const [day] = await possible(page);
  if (!day) throw new Error("A free day is needed");
  expect((await book(page, day.line)).outcome).toBe("booked");
  const dialog = await openDay(page, day);
  await dialog.getByRole("button", { name: /^Déclarer une absence/u }).click();
  await dialog.getByRole("radio", { name: /^Sans justificatif/u }).check();
  await dialog.getByRole("button", { name: "Déclarer", exact: true }).click();
  await dialog.getByRole("heading", { name: /^L’absence est déclarée/u }).waitFor();
  await dialog.getByRole("button", { name: "Revenir à ce jour" }).click();
  await dialog.getByText("Absence déclarée, sans justificatif").waitFor();
  expect((await bookingsOf(page)).find(isThat(day.line))).toMatchObject({ status: "booked", absence: "unjustified" });
  await dialog.getByRole("button", { name: /^L’enfant viendra finalement/u }).click();
  await dialog.getByRole("button", { name: "Oui, l’enfant viendra" }).click();
  await dialog.getByRole("button", { name: "Revenir à ce jour" }).click();
  await dialog.getByText("Absence déclarée").waitFor({ state: "detached" });
  expect((await bookingsOf(page)).find(isThat(day.line))?.absence).toBeUndefined();
  expect((await giveUp(page, day.line)).outcome).toBe("cancelled");
});

it("one absence is declared for two children and several days, but those that are left out", async () => {
  const { page } = parent;
  await signIn(page, twoChildren);
  const free = (await possible(page)).filter(({ places }) => (places ?? 9) > 2);
  const [first] = free;
  if (!first) throw new Error("A free day is needed");
  const unit = free.filter(
    ({ line }) => line.activityId === first.line.activityId && line.unitId === first.line.unitId,
  );
  const dates = [...new Set(unit.map(({ line }) => line.date))].slice(0, 3);
  const mine = unit.filter(({ line }) => dates.includes(line.date));
  expect(mine).toHaveLength(6);
  for (const { line } of mine) expect((await book(page, line)).outcome).toBe("booked");
  await page.goto("/mes-modifications");
  await page.getByRole("button", { name: "Déclarer une absence" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Déclarer une absence" });
  const [from = "", to = ""] = dates;
  await dialog.getByLabel("Au", { exact: true }).fill(to);
  await dialog.getByLabel("Du", { exact: true }).fill(from);
  await dialog.getByText("4 sur 4 réservations.").waitFor();
  const leftOut = mine.find(({ line }) => line.date === to);
  if (!leftOut) throw new Error("A booking to leave out is needed");
  await dialog
    .getByRole("checkbox", { name: new RegExp(`^${leftOut.child}, ${leftOut.day.replaceAll(" ", "\\s")}`, "u") })
    .uncheck();
  await dialog.getByRole("radio", { name: /^Sans justificatif/u }).check();
  await dialog.getByRole("button", { name: "Déclarer 3 absences" }).click();
  await page.getByRole("dialog", { name: "C’est fait : 3 absences déclarées" }).waitFor();
  const absent = (await bookingsOf(page)).filter(({ absence }) => absence === "unjustified");
  expect(absent.map(({ childId, date }) => `${childId} ${date}`).sort()).toEqual(
    mine
      .filter(({ line }) => line.date !== dates[2] && line !== leftOut.line)
      .map(({ line }) => `${line.childId} ${line.date}`)
      .sort(),
  );
  await page.getByRole("button", { name: "Terminer" }).click();
  for (const { line } of mine) expect((await giveUp(page, line)).outcome).toBe("cancelled");
});

it("the certificate of an absence is sent while it is declared, and waits for the office", async () => {
  const { page } = parent;
  await signIn(page, twoChildren);
  const free = (await possible(page)).filter(({ places }) => (places ?? 9) > 2);
  const [first] = free;
  if (!first) throw new Error("A free day is needed");
  const mine = free
    .filter(({ line }) => line.activityId === first.line.activityId && line.unitId === first.line.unitId)
    .filter(({ line }) => line.childId === first.line.childId)
    .slice(0, 2);
  for (const { line } of mine) expect((await book(page, line)).outcome).toBe("booked");
  await page.goto("/mes-modifications");
  await page.getByRole("button", { name: "Déclarer une absence" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Déclarer une absence" });
  await dialog.getByLabel("Au", { exact: true }).fill(first.line.date);
  await dialog.getByLabel("Du", { exact: true }).fill(first.line.date);
  // What stays due is said first, and what a certificate would change.
  await dialog.getByText(/^Avec un justificatif envoyé maintenant, et accepté/u).waitFor();
  await dialog.getByRole("button", { name: "Déclarer 1 absence" }).click();
  const done = page.getByRole("dialog", { name: /^C’est fait/u });
  await done.getByRole("heading", { name: `Le justificatif de ${first.child}` }).waitFor();
  await done
    .locator("input.chooser")
    .first()
    .setInputFiles({
      name: "certificat.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.from(pdfOfLines(["Certificat"])),
    });
  await done.getByText(/^Envoyé\s: le guichet le vérifie/u).waitFor({ timeout: 60_000 });
  await done.getByRole("button", { name: "Terminer" }).click();
  await page.getByRole("button", { name: "Envoyer un justificatif" }).click();
  const awaited = page.getByRole("dialog", { name: "Envoyer un justificatif d’absence" });
  await awaited.getByText(/^Envoyé\s: le guichet le vérifie/u).waitFor();
  await awaited.getByRole("button", { name: "Terminer" }).click();
  // Nothing is left behind: neither the paper nor the bookings.
  const { documents } = documentLook["document.sent"].answer.parse(
    await readApi(page, `/api/documents/sent?childId=${first.line.childId}&kind=certificat-absence`),
  );
  expect(documents).toMatchObject([{ status: "toCheck", about: { from: first.line.date, to: first.line.date } }]);
  for (const { id } of documents)
    await page.evaluate(async (address) => {
      await fetch(address, { method: "DELETE" });
    }, `/api/documents/${id}?childId=${first.line.childId}`);
  for (const { line } of mine) expect((await giveUp(page, line)).outcome).toBe("cancelled");
});

it("the private calendar link shows first names alone, is replaced, and answers nothing once it is deleted", async () => {
  const { page } = parent;
  await signIn(page, twoChildren);
  const [day] = await possible(page);
  if (!day) throw new Error("A free day is needed");
  expect((await book(page, day.line)).outcome).toBe("booked");
  await page.goto("/mes-reservations");
  await page.getByRole("link", { name: /^Dans l’agenda de mon téléphone/u }).click();
  await page.getByRole("button", { name: "Créer mon lien" }).click();
  const field = page.getByLabel("Adresse du calendrier");
  const address = await field.inputValue();
  expect(await page.getByRole("link", { name: "Ajouter à mon agenda" }).getAttribute("href")).toBe(
    address.replace(/^http:/u, "webcal:"),
  );
  expect(await page.getByRole("link", { name: "Ouvrir Google Agenda" }).count()).toBe(0);
  const fetched = await fetch(address);
  expect([fetched.status, fetched.headers.get("content-type")]).toEqual([200, "text/calendar; charset=utf-8"]);
  const text = (await fetched.text()).replaceAll("\r\n ", "");
  expect(text).toContain(`SUMMARY:${day.child} – `);
  const { children } = familyView.parse(await readApi(page, "/api/family"));
  for (const { lastName } of children)
    expect(text.toLocaleUpperCase("fr")).not.toContain(lastName.toLocaleUpperCase("fr"));

  // Given up, the day stays there, marked as such.
  expect((await giveUp(page, day.line)).outcome).toBe("cancelled");
  expect(await (await fetch(address)).text()).toContain("STATUS:CANCELLED");

  await page.getByRole("button", { name: "Remplacer le lien" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remplacer le lien" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const second = await field.inputValue();
  expect(second).not.toBe(address);
  expect([(await fetch(address)).status, (await fetch(second)).status]).toEqual([404, 200]);

  // Shown once: after a reload it is nowhere.
  await page.reload();
  await page.getByText(/^Lien créé le/u).waitFor();
  expect(await field.count()).toBe(0);
  await page.getByRole("button", { name: "Supprimer le lien" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Supprimer le lien" }).click();
  await page.getByRole("button", { name: "Créer mon lien" }).waitFor();
  expect((await fetch(second)).status).toBe(404);
});
