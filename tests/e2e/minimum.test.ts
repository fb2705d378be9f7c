/**
 * Days that go together, as a parent meets them: a camp is chosen, booked and given up by one press, from the keyboard;
 * a number of days says what is missing while choosing, and before confirming.
 */
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { bookingsOf } from "./situations.ts";
import {
  cell,
  confirm,
  expectState,
  findTogether,
  openGrid,
  plainText,
  review,
  settled,
  signIn,
  signOut,
} from "./steps.ts";

const portal = inject("portal");
/** Two children who come on no day yet. */
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[3];
if (!family) throw new Error("The demo town has no family that may sign in");

let browser: Browser;
let parent: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  parent = await visit(browser, portal.portal);
  await signIn(parent.page, family);
});
afterEach(async () => {
  const faults = parent.faults();
  await parent.close();
  expect(faults).toEqual([]);
});

it("a camp is chosen, booked and given up as one, with a key", async () => {
  const { page } = parent;
  const { activity, free } = await findTogether(page, "all");
  const [first] = free;
  if (!first) throw new Error("A free camp is needed");
  const days = free.filter(({ child }) => child === first.child);
  expect(days).toHaveLength(5);
  await openGrid(page, activity);
  await page.getByText("Réservation de tous les jours ensemble").waitFor();
  await cell(page, first).focus();
  await page.keyboard.press("Space");
  for (const one of days) await expectState(page, one, "Choisi");
  const said = page.getByRole("status").last();
  await expect.poll(async () => plainText(await said.innerText())).toContain(`${first.child}, 5 jours, la période du`);
  await review(page);
  expect(await confirm(page)).toContain("5 jours réservés");
  await page.getByRole("button", { name: "Continuer" }).click();
  for (const one of days) await expectState(page, one, "Réservé");

  // One of its days is given up with all of them, where bookings are changed too.
  const [booking] = (await bookingsOf(page)).filter(({ activityId }) => activityId === activity.id);
  expect(booking?.together).toHaveLength(5);
  await cell(page, first).focus();
  await page.keyboard.press("Enter");
  for (const one of days) await expectState(page, one, "À annuler");
  await review(page);
  expect(await confirm(page)).toContain("5 jours annulés");
  expect((await bookingsOf(page)).filter(({ activityId }) => activityId === activity.id)).toEqual([]);
});

it("a number of days says what is missing while choosing, and does not pass before it is there", async () => {
  const { page } = parent;
  const { activity, free } = await findTogether(page, "some");
  const [first] = free;
  const three = free.filter(({ child }) => child === first?.child).slice(0, 3);
  await openGrid(page, activity);
  await page.getByText("Réservation de 3 jours au moins par semaine").waitFor();
  const bar = page.getByRole("region", { name: "Récapitulatif" });
  const missing = async (): Promise<string> => plainText(await bar.innerText());
  await cell(page, three[0]!).click();
  await expect.poll(missing).toContain(`${three[0]!.child} : encore 2 jours pour la semaine du`);
  await page.getByRole("button", { name: "Vérifier et confirmer" }).click();
  const dialog = page.getByRole("dialog", { name: "Vérifiez avant de confirmer" });
  await dialog.getByText("n’en aurait que 1 sur 3").waitFor();
  await dialog.getByRole("button", { name: "Modifier" }).click();
  for (const one of three.slice(1)) await cell(page, one).click();
  await expect.poll(missing).not.toContain("encore");
  await settled(page);
  await review(page);
  expect(await confirm(page)).toContain("3 jours réservés");
});

it("a subscription is taken from a day on by one press, and given up from another one on", async () => {
  // A child of that school.
  const pupil = await visit(browser, portal.portal, { width: 1280 });
  const families = portal.demo.signIns.filter(({ role }) => role === "guardian");
  const found = await (async () => {
    for (const one of families) {
      await signIn(pupil.page, one);
      const open = await findTogether(pupil.page, "weekday").catch(() => null);
      if (open) return open;
      await signOut(pupil.page);
    }
    throw new Error("No family of the demo town may subscribe");
  })();
  const { page } = pupil;
  const { activity, free } = found;
  const [first] = free;
  if (!first) throw new Error("A free day is needed");
  const weekday = first.day.split(" ")[0] ?? "";
  const same = free.filter(({ child, day }) => child === first.child && day.startsWith(weekday));
  const [second, third] = same.slice(1);
  if (!second || !third) throw new Error("Three weeks are needed");
  await openGrid(page, activity);
  await page.getByText("Réservation par abonnement").waitFor();
  await cell(page, second).click();
  await expectState(page, first, "Libre");
  for (const one of [second, third]) await expectState(page, one, "Choisi");
  await review(page);
  expect(await confirm(page)).toContain(`${same.length - 1} jours réservés`);
  await page.getByRole("button", { name: "Continuer" }).click();
  await expectState(page, third, "Réservé");
  await cell(page, third).click();
  await expectState(page, third, "À annuler");
  await expectState(page, second, "Réservé");
  await review(page);
  expect(await confirm(page)).toContain(`${same.length - 2} jours annulés`);
  const kept = (await bookingsOf(page)).filter(({ activityId }) => activityId === activity.id);
  expect(kept.map(({ date }) => date)).toEqual([second.date]);
  expect(pupil.faults()).toEqual([]);
  await pupil.close();
});
