/**
 * A new family from nothing to its first booking: « Absence d’identifiant », its first request from a telephone with a
 * photographed document, the mailed code, the office that makes a family of it, the code in the mailbox, the account,
 * and a Wednesday.
 */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { pictureOf } from "../../infra/demo/papers.ts";
import { launchBrowser, visit } from "./browser.ts";
import {
  cell,
  confirm,
  confirmAddress,
  fillSignIn,
  findActivity,
  mailsTo,
  plainText,
  review,
  sendProfile,
  settled,
  signInStaff,
} from "./steps.ts";

const portal = inject("portal");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!staffMember) throw new Error("The demo town has no staff member");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const email = "solene.marchadier@exemple.fr";
const password = "Ombrelle-Tortue-Granit-27";

it("a family without a code sends a request, gets its code, activates its account and books", async () => {
  const parent = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = parent;
  await page.goto("/absence-identifiant");
  await page.getByRole("link", { name: "Envoyer une première demande" }).click();
  await page.getByRole("heading", { level: 1, name: "Première demande" }).waitFor();
  const adult = page.getByRole("group", { name: "Premier responsable" });
  await adult.getByLabel("Nom", { exact: true }).fill("Marchadier");
  await adult.getByLabel("Prénom", { exact: true }).fill("Solène");
  await adult.getByLabel(/^Téléphone/u).fill("06 77 12 45 98");
  await adult.getByLabel("E-mail", { exact: true }).fill(email);
  await adult.getByLabel("Confirmation de l’e-mail").fill(email);
  await page.getByLabel("Numéro et rue").fill("3 rue des Acacias");
  await page.getByLabel("Code postal").fill("45300");
  await page.getByLabel("Commune").fill("Pithiviers");
  const child = page.getByRole("group", { name: "Enfant 1" });
  await child.getByLabel("Nom", { exact: true }).fill("Marchadier");
  await child.getByLabel("Prénom", { exact: true }).fill("Basile");
  await child.getByLabel("Date de naissance").fill("2019-03-14");
  await child.getByLabel(/^Classe/u).fill("CE1");
  // A reload loses nothing of it.
  await page.reload();
  await settled(page);
  expect(await child.getByLabel("Prénom", { exact: true }).inputValue()).toBe("Basile");
  // What nobody can be born on is told at its field.
  await child.getByLabel("Date de naissance").fill("2099-01-01");
  parent.foresee(400);
  await page.getByLabel("Je ne suis pas un robot").check();
  await page.getByText("Vérifié.").waitFor();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await page.getByRole("alert").getByText("Cette date de naissance est dans l’avenir.").waitFor();
  await child.getByLabel("Date de naissance").fill("2019-03-14");
  await page.getByText("Vérifié.").waitFor();
  await page.getByRole("button", { name: "Envoyer ma demande" }).click();
  await page.getByRole("heading", { level: 1, name: "Confirmez votre adresse" }).waitFor();

  const [mail] = await mailsTo(portal.mailbox, email);
  expect(plainText(mail?.subject ?? "")).toMatch(/^\d{6} est votre code de confirmation/u);
  expect(mail?.text).not.toContain("Basile");
  await page.getByLabel("Code de confirmation").fill(mail?.code ?? "");
  await page.getByRole("button", { name: "Confirmer mon adresse" }).click();
  await page.getByText("Votre demande est au guichet").waitFor();
  // A photographed document, looked at before anybody can open it.
  await page
    .locator("input.chooser")
    .first()
    .setInputFiles({
      name: "livret.png",
      mimeType: "image/png",
      buffer: Buffer.from(pictureOf(300, 200, (x, y) => [x % 256, y % 256, 120])),
    });
  await page.getByText("livret.png").last().waitFor();
  await expect
    .poll(async () => plainText(await page.locator("main").innerText()), { timeout: 60_000 })
    .toMatch(/livret\.png Reçu/u);

  // The office looks, and makes a family of it.
  const desk = await visit(browser, portal.portal, { width: 1280, height: 900 });
  desk.foresee(401);
  await signInStaff(desk.page, staffMember);
  await desk.page.getByRole("link", { name: "Demandes", exact: true }).click();
  await desk.page.getByRole("link", { name: "Nouvelles familles" }).click();
  await desk.page.getByRole("link", { name: /^Voir et décider.*Solène Marchadier/u }).click();
  await desk.page.getByRole("heading", { level: 2, name: "Première demande de Solène Marchadier" }).waitFor();
  await desk.page.getByText("Aucune famille ne lui ressemble").waitFor();
  await desk.page.getByRole("button", { name: "Ouvrir livret.png" }).waitFor();
  await desk.page.getByRole("button", { name: "Faire une famille" }).click();
  const dialog = desk.page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Faire une famille" }).click();
  // What its document becomes has to be said.
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("livret.png devient").selectOption({ label: "Justificatif de domicile" });
  await dialog.getByRole("button", { name: "Faire une famille" }).click();
  await desk.page.getByText("Famille créée").waitFor();
  await desk.page.getByText("dans le dossier de la famille").waitFor();
  expect(desk.faults()).toEqual([]);
  await desk.close();

  // The code reaches the confirmed address, and opens the account.
  const mails = await mailsTo(portal.mailbox, email, 2);
  const familyCode = /\bN[2-9A-HJ-NP-Z]{7}\b/u.exec(mails.at(-1)?.text ?? "")?.[0] ?? "";
  expect(familyCode).not.toBe("");
  await page.goto("/inscription");
  await sendProfile(page, { familyCode, lastName: "MARCHADIER", firstName: "Solene", email, password });
  const activation = await mailsTo(portal.mailbox, email, 3);
  await confirmAddress(page, activation.at(-1)?.code ?? "");
  await fillSignIn(page, familyCode, password);
  await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();

  const { activity, free } = await findActivity(page, 1);
  const [wanted] = free;
  if (!wanted) throw new Error("Nothing is free");
  await page.goto(`/inscrire/${activity.id}`);
  await settled(page);
  await cell(page, wanted).click();
  await review(page);
  expect(await confirm(page)).toContain(wanted.day);
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

it("a family without an address of its own is created at the desk with a reason, and its code is shown", async () => {
  const desk = await visit(browser, portal.portal, { width: 1280, height: 900 });
  const { page } = desk;
  desk.foresee(401);
  await signInStaff(page, staffMember);
  await page.getByRole("link", { name: "Familles", exact: true }).click();
  await page.getByRole("link", { name: "Créer une famille" }).click();
  await page.getByRole("heading", { level: 1, name: "Nouvelle famille" }).waitFor();
  const adult = page.getByRole("group", { name: "Premier responsable" });
  await adult.getByLabel("Nom", { exact: true }).fill("Kerguelen");
  await adult.getByLabel("Prénom").fill("Yannick");
  await adult.getByLabel("Téléphone").fill("02 38 30 99 77");
  await page.getByLabel("Numéro et rue").fill("7 rue du Guichet");
  await page.getByLabel("Code postal").fill("45300");
  await page.getByLabel("Commune").fill("Pithiviers");
  const child = page.getByRole("group", { name: "Enfant 1" });
  await child.getByLabel("Nom", { exact: true }).fill("Kerguelen");
  await child.getByLabel("Prénom").fill("Maïwenn");
  await child.getByLabel("Date de naissance").fill("2020-05-02");
  await page.getByRole("button", { name: "Créer la famille" }).click();
  await page.getByRole("alert").getByText("Dites en quelques mots pourquoi.").waitFor();
  await page.getByLabel("Motif").fill("Venue sans adresse e-mail");
  await page.getByRole("button", { name: "Créer la famille" }).click();
  await page.getByText("La famille est créée").first().waitFor();
  const code = (await page.locator(".big-code").innerText()).trim();
  expect(code).toMatch(/^N[2-9A-HJ-NP-Z]{7}$/u);
  expect(desk.faults()).toEqual([]);
  await desk.close();
}, 120_000);
