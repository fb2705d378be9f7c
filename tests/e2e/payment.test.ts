/**
 * A family signs a mandate, the office debits it, the bank sends that back. A part of an invoice is paid at the desk,
 * another from the family's wallet, which is topped up online; the rest on a phone, where the treasury refuses it once,
 * then takes it; the family sees it paid, and the office its till, what is unpaid, and what waits for the treasury. Another one is late,
 * books nothing new, pays, and books.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { bookingLook } from "../../functions/booking/contract/look.ts";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit } from "./browser.ts";
import { returnFile } from "../unit/treasury/support.ts";
import {
  cell,
  confirm,
  dress,
  expectState,
  freeCells,
  openActivities,
  plainText,
  readApi,
  readGrid,
  review,
  settled,
  signIn,
  signInStaff,
} from "./steps.ts";

const portal = inject("portal");
// Who has invoices in number, and a till's among them.
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
  for (const width of [360, 1280])
    for (const theme of ["light", "dark"] as const) {
      await dress(page, width, theme);
      await page.screenshot({ path: `${shots}/${name}-${width}-${theme}.png`, fullPage: true });
    }
  await dress(page, 360, "light");
}

// First: what the bank sends back is what is paid below.
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
      .getByText(/^Le prélèvement a été rejeté par la banque/u)
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

test(
  "an invoice is paid in part at the desk, refused online, then paid and seen paid; the office sees the till and what waits",
  { timeout: 240_000 },
  async () => {
    const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
    // 404: the icon of the treasury's simulator.
    parent.foresee(401, 404);
    const { page } = parent;
    await signIn(page, family);
    const invoices = async (): Promise<void> => {
      await page.goto(`${portal.portal}/mes-factures`);
      await page.getByRole("heading", { level: 1, name: "Liste de mes factures" }).waitFor();
      await settled(page);
    };
    const unpaid = () => page.getByRole("link", { name: /^Payer la facture/u });
    await invoices();
    await shoot(page, "payer-liste");
    const before = await unpaid().count();
    expect(before).toBeGreaterThan(0);
    const name = (await unpaid().first().getAttribute("aria-label")) ?? "";
    const card = page.locator("article").filter({ has: page.getByRole("link", { name }) });
    const month = plainText(await card.locator("h2").innerText());
    const staff = await visit(browser, portal.portal);
    staff.foresee(401);
    await signInStaff(staff.page, staffMember);
    await staff.page.goto(`${portal.portal}/agents/familles/${family.login.split(".")[0] ?? ""}/factures`);
    await staff.page.getByRole("button", { name: "Encaisser", exact: true }).click();
    const dialog = staff.page.getByRole("dialog");
    await dialog.getByLabel("Montant en euros").fill("10,00");
    await shoot(staff.page, "agents-encaisser");
    await dialog.getByRole("button", { name: "Encaisser", exact: true }).click();
    await dialog.waitFor({ state: "detached" });
    await staff.page.getByText("Ce qui a été payé").click();
    await staff.page.getByText(/^Espèces, 10,00/u).waitFor();
    await shoot(staff.page, "agents-encaissements");

    const same = page.locator("article").filter({ has: page.getByRole("heading", { level: 2, name: month }) });

    /** At the treasury's, once its page opens. */
    const decide = async (choice: string): Promise<void> => {
      await page.getByRole("heading", { level: 1, name: "PayFiP" }).waitFor();
      await page.getByLabel(choice, { exact: true }).check();
      await page.getByLabel("Aucune notification").check();
      await page.getByLabel("Revenir au portail").check();
      await page.getByRole("button", { name: "Continuer" }).click();
    };
    /** From the page of payments to the treasury's, and what the payer does there. */
    const pay = async (choice: string): Promise<void> => {
      await page.getByRole("heading", { level: 1, name: "Payer mes factures" }).waitFor();
      await settled(page);
      await page
        .getByRole("button", { name: /^Payer .* en ligne$/u })
        .first()
        .click();
      await decide(choice);
    };
    await invoices();
    expect(plainText(await same.first().innerText())).toMatch(/Payée en partie reste .* à payer/u);
    await unpaid().first().click();
    await page.getByRole("heading", { level: 1, name: "Payer mes factures" }).waitFor();
    await settled(page);
    await shoot(page, "payer");
    await pay("Carte bancaire : refusée");
    await page.getByText("Paiement refusé").waitFor();
    await shoot(page, "payer-refuse");

    await invoices();
    expect(plainText(await same.first().innerText())).toMatch(/a été refusé : elle peut être payée de nouveau/u);
    await page.getByRole("link", { name: "Mon porte-monnaie" }).click();
    await page.getByLabel("Montant à verser, en euros").fill("5");
    await shoot(page, "porte-monnaie-vide");
    await page.getByRole("button", { name: "Verser en ligne" }).click();
    await decide("Carte bancaire : payé");
    await page.getByText("5,00 € sont dans votre porte-monnaie").waitFor();
    await shoot(page, "porte-monnaie-verse");
    await invoices();
    await page.getByText("Votre porte-monnaie contient 5,00 €.").waitFor();
    await page.getByRole("link", { name }).click();
    await page.getByRole("button", { name: "Payer 5,00 € avec mon porte-monnaie" }).waitFor();
    await shoot(page, "payer-avec-porte-monnaie");
    await page.getByRole("button", { name: "Payer 5,00 € avec mon porte-monnaie" }).click();
    await page.getByText("5,00 € payés avec votre porte-monnaie").first().waitFor();
    await pay("Carte bancaire : payé");
    await page.getByText("Paiement reçu").waitFor();
    await shoot(page, "payer-recu");
    await invoices();
    expect(await unpaid().count()).toBeLessThan(before);
    expect(await page.getByRole("link", { name }).count()).toBe(0);
    await page.getByText("Payée", { exact: true }).first().waitFor();

    // Days that are paid when they are booked: with too little in the wallet, then with enough.
    const cooking = (await openActivities(page, "eveningCare")).find(({ name: one }) =>
      one.startsWith("Ateliers cuisine"),
    );
    if (!cooking) throw new Error("The demo town has no activity that is paid when it is booked");
    const free = freeCells(await readGrid(page, cooking.id)).at(-1);
    if (!free) throw new Error("Nothing is free to be paid when it is booked");
    // On a phone the menu is behind a tab: by its address.
    const toCooking = async (): Promise<void> => {
      await page.goto(`${portal.portal}/inscrire/${cooking.id}`);
      await page.getByRole("heading", { level: 1, name: cooking.name }).waitFor();
      await settled(page);
    };
    await toCooking();
    await cell(page, free).click();
    await review(page);
    await page.getByText(/^Il manque .* dans le porte-monnaie$/u).waitFor();
    await shoot(page, "reserver-sans-argent");
    // It is held for some minutes, and looks so wherever the family looks.
    const answer = page.getByRole("dialog");
    await answer.getByRole("button", { name: "Confirmer" }).click();
    await answer.getByRole("heading", { name: "C’est gardé, à payer" }).waitFor();
    await shoot(page, "place-gardee-reponse");
    await answer.getByRole("button", { name: "Continuer" }).click();
    await expectState(page, free, "À payer");
    await cell(page, free).click();
    await page.getByText(/qu’une fois payée\s: /u).waitFor();
    await shoot(page, "place-gardee-grille");
    await page.goto(portal.portal);
    const kept = page.getByRole("article").filter({ hasText: cooking.name });
    await kept.getByText(/À payer/u).waitFor();
    await settled(page);
    await shoot(page, "place-gardee-accueil");
    await kept.getByRole("button", { name: /^Ne plus garder/u }).click();
    await kept.getByRole("button", { name: "Oui, la rendre" }).click();
    await kept.waitFor({ state: "detached" });
    // Another day is held, and the exact sum books it.
    await toCooking();
    const second = freeCells(await readGrid(page, cooking.id)).at(-2);
    if (!second) throw new Error("Only one day is free to be paid when it is booked");
    await cell(page, second).click();
    await review(page);
    await answer.getByRole("button", { name: "Confirmer" }).click();
    await answer.getByRole("link", { name: "Payer maintenant" }).click();
    await page.getByText(/^1\splace gardée jusqu’au .*, à payer\s: /u).waitFor();
    await settled(page);
    await shoot(page, "porte-monnaie-place-gardee");
    const exact = page.getByRole("button", { name: /^Verser .* et réserver$/u });
    const [asked = ""] = /\d+,\d\d/u.exec(await exact.innerText()) ?? [];
    await exact.click();
    await decide("Carte bancaire : payé");
    await page.getByText(`${asked} € sont dans votre porte-monnaie`).waitFor();
    // Paid by itself, as soon as the money is there.
    await expect
      .poll(
        async () => {
          await toCooking();
          return cell(page, second).filter({ hasText: "Réservé" }).count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    await page.goto(`${portal.portal}/mon-porte-monnaie`);
    await page.getByText(/déjà payés pour vos réservations de/u).waitFor();
    await shoot(page, "porte-monnaie-reserve");
    // In time, it comes back.
    await toCooking();
    await cell(page, second).click();
    await review(page);
    await page.getByText(/reviendront dans le porte-monnaie/u).waitFor();
    await confirm(page);
    await page.goto(`${portal.portal}/mon-porte-monnaie`);
    await page.getByText(`Vous avez ${asked} € d’avance.`).waitFor();

    await staff.page.goto(`${portal.portal}/agents/paiements`);
    await staff.page.getByRole("heading", { level: 1, name: "Paiements" }).waitFor();
    await staff.page.getByRole("row", { name: /Espèces/u }).waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-caisse");
    await staff.page.getByRole("radio", { name: "Impayés" }).check();
    await staff.page.getByLabel("Mois facturé").waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-impayes");
    await staff.page.getByRole("radio", { name: "En ligne" }).check();
    await staff.page.getByRole("heading", { name: "Sans résultat" }).waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-paiements-en-ligne");
    // The demo town has left one without a result.
    await staff.page.getByRole("region", { name: "Sans résultat" }).getByText("En attente").first().waitFor();
    expect([...parent.faults(), ...staff.faults()]).toEqual([]);
    await Promise.all([parent.close(), staff.close()]);
  },
);

test(
  "a role is made for the treasury, its file kept; what the treasury says was paid is looked at, entered, and no news twice",
  { timeout: 120_000 },
  async () => {
    const staff = await visit(browser, portal.portal);
    staff.foresee(401);
    const { page } = staff;
    await signInStaff(page, staffMember);
    await page.goto(`${portal.portal}/agents/tresorerie`);
    await page.getByRole("heading", { level: 1, name: "Trésorerie" }).waitFor();
    const months = page.getByLabel("Mois facturé");
    const make = page.getByRole("button", { name: "Faire le rôle" });
    const preview = page.getByText(/dans le prochain rôle|n’est prête pour un rôle/u);
    await preview.waitFor();
    // The demo town has meals of one month to ask for.
    for (const month of (await months.locator("option").allInnerTexts()).slice(1)) {
      if ((await make.count()) > 0) break;
      await Promise.all([page.waitForResponse(/\/preview$/u), months.selectOption({ label: month })]);
      await settled(page);
    }
    await page.getByText("Il manque la civilité du payeur.").waitFor();
    await shoot(page, "agents-tresorerie-apercu");
    await make.click();
    await page.getByRole("dialog").getByRole("button", { name: "Faire le rôle" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const roles = page.getByRole("region", { name: "Rôles faits" });
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      roles.getByRole("button", { name: /^Télécharger le rôle/u }).click(),
    ]);
    const name = download.suggestedFilename();
    expect(name).toMatch(/^PESORMC_045123-200-00-20\d\d-0000001\.xml$/u);
    const year = Number(name.slice(22, 26));
    const give = async (received: string): Promise<void> => {
      await page.getByLabel("Fichier de retour").setInputFiles({
        name: "retour.xml",
        mimeType: "application/xml",
        buffer: Buffer.from(
          returnFile([{ year, pieces: [{ article: 1, receipts: [[`${year}-01-02`, received]] }, { article: 999 }] }]),
        ),
      });
      await page.getByRole("button", { name: "Lire le fichier" }).click();
      await page.getByText("2 articles lus").waitFor();
    };
    await give("1.00");
    await shoot(page, "agents-tresorerie-retour");
    await page.getByRole("button", { name: "Enregistrer ce qui a été payé" }).click();
    await page
      .getByText(/^1,00\s€ enregistrés/u)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Lire un autre fichier" }).click();
    await give("1.00");
    await page.getByText("1 article n’apprend rien de nouveau.").waitFor();
    await shoot(page, "agents-tresorerie");
    expect(staff.faults()).toEqual([]);
    await staff.close();
  },
);

test(
  "what is late is asked for again by steps that the office sees and stops with a reason; the family reads it in plain words",
  { timeout: 120_000 },
  async () => {
    const staff = await visit(browser, portal.portal);
    staff.foresee(401);
    const { page } = staff;
    await signInStaff(page, staffMember);
    const late = portal.demo.signIns.filter(({ role }) => role === "guardian")[0];
    if (!late) throw new Error("The demo town lacks a sign-in");
    await page.goto(`${portal.portal}/agents/familles/${late.login.split(".")[0] ?? ""}/factures`);
    await page.getByText(/^Relances\s: e-mail le .* et courrier le/u).waitFor();
    await shoot(page, "agents-relances");
    await page
      .getByRole("button", { name: /^Ne plus relancer la facture de/u })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(/^Motif/u).fill("Réclamation en cours d’examen");
    await shoot(page, "agents-sans-relance");
    await dialog.getByRole("button", { name: "Ne plus relancer" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText(/^Sans relance\s: Réclamation en cours d’examen/u).waitFor();
    await page.getByRole("button", { name: /^Relancer de nouveau la facture de/u }).click();
    await page.getByText(/^Sans relance/u).waitFor({ state: "detached" });
    const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
    parent.foresee(401);
    await signIn(parent.page, late);
    await parent.page.goto(`${portal.portal}/mes-factures`);
    await parent.page.getByText(/2 rappels de paiement ont été envoyés/u).waitFor();
    await settled(parent.page);
    await shoot(parent.page, "relancee");
    expect([...parent.faults(), ...staff.faults()]).toEqual([]);
    await Promise.all([parent.close(), staff.close()]);
  },
);

test(
  "a family that is late in paying reads why it books nothing new, the office sees it; it pays, and books",
  { timeout: 180_000 },
  async () => {
    const late = portal.demo.signIns.find(({ who }) => who.includes("réservations suspendues"));
    if (!late) throw new Error("The demo town has no family that is late in paying");
    const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
    // 404: the icon of the treasury's simulator.
    parent.foresee(401, 404);
    const { page } = parent;
    await signIn(page, late);
    await page.getByText("Réservations suspendues", { exact: true }).first().waitFor();
    await settled(page);
    await shoot(page, "suspendues-accueil");
    const { activities } = bookingLook["booking.activities"].answer.parse(await readApi(page, "/api/activities"));
    const wednesdays = activities.find(({ kind, window }) => kind === "wednesday" && window.state === "readOnly");
    if (!wednesdays) throw new Error("No Wednesdays are suspended for it");
    const toGrid = async (): Promise<void> => {
      await page.goto(`${portal.portal}/inscrire/${wednesdays.id}`);
      await page.getByRole("heading", { level: 1, name: wednesdays.name }).waitFor();
      await settled(page);
    };
    await toGrid();
    await page.getByRole("link", { name: /à régler, échéance passée$/u }).waitFor();
    expect(freeCells(await readGrid(page, wednesdays.id))).toEqual([]);
    await page
      .getByRole("button", { name: /^Suspendu/u })
      .first()
      .click();
    await page
      .getByText(/Des factures attendent leur règlement depuis le/u)
      .first()
      .waitFor();
    await shoot(page, "suspendues-grille");
    await page.goto(`${portal.portal}/inscrire`);
    await page.getByText("Réservations suspendues", { exact: true }).first().waitFor();
    await settled(page);
    await shoot(page, "suspendues-activites");
    await page.goto(`${portal.portal}/mes-factures`);
    await page.getByText("Réservations suspendues", { exact: true }).first().waitFor();
    await settled(page);
    await shoot(page, "suspendues-factures");

    const staff = await visit(browser, portal.portal);
    staff.foresee(401);
    await signInStaff(staff.page, staffMember);
    await staff.page.goto(`${portal.portal}/agents/familles/${late.login}/factures`);
    await staff.page.getByText("Réservations suspendues", { exact: true }).first().waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-suspendues");
    await staff.page.goto(`${portal.portal}/agents/familles/${late.login}`);
    await staff.page.getByText("Réservations suspendues", { exact: true }).first().waitFor();
    await settled(staff.page);
    await shoot(staff.page, "agents-suspendues-reservations");

    // All that may be paid at once, as often as it takes.
    for (let times = 0; times < 8; times += 1) {
      await page.goto(`${portal.portal}/payer`);
      await page
        .getByRole("button", { name: /^Payer .* en ligne$/u })
        .first()
        .click();
      await page.getByRole("heading", { level: 1, name: "PayFiP" }).waitFor();
      await page.getByLabel("Carte bancaire : payé", { exact: true }).check();
      await page.getByLabel("Aucune notification").check();
      await page.getByLabel("Revenir au portail").check();
      await page.getByRole("button", { name: "Continuer" }).click();
      await page.getByText("Paiement reçu").waitFor();
      if (freeCells(await readGrid(page, wednesdays.id)).length > 0) break;
    }
    const free = freeCells(await readGrid(page, wednesdays.id)).at(-1);
    if (!free) throw new Error("It has paid, and nothing is free to be booked");
    await toGrid();
    await cell(page, free).click();
    await review(page);
    await confirm(page);
    await page.getByRole("dialog").getByRole("button", { name: "Continuer" }).click();
    await expectState(page, free, "Réservé");
    await page.goto(`${portal.portal}/mes-factures`);
    await page.getByRole("heading", { level: 1, name: "Liste de mes factures" }).waitFor();
    await settled(page);
    expect(await page.getByText("Réservations suspendues", { exact: true }).count()).toBe(0);
    expect([...parent.faults(), ...staff.faults()]).toEqual([]);
    await Promise.all([parent.close(), staff.close()]);
  },
);
