/** A family's quotient: entered by staff from its papers, corrected with a reason, and read by the family on its phone. */
import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { root } from "../../infra/build.ts";
import { pictureOf } from "../../infra/demo/papers.ts";
import { launchBrowser, visit } from "./browser.ts";
import { plainText, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
// The family without any quotient.
const family = portal.demo.signIns.find(({ who }) => who.includes("aucune réservation"));
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
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
  await page.getByRole("heading", { level: 1, name: "Quotient familial de la famille" }).waitFor();
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

  // What else its prices turn on: said, and read by the family.
  await page.getByRole("button", { name: "Ajouter à la tarification" }).click();
  await dialog.getByLabel("Part prise en charge").fill("soixante");
  await dialog.getByLabel("Motif").fill("Commission du CCAS");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Part prise en charge").fill("60 %");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Corriger : Prise en charge par le CCAS/u }).waitFor();
  await own();
  await parent.page.getByText(/^Prise en charge par le CCAS\s:\s60\s% de chaque prix/u).waitFor();
  for (const one of [parent, staff]) {
    expect(one.faults()).toEqual([]);
    await one.close();
  }
});

test("staff enters a file of quotients line by line, and the family asks the CAF itself, with its consent", async () => {
  const code = family.login.split(".")[0] ?? "";
  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  const { page } = staff;
  await signInStaff(page, staffMember);
  await page.getByRole("link", { name: "Quotients en nombre" }).click();
  await page.getByLabel("Fichier CSV").setInputFiles({
    name: "caf-novembre.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(
      `N° famille;QF;Origine\r\n${code};612,40;CAF\r\nZZZZ99;700;CAF\r\n${code};abc;CAF\r\n`,
      "latin1",
    ),
  });
  await page.getByRole("button", { name: "Lire le fichier" }).click();
  await page.getByLabel("Motif").fill("Liste de la CAF");
  expect(plainText(await page.getByRole("region", { name: "Lignes du fichier" }).innerText())).toMatch(/612,40 €/u);
  await page.getByRole("radio", { name: /^Refusées/u }).check();
  const refused = plainText(await page.getByRole("region", { name: "Lignes du fichier" }).innerText());
  expect(refused).toMatch(/Ligne 3[\s\S]*aucune famille ne porte ce code/u);
  expect(refused).toMatch(/Ligne 4[\s\S]*n’est pas un montant/u);
  // They can be kept as a file, to mend and to read again.
  const [kept] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Télécharger les lignes refusées (CSV)" }).click(),
  ]);
  expect(kept.suggestedFilename()).toBe("caf-novembre-a-corriger.csv");
  const keptText = await readFile(await kept.path(), "utf8");
  expect(keptText).toMatch(/^\uFEFFmotif du rejet;code famille;quotient;/u);
  for (const cells of [";ZZZZ99;700,00;", `;${code};abc;`]) expect(keptText).toContain(cells);
  await page.getByRole("button", { name: "Enregistrer 1 quotient" }).click();
  await page.getByText("Le fichier est enregistré").waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();

  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, family);
  await parent.page.goto(`${portal.portal}/mon-quotient-familial`);
  await parent.page.getByText("612,40").first().waitFor();
  await parent.page.getByRole("button", { name: "Donner ces informations" }).click();
  await parent.page.getByLabel("Caisse", { exact: true }).selectOption("caf");
  await parent.page.getByLabel(/^Numéro d’allocataire/u).fill("1234567");
  await parent.page.getByLabel(/^Nom de naissance/u).fill("Sansressources");
  await parent.page.getByLabel(/^Prénoms/u).fill("Anne");
  await parent.page.getByLabel(/^Date de naissance/u).fill("1990-01-01");
  await parent.page.getByLabel("Sexe, sur l’état civil").selectOption("F");
  await parent.page.getByLabel(/^Code du lieu de naissance/u).fill("45252");
  await parent.page.getByLabel("J’ai lu ce texte et je donne mon accord.").check();
  await parent.page.getByRole("button", { name: "Enregistrer" }).click();
  await parent.page.getByText("allocataire ••••567").waitFor();
  await parent.page.getByRole("button", { name: "Demander mon quotient" }).click();
  await parent.page.getByText("Ressources inconnues").waitFor();
  // No price, and no quotient, is made of it: what counted still counts.
  expect(plainText(await parent.page.locator("main").innerText())).toContain("612,40 €");
  await parent.page.getByRole("button", { name: "Retirer mon accord" }).click();
  await parent.page.getByRole("dialog").getByRole("button", { name: "Retirer mon accord" }).click();
  await parent.page.getByRole("button", { name: "Donner ces informations" }).waitFor();
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("staff enters what a family says at the desk with how it said so, asks for it, and the family reads it", async () => {
  const staff = await visit(browser, portal.portal, { width: 1280, height: 900 });
  staff.foresee(401);
  const { page } = staff;
  await signInStaff(page, staffMember);
  await page.goto(`${portal.portal}/agents/familles/${family.login}/quotient`);
  await page.getByRole("button", { name: "Saisir ce que dit la famille" }).click();
  await page.getByLabel("Caisse", { exact: true }).selectOption("msa");
  await page.getByLabel(/^Numéro d’allocataire/u).fill("7654321");
  await page.getByLabel(/^La famille a lu ce texte/u).check();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  // How the family said so is part of it.
  await page.getByRole("alert").getByText("Dites en quelques mots pourquoi.").first().waitFor();
  if (shots !== null) await page.screenshot({ path: `${shots}/caisse-guichet-1280.png`, fullPage: true });
  await page.getByLabel("Motif").fill("Papier signé au guichet");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("MSA, allocataire ••••321").waitFor();

  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, family);
  await parent.page.goto(`${portal.portal}/mon-quotient-familial`);
  await parent.page.getByText("Papier signé au guichet").waitFor();
  if (shots !== null) await parent.page.screenshot({ path: `${shots}/caisse-famille-360.png`, fullPage: true });

  await page.getByRole("button", { name: "Retirer l’accord de la famille" }).click();
  await page.getByRole("dialog").getByLabel("Motif").fill("Dit au téléphone");
  await page.getByRole("dialog").getByRole("button", { name: "Retirer l’accord de la famille" }).click();
  await page.getByRole("button", { name: "Saisir ce que dit la famille" }).waitFor();
  expect(staff.faults()).toEqual([]);
  expect(parent.faults()).toEqual([]);
  await Promise.all([staff.close(), parent.close()]);
});

test("a family without a fund sends its figures and papers from a phone; staff reads what they come to, accepts, and it counts", async () => {
  const shot = async (page: Page, name: string): Promise<void> => {
    if (shots !== null) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
  };
  const phone = await visit(browser, portal.portal, { width: 360, height: 740 });
  // What is no amount is refused on the way.
  phone.foresee(400, 401);
  const { page } = phone;
  await signIn(page, family);
  await page.goto("/mon-quotient-familial");
  await page.getByRole("link", { name: "Envoyer mes justificatifs" }).click();
  await page.getByRole("heading", { level: 1, name: "Faire calculer mon quotient" }).waitFor();
  await page.getByLabel("Revenus annuels du foyer, en euros").fill("beaucoup");
  await page.getByLabel("Prestations du mois, en euros").fill("0");
  await page.getByLabel("Enfants à charge").fill("3");
  // What was typed is there after a reload.
  await page.reload();
  await settled(page);
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByRole("alert").getByText("Ajoutez ce justificatif").first().waitFor();
  for (const kind of ["Avis d’imposition", "Attestation de prestations"]) {
    const name = `${kind.slice(0, 5).toLowerCase()}.png`;
    await page
      .getByRole("region", { name: kind })
      .locator("input.chooser")
      .first()
      .setInputFiles([
        { name, mimeType: "image/png", buffer: Buffer.from(pictureOf(300, 400, (x, y) => [x % 256, y % 256, 180])) },
      ]);
    await page.getByRole("button", { name: `Enlever ${name}` }).waitFor({ timeout: 60_000 });
  }
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page
    .getByRole("alert")
    .getByText(/un montant en euros/u)
    .waitFor();
  await page.getByLabel("Revenus annuels du foyer, en euros").fill("30 000");
  await shot(page, "quotient-justificatifs-360");
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByRole("heading", { level: 1, name: "Suivre mes demandes" }).waitFor();
  await settled(page);
  await shot(page, "quotient-suivi-360");
  await page.goto("/mon-quotient-familial");
  await page.getByText("Vos justificatifs sont en attente").waitFor();
  await settled(page);
  await shot(page, "quotient-attend-360");

  const staff = await visit(browser, portal.portal, { width: 1280, height: 900 });
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes-familles");
  await settled(staff.page);
  await staff.page.getByLabel("Objet").selectOption({ label: "Quotient sur justificatifs" });
  await staff.page.getByLabel("Chercher un nom, un code, une adresse").fill(family.login);
  await staff.page.getByRole("button", { name: "Chercher" }).click();
  const line = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  await expect.poll(() => line.count()).toBe(1);
  await line.getByRole("link").click();
  await staff.page.getByRole("heading", { level: 3, name: "Ce que donne le calcul" }).waitFor();
  await settled(staff.page);
  expect(plainText(await staff.page.locator("main").innerText())).toContain("625 €");
  await shot(staff.page, "quotient-agent-1280");
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();

  await page.goto("/mon-quotient-familial");
  await settled(page);
  await expect
    .poll(
      async () => {
        await page.reload();
        await settled(page);
        return plainText(await page.locator("main").innerText());
      },
      { timeout: 30_000, interval: 2_000 },
    )
    .toContain("625 €");
  await page.getByText("Calcul d’après les justificatifs").first().waitFor();
  await shot(page, "quotient-compte-360");
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
});
