/**
 * An enrolment from a telephone to a booking: what the grid refuses leads to the very place where it is asked, with what is
 * chosen kept; the office accepts; the family confirms its file and is back at the grid; it books; it ends the enrolment, and
 * what is booked after goes.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import { enrolmentLook } from "../../functions/enrolment/contract.ts";
import { launchBrowser, visit } from "./browser.ts";
import { bookingsOf, giveUp, lineOf } from "./situations.ts";
import {
  cell,
  confirm,
  confirmPages,
  findActivity,
  freeCells,
  mailsTo,
  plainText,
  readApi,
  readGrid,
  review,
  settled,
  signIn,
  signInStaff,
} from "./steps.ts";

const portal = inject("portal");
// The family that has booked nothing, nor asked for any enrolment.
const family = portal.demo.signIns.find(({ who }) => who.includes("aucune réservation"));
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
/** What is to be told of the decisions made so far. */
const tellings: (() => Promise<void>)[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const own = async (page: Page) =>
  enrolmentLook["enrolment.own"].answer.parse(await readApi(page, "/api/enrolments")).children;
const bookings = z.object({ bookings: z.array(z.object({ date: z.string(), activityId: z.string() })) });
const guardians = z.object({ guardians: z.array(z.object({ email: z.optional(z.string()) })) });

test("a family is led to the enrolment that it lacks, books once the office has accepted, and ends it", async () => {
  const phone = await visit(browser, portal.portal, { width: 360, height: 740 });
  const { page } = phone;
  // The date that is a mistake.
  phone.foresee(400);
  await signIn(page, family);
  const [child] = await own(page);
  const [offer] = child?.offers ?? [];
  if (!child || !offer) throw new Error("The demo town asks this family for no enrolment");

  // Something is chosen elsewhere already, which nothing of the following may lose.
  const { activity: wednesdays, free } = await findActivity(page, 1);
  const [chosen] = free;
  if (!chosen) throw new Error("A free cell is needed");
  await page.goto(`${portal.portal}/inscrire/${wednesdays.id}`);
  await settled(page);
  await cell(page, chosen).click();
  await cell(page, chosen).filter({ hasText: "Choisi" }).waitFor();

  // The grid of the activity says what is missing, for each child, with the way to it.
  await page.goto(`${portal.portal}/inscrire/${offer.activityId}`);
  await page.getByText("Votre dossier est à compléter avant de réserver").waitFor();
  await page.getByRole("link", { name: new RegExp(`Inscription à l’année.*${child.firstName}`, "u") }).click();
  await page.getByRole("heading", { level: 1, name: "Inscriptions à l’année" }).waitFor();
  await settled(page);
  const card = page.locator(`[id="${child.id}-${offer.activityId}"]`);
  await card.getByRole("button", { name: /^Demander l’inscription/u }).click();
  // A mistake is said at its field, and nothing typed is lost by a reload.
  await card.getByLabel("Dernier jour").fill("2020-01-01");
  await card.getByRole("button", { name: "Envoyer la demande" }).click();
  await card.getByRole("alert").waitFor();
  expect(plainText(await card.innerText())).toContain("Le dernier jour est avant le premier");
  await card.getByLabel("Dernier jour").fill(offer.to);
  await card.getByLabel("Message au guichet").fill("Un mardi sur deux");
  await page.reload();
  // The form is open again, as it was left.
  await card.getByLabel("Message au guichet").waitFor();
  expect(await card.getByLabel("Message au guichet").inputValue()).toBe("Un mardi sur deux");
  await card.getByRole("button", { name: "Envoyer la demande" }).click();
  await card.getByText("Demandée", { exact: true }).waitFor();

  const desk = await visit(browser, portal.portal);
  desk.foresee(401);
  await signInStaff(desk.page, staffMember);
  await desk.page.goto(`${portal.portal}/agents/inscriptions`);
  const entry = desk.page.locator("li", { hasText: "Un mardi sur deux" }).filter({ hasText: family.login });
  await entry.getByRole("button", { name: /^Accepter/u }).click();
  await entry.waitFor({ state: "detached" });
  // Taken back, it waits again; taken in hand, it says so; then it is accepted.
  const undoing = desk.page.getByRole("list", { name: "Décisions à annuler" });
  await undoing.getByRole("button", { name: /^Annuler/u }).click();
  await entry.getByRole("button", { name: /^Prendre en charge/u }).click();
  await entry.getByText("Pris en charge par vous").waitFor();
  await entry.getByRole("button", { name: /^Accepter/u }).click();
  await entry.waitFor({ state: "detached" });

  // It stands among what was asked of the office too, with what comes next.
  await page.goto(`${portal.portal}/suivre-mes-demandes`);
  const asked = page.getByRole("region", { name: "Terminé" });
  const enrolled = asked.locator("li", { hasText: child.firstName }).filter({ hasText: offer.activityName });
  // Said once it can no longer be taken back.
  await expect
    .poll(
      async () => {
        await page.reload();
        await settled(page);
        return enrolled.getByText("Acceptée", { exact: true }).count();
      },
      { timeout: 30_000, interval: 1_000 },
    )
    .toBe(1);
  await enrolled.getByText("Vous pouvez réserver ses jours.").waitFor();
  await page.goto(`${portal.portal}/inscriptions-a-l-annee`);
  await card.getByText("Acceptée", { exact: true }).waitFor();
  await card.getByRole("link", { name: /^Réserver des jours/u }).click();
  await page.getByRole("heading", { level: 1, name: offer.activityName }).waitFor();
  await settled(page);

  // The file is to be confirmed too, page by page; that leads back here.
  await page.getByRole("link", { name: /^Vos fiches/u }).click();
  await page.getByRole("heading", { level: 1, name: "Confirmer mes fiches" }).waitFor();
  await confirmPages(page);
  await page.getByRole("button", { name: "Confirmer mes fiches" }).click();
  await page.getByText("Vos fiches sont confirmées").waitFor();
  await page.getByRole("link", { name: "Revenir à la réservation" }).click();
  await page.getByRole("heading", { level: 1, name: offer.activityName }).waitFor();
  await settled(page);
  const day = freeCells(await readGrid(page, offer.activityId)).find(({ childId }) => childId === child.id.toString());
  if (!day) throw new Error("No day of the activity is free");
  await cell(page, day).click();
  await cell(page, day).filter({ hasText: "Choisi" }).waitFor();
  await review(page);
  // Both: what was chosen first, and the day of the activity.
  expect(await confirm(page)).toContain("2 jours réservés");

  await page.goto(`${portal.portal}/inscriptions-a-l-annee`);
  await card.getByRole("button", { name: /^Terminer l’inscription/u }).click();
  await card.getByLabel("À partir du").fill(day.date);
  await card.getByRole("button", { name: "Terminer l’inscription" }).click();
  await page
    .getByText(/Inscriptions terminées, refusées ou reprises/u)
    .first()
    .waitFor();
  const left = async (): Promise<readonly string[]> =>
    bookings
      .parse(await readApi(page, `/api/bookings?from=${day.date}&to=${day.date}`))
      .bookings.map(({ activityId }) => activityId);
  await expect.poll(left, { timeout: 60_000 }).not.toContain(offer.activityId);
  const [{ email } = {}] = guardians.parse(await readApi(page, "/api/family")).guardians;
  const subjects = async () => (await mailsTo(portal.mailbox, email ?? "", 0)).map(({ subject }) => plainText(subject));
  tellings.push(async () => {
    await expect
      .poll(subjects, { timeout: 120_000 })
      .toEqual(
        expect.arrayContaining([
          expect.stringContaining("Le guichet a répondu à propos d’une inscription"),
          expect.stringContaining("Une inscription se termine : des réservations"),
        ]),
      );
  });
  // Nothing is left behind of what was chosen first.
  const kept = (await bookingsOf(page)).find(({ date, childId }) => date === chosen.date && childId === chosen.childId);
  if (!kept) throw new Error("What was chosen first is not booked");
  expect((await giveUp(page, lineOf(kept))).outcome).toBe("cancelled");
  for (const one of [phone, desk]) {
    expect(one.faults()).toEqual([]);
    await one.close();
  }
}, 180_000);

// At the scheduler's next minute, once a decision can no longer be taken back.
test("what the office has decided is told by mail, without a name", async () => {
  expect(tellings).toHaveLength(1);
  for (const told of tellings) await told();
}, 240_000);
