/**
 * A family whose bank had refused a debit signs another mandate on a phone; the office debits it, the bank sends that back, and
 * what is owed is to pay again.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit } from "./browser.ts";
import { dress, plainText, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
// Whose last debit came back.
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[2];
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function shoot(page: Page, name: string): Promise<void> {
  if (shots === null) return;
  for (const width of [360, 1280]) {
    await dress(page, width, "light");
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
  await dress(page, 360, "light");
}

test(
  "a mandate is signed on a phone, debited by the office, sent back by the bank, and the debt is open again",
  { timeout: 180_000 },
  async () => {
    const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
    // 400: an IBAN with a wrong digit.
    parent.foresee(400, 401);
    const { page } = parent;
    await signIn(page, family);
    await page.goto(`${portal.portal}/mes-factures`);
    await page.getByRole("link", { name: /^Prélèvement automatique/u }).click();
    await page.getByText("Suspendu", { exact: true }).waitFor();
    await settled(page);
    await shoot(page, "prelevement-suspendu");
    await page.getByRole("button", { name: /^Mettre en place le prélèvement/u }).click();
    await page.getByLabel("IBAN", { exact: true }).fill("FR76 3000 6000 0112 3456 7890 188");
    await page.getByLabel("Je signe ce mandat de prélèvement.").check();
    await page.getByRole("button", { name: "Signer le mandat" }).click();
    await page
      .getByRole("alert")
      .getByText(/^Cet IBAN n’est pas juste/u)
      .waitFor();
    await shoot(page, "prelevement-mandat");
    await page.getByLabel("IBAN", { exact: true }).fill("DE89 3704 0044 0532 0130 00");
    await page.getByRole("button", { name: "Signer le mandat" }).click();
    await page.getByText("En vigueur", { exact: true }).waitFor();
    // Of the account its ends, and no more.
    const shown = plainText(await page.locator("main").innerText());
    expect(shown).toContain("DE89 •••• •••• 3000");
    expect(shown).not.toContain("0440532");

    const staff = await visit(browser, portal.portal);
    staff.foresee(401);
    await signInStaff(staff.page, staffMember);
    await staff.page.goto(`${portal.portal}/agents/prelevements`);
    await staff.page.getByRole("button", { name: "Voir ce qui serait prélevé" }).click();
    await staff.page.getByText(/^1\sprélèvement, /u).waitFor();
    await shoot(staff.page, "agents-prelevements");
    await staff.page.getByRole("button", { name: /^Préparer 1\sprélèvement$/u }).click();
    await staff.page
      .getByRole("dialog")
      .getByRole("button", { name: /^Préparer 1\sprélèvement$/u })
      .click();
    await staff.page.getByRole("heading", { level: 2, name: "Prélèvements du lot" }).waitFor();
    await staff.page.getByText("À envoyer à la banque", { exact: true }).waitFor();
    await staff.page.getByRole("button", { name: "Préparer le fichier de la banque" }).click();
    const [file] = await Promise.all([
      staff.page.waitForEvent("download"),
      staff.page.getByRole("link", { name: /^Enregistrer ALSH-P.*\.xml$/u }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^ALSH-P\d{4}-\d{4}\.xml$/u);
    await settled(staff.page);
    await shoot(staff.page, "agents-prelevements-lot");

    await page.reload();
    await page.getByText(/seront prélevés le/u).waitFor();
    await settled(page);
    await shoot(page, "prelevement-a-venir");
    await page.goto(`${portal.portal}/mes-factures`);
    await page.getByText("Prélèvement prévu", { exact: true }).first().waitFor();

    await staff.page.getByRole("button", { name: /^Enregistrer le rejet/u }).click();
    const dialog = staff.page.getByRole("dialog");
    await dialog.getByLabel("Code donné par la banque").selectOption("AC04");
    await shoot(staff.page, "agents-prelevements-rejet");
    await dialog.getByRole("button", { name: "Rejet", exact: true }).click();
    await staff.page.getByText("Rejeté", { exact: true }).waitFor();
    await shoot(staff.page, "agents-prelevements-rejete");

    await page.reload();
    await page
      .getByText(/^Votre banque a rejeté le prélèvement/u)
      .first()
      .waitFor();
    await settled(page);
    await shoot(page, "factures-rejet");
    expect(await page.getByRole("link", { name: /^Payer la facture/u }).count()).toBeGreaterThan(0);
    await page.goto(`${portal.portal}/prelevement`);
    await page.getByText("Suspendu", { exact: true }).waitFor();
    await staff.page.goto(`${portal.portal}/agents/familles/${family.login.split(".")[0] ?? ""}/factures`);
    await staff.page.getByRole("heading", { level: 2, name: "Prélèvement automatique" }).waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-mandats");
    expect([...parent.faults(), ...staff.faults()]).toEqual([]);
    await Promise.all([parent.close(), staff.close()]);
  },
);
