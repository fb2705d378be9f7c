/** From a family code to a booked Wednesday, and to the sheet that a staff member opens that day. */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import {
  cell,
  confirm,
  confirmAddress,
  dayButton,
  expectState,
  fillSignIn,
  findActivity,
  goToMonth,
  mailsTo,
  plainText,
  readApi,
  review,
  sendProfile,
  settled,
  signInStaff,
} from "./steps.ts";
import { familyView } from "../../functions/family/contract.ts";

const portal = inject("portal");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it("a family activates its account, books Wednesdays, finds them in its calendar; a staff member finds the child on the day's sheet", async () => {
  const { familyCode, lastName, firstName } = portal.demo.activation;
  const email = "amandine.mathieu@exemple.fr";
  const password = "Ombrelle-Tortue-Granit-27";

  const parent = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = parent;
  await page.goto("/");
  await page.getByRole("link", { name: "S’inscrire (première utilisation)" }).click();
  await page.getByRole("heading", { level: 1, name: "Définir mon profil internet" }).waitFor();
  await sendProfile(page, { familyCode, lastName, firstName, email, password });

  const [mail] = await mailsTo(portal.mailbox, email);
  expect(mail?.subject).toBe("Confirmez votre adresse e-mail · Portail Famille");
  expect(mail?.text).toContain(`la famille ${familyCode}`);
  expect(mail?.html).toContain(`${portal.portal}/inscription#identifiant=${familyCode}&`);
  expect(mail?.html).toMatch(/<html[^>]*lang="fr"/u);
  await confirmAddress(page, mail?.code ?? "");

  // The identifier is already there: only the password is asked for.
  expect(await page.getByLabel("Identifiant", { exact: true }).inputValue()).toBe(familyCode);
  await fillSignIn(page, familyCode, password);
  await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();

  // Its children are there.
  const family = familyView.parse(await readApi(page, "/api/family"));
  await page.getByRole("navigation", { name: "Raccourcis" }).getByRole("link", { name: "Famille" }).click();
  await page.getByRole("heading", { level: 1, name: "Ma fiche famille" }).waitFor();
  for (const child of family.children)
    await page.getByRole("heading", { level: 3, name: new RegExp(`^${child.firstName} `, "u") }).waitFor();
  expect(family.children.length).toBeGreaterThan(0);

  // Two Wednesdays for the first child that may come.
  const { activity, grid, free } = await findActivity(page, 2);
  const wanted = free.filter(({ childId }) => childId === free[0]?.childId).slice(0, 2);
  expect(wanted).toHaveLength(2);
  await page.getByRole("navigation", { name: "Raccourcis" }).getByRole("link", { name: "S’inscrire" }).click();
  await page
    .getByRole("link", { name: new RegExp(`^Choisir les jours\\s*:\\s*${activity.name}, ${activity.siteName}`, "u") })
    .click();
  await page.getByRole("heading", { level: 1, name: activity.name }).waitFor();
  for (const day of wanted) {
    await cell(page, day).click();
    await expectState(page, day, "Choisi");
  }
  await page.getByText("2 jours à réserver").waitFor();
  await review(page);
  const answers = await confirm(page);
  expect(answers).toContain("2 jours réservés");
  for (const { day } of wanted) expect(answers).toContain(day);

  // They are in « Mes réservations ».
  await page.getByRole("link", { name: "Voir mes réservations" }).click();
  await page.getByRole("heading", { level: 1, name: "Mes réservations" }).waitFor();
  for (const { date, day, child, unit } of wanted) {
    await goToMonth(page, date);
    expect(plainText(await dayButton(page, { day }).innerText()).replace(/\s+/gu, " ")).toContain(
      `Réservé : ${child}, ${unit}`,
    );
  }
  expect(parent.faults()).toEqual([]);
  await parent.close();

  // A staff member opens that day's sheet.
  const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
  const desk = await visit(browser, portal.portal, { width: 1280, height: 900 });
  if (!staffMember) throw new Error("The demo town has no staff member");
  desk.foresee(401);
  await signInStaff(desk.page, staffMember);
  await desk.page.getByLabel("Accueil", { exact: true }).selectOption({ label: grid.activity.siteName });
  await desk.page.getByLabel("Date", { exact: true }).fill(wanted[0]?.date ?? "");
  await desk.page.getByRole("heading", { level: 1, name: new RegExp(grid.activity.siteName, "u") }).waitFor();
  await settled(desk.page);
  const row = desk.page.getByRole("row").filter({ hasText: familyCode });
  await row.first().waitFor();
  const line = plainText(await row.filter({ hasText: wanted[0]?.child ?? "" }).innerText());
  expect(line).toContain(wanted[0]?.unit);
  await desk.page.getByLabel("Chercher un enfant ou une famille").fill(familyCode.toLowerCase());
  expect(await desk.page.getByRole("row").count()).toBe(1 + (await row.count()));
  expect(desk.faults()).toEqual([]);
  await desk.close();
});
