/** A family's quotient: entered by staff from its papers, corrected with a reason, and read by the family on its phone. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import { plainText, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
// The family without any quotient.
const family = portal.demo.signIns.find(({ who }) => who.includes("aucune réservation"));
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test("staff counts a quotient from the papers and corrects it; the family sees what counts, and where it comes from", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, family);
  const own = async (): Promise<string> => {
    await parent.page.goto(`${portal.portal}/mon-quotient-familial`);
    await parent.page.getByRole("heading", { level: 1, name: "Mon quotient familial" }).waitFor();
    await settled(parent.page);
    return plainText(await parent.page.locator("main").innerText());
  };
  expect(await own()).toContain("Le guichet ne connaît pas votre quotient");

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  const { page } = staff;
  await signInStaff(page, staffMember);
  await page.goto(`${portal.portal}/agents/familles/${family.login}`);
  await page.getByRole("link", { name: "Quotient familial" }).click();
  await page.getByRole("heading", { level: 1, name: "Quotient familial d’une famille" }).waitFor();
  await page.getByRole("button", { name: "Saisir un quotient" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("D’après").selectOption("papers");
  await dialog.getByLabel("Revenus annuels du foyer (année N-2)").fill("24 000");
  await dialog.getByLabel("Prestations du mois").fill("184,81");
  await dialog.getByLabel("Enfants à charge").fill("2");
  expect(plainText(await dialog.getByRole("status").first().innerText())).toContain("728,27 €");
  await dialog.getByLabel("Motif").fill("Avis d’imposition et prestations");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await own()).toContain("728,27 €");

  // Corrected to zero, which is a quotient.
  await page.getByRole("button", { name: /^Corriger le quotient/u }).click();
  await dialog.getByLabel("Quotient en euros").fill("douze");
  await dialog.getByLabel("Motif").fill("Erreur de lecture");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Quotient en euros").fill("0");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await own()).toContain("0 € est un quotient comme un autre");

  // Withdrawn: nothing counts, and what it was is still there for staff.
  await page.getByRole("button", { name: /^Retirer le quotient/u }).click();
  await dialog.getByLabel("Motif").fill("Autre famille");
  await dialog.getByRole("button", { name: "Retirer" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(await own()).toContain("Le guichet ne connaît pas votre quotient");
  await page.getByText("Historique (3)").click();
  const history = plainText(await page.locator("details").innerText());
  for (const words of ["Retiré", "Saisi : 0 €", "Saisi : 728,27 €", "Autre famille"]) expect(history).toContain(words);
  for (const one of [parent, staff]) {
    expect(one.faults()).toEqual([]);
    await one.close();
  }
});
