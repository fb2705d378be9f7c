/**
 * A child's file: filled in on a phone, with what is typed surviving a wrong number and a reload; its health opened by
 * staff on purpose, which the family sees; a file of two households changed by one and told to the other.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as z from "zod";
import type { Browser, Page } from "playwright-core";
import { root } from "../../infra/build.ts";
import { pictureOfPage } from "../../infra/demo/papers.ts";
import { launchBrowser, visit } from "./browser.ts";
import { fillSignIn, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
const second = guardians.find(({ who }) => who.includes("Deuxième foyer"));
const first = guardians.find(({ who }) => who.includes("tous les mercredis") && !who.includes("Deuxième foyer"));
const none = guardians.find(({ who }) => who.includes("trois enfants"));
if (!staffMember || !second || !first || !none) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const familyAnswer = z.object({
  children: z.array(z.object({ id: z.string(), firstName: z.string(), birthDate: z.string() })),
});
const childrenOf = async (page: Page) => familyAnswer.parse(await readApi(page, "/api/family")).children;
const textOf = async (page: Page): Promise<string> => plainText(await page.locator("main").innerText());

async function openFile(page: Page, childId: string, field = ""): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${portal.portal}/fiche-enfant/${childId}${field === "" ? "" : `#${field}`}`);
  await page.getByRole("heading", { level: 1, name: /^Fiche de/u }).waitFor();
  await settled(page);
}

test("a parent fills in a file on a phone: a wrong number is said at its field, nothing typed is lost, what is missing leads to its field", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401, 400);
  const { page } = parent;
  await signIn(page, none);
  const child = (await childrenOf(page)).at(-1);
  if (!child) throw new Error("The family has no child");
  await page.getByRole("button", { name: "Menu" }).click();
  await page.getByRole("link", { name: "Fiche renseignements enfant" }).click();
  await page.getByRole("link", { name: `Ouvrir la fiche de ${child.firstName}` }).click();
  await page.getByRole("heading", { level: 1, name: `Fiche de ${child.firstName}` }).waitFor();
  await settled(page);
  expect(await textOf(page)).toContain("Il manque 7 réponses à cette fiche");

  await page.getByRole("button", { name: "Ajouter une personne" }).click();
  await page.getByLabel("Prénom").fill("Monique");
  await page.getByLabel("Nom", { exact: true }).fill("Martin");
  await page.getByLabel("Qui est cette personne").fill("Grand-mère");
  await page.getByLabel("Téléphone", { exact: true }).fill("06 39 98 12");
  // The train enters a tunnel: what was typed is there again.
  await page.reload();
  await settled(page);
  expect(await page.getByLabel("Prénom").inputValue()).toBe("Monique");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  const summary = page.getByRole("alert");
  await summary.waitFor();
  await summary.getByRole("link", { name: /n’existe pas/u }).click();
  const phone = page.getByLabel("Téléphone", { exact: true });
  expect(await phone.evaluate((field) => field === document.activeElement)).toBe(true);
  await phone.fill("06 39 98 12 34");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Monique Martin").waitFor();
  await page.getByText("Il manque 6 réponses à cette fiche").waitFor();

  // What is missing leads to its very field.
  await page.getByRole("link", { name: "Allergies" }).click();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("allergies");
  await page.getByRole("button", { name: "L’enfant n’a aucune allergie" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Aucune allergie").waitFor();

  // An injection, and what is lacking in words.
  await page.getByRole("button", { name: "Ajouter une injection" }).click();
  await page.getByLabel("Vaccin", { exact: true }).selectOption("dtp");
  await page.getByLabel("Date de l’injection").fill("2031-01-01");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page
    .getByRole("alert")
    .getByText(/à venir/u)
    .waitFor();
  // In its first year, whatever the year of birth.
  await page.getByLabel("Date de l’injection").fill(`${Number(child.birthDate.slice(0, 4)) + 1}-01-02`);
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Il manque des vaccins obligatoires").waitFor();
  expect(await textOf(page)).toContain("diphtérie, tétanos, poliomyélite (DTP) : 1 injection sur 3");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("staff opens a child's health on purpose and changes it with a reason; the family sees who looked", async () => {
  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  const { page } = staff;
  await signInStaff(page, staffMember);
  await page.goto(`${portal.portal}/agents/familles/${none.login}/foyer`);
  await page
    .getByRole("link", { name: /^Fiche de/u })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: "Fiche d’un enfant" }).waitFor();
  await settled(page);
  expect(await textOf(page)).not.toContain("Arachides");
  await page.getByRole("button", { name: "Ouvrir la santé de l’enfant" }).click();
  await page.getByText("Arachides").waitFor();
  await page.getByRole("button", { name: "Changer les repas" }).click();
  await page.getByLabel("Votre réponse").selectOption("noMeat");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  // No reason, no change.
  await page.getByRole("alert").getByText("Dites en quelques mots pourquoi.").first().waitFor();
  await page.getByLabel("Motif").fill("Demandé au téléphone");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.locator("#diet .edit-value").getByText("Sans viande").waitFor();
  await page.getByText("Demandé au téléphone").waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();

  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, none);
  const [child] = await childrenOf(parent.page);
  await openFile(parent.page, child?.id ?? "");
  const looks = parent.page.getByRole("region", { name: "Qui a consulté la santé de l’enfant" });
  await looks.getByText("et les a changés").waitFor();
  expect(plainText(await looks.innerText())).toContain("depuis la fiche de l’enfant");
  expect(await textOf(parent.page)).toContain("Sans viande");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("a child of two households has one file: who comes second is told both values, and the other household sees the change", async () => {
  const [one, other] = [
    await visit(browser, portal.portal, { width: 360, height: 740 }),
    await visit(browser, portal.portal, { width: 1280, height: 800 }),
  ];
  one.foresee(401, 409);
  other.foresee(401);
  await signIn(one.page, first);
  await signIn(other.page, second);
  const theirs = await childrenOf(other.page);
  const shared = (await childrenOf(one.page)).find(({ id }) => theirs.some((child) => child.id === id));
  if (!shared) throw new Error("The two households share no child");
  await openFile(one.page, shared.id, "doctor");
  await openFile(other.page, shared.id, "doctor");
  await one.page.getByRole("button", { name: "Changer le médecin" }).click();
  await one.page.getByLabel("Nom du médecin ou du cabinet").fill("Docteur Premier");
  await other.page.getByRole("button", { name: "Changer le médecin" }).click();
  await other.page.getByLabel("Nom du médecin ou du cabinet").fill("Docteur Second");
  await other.page.getByRole("button", { name: "Enregistrer" }).click();
  await other.page.getByText("Docteur Second").waitFor();
  await one.page.getByRole("button", { name: "Enregistrer" }).click();
  const said = one.page.getByRole("alert");
  await said.waitFor();
  const words = plainText(await said.innerText());
  expect(words).toMatch(/« Médecin » a été changé par .* à \d\d:\d\d/u);
  expect(words).toContain("Docteur Second");
  expect(words).toContain("Docteur Premier");
  expect(await one.page.getByLabel("Nom du médecin ou du cabinet").inputValue()).toBe("Docteur Premier");
  // Sent again, it is meant.
  await one.page.getByRole("button", { name: "Enregistrer" }).click();
  await one.page.getByText("Docteur Premier").first().waitFor();
  await openFile(other.page, shared.id, "doctor");
  expect(await textOf(other.page)).toContain("Docteur Premier");
  for (const visitor of [one, other]) {
    expect(visitor.faults()).toEqual([]);
    await visitor.close();
  }
});

test("what the town has the office check waits in the file, is corrected in its own card, and stands once accepted", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, none);
  const child = (await childrenOf(parent.page)).at(-1);
  if (!child) throw new Error("The family has no child");
  await openFile(parent.page, child.id, "insurance");
  const card = parent.page.locator("#insurance");
  await card.getByText("Le guichet vérifie un changement avant de l’enregistrer.").waitFor();
  await card.getByRole("button", { name: "Indiquer l’assurance" }).click();
  await card.getByRole("textbox", { name: "Assurance" }).fill("MAIF");
  await card.getByLabel("Numéro de contrat").fill("A 1");
  await parent.page.reload();
  await settled(parent.page);
  expect(await card.getByLabel("Numéro de contrat").inputValue()).toBe("A 1");
  await card.getByRole("button", { name: "Envoyer au guichet" }).click();
  await card.getByText("Demandé : MAIF, contrat A 1").waitFor();
  await card.getByRole("link", { name: "Voir la demande" }).click();
  await parent.page.getByRole("heading", { level: 1, name: "Suivre mes demandes" }).waitFor();
  // The link leads to this very request among those that the family's other journeys have left.
  const request = new URL(parent.page.url()).hash.slice(1).replace(".", "-");
  expect(request).not.toBe("");
  await parent.page.locator(`a[href*="${request}"]`, { hasText: "Corriger" }).click();
  await parent.page.getByRole("heading", { level: 1, name: "Corriger la demande" }).waitFor();
  await settled(parent.page);
  // Nothing but what was asked for is drawn.
  expect(await parent.page.locator(".child-field").count()).toBe(1);
  await card.getByRole("button", { name: "Changer l’assurance" }).click();
  await card.getByLabel("Numéro de contrat").fill("A 2");
  await card.getByRole("button", { name: "Envoyer au guichet" }).click();
  await parent.page.getByText("Votre demande corrigée est envoyée.").waitFor();

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto(`${portal.portal}/agents/demandes-familles`);
  await settled(staff.page);
  await staff.page.locator(`a[href*="${request}"]`).click();
  await staff.page.getByText("MAIF, contrat A 2").first().waitFor();
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();

  await openFile(parent.page, child.id, "insurance");
  await card.getByText("MAIF, contrat A 2").waitFor();
  expect(await card.innerText()).toContain("(guichet)");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("what was typed when the session ended is back once the same person has signed in, and another person finds nothing of it", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  const { page } = parent;
  const kept = async (): Promise<string> =>
    page.evaluate(() =>
      Object.keys(sessionStorage)
        .map((key) => sessionStorage.getItem(key) ?? "")
        .join("\n"),
    );
  await signIn(page, none);
  const [child] = await childrenOf(page);
  await openFile(page, child?.id ?? "", "doctor");
  const card = page.locator("#doctor");
  await card.getByRole("button", { name: /le médecin$/u }).click();
  await card.getByLabel("Nom du médecin").fill("Docteur Brouillon");
  await page.context().clearCookies();
  await card.getByRole("button", { name: "Enregistrer" }).click();
  await fillSignIn(page, none.login, none.password);
  await card.getByLabel("Nom du médecin").waitFor();
  expect(await card.getByLabel("Nom du médecin").inputValue()).toBe("Docteur Brouillon");

  await page.context().clearCookies();
  await page.reload();
  expect(await kept()).toContain("Docteur Brouillon");
  await signIn(page, first);
  expect(await kept()).not.toContain("Brouillon");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});

test("the protocol of a PAI is asked for beside it, sent from a phone, and seen and accepted by staff in the child's health alone", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401);
  await signIn(parent.page, none);
  const child = (await childrenOf(parent.page)).at(-1);
  if (!child) throw new Error("The family has no child");
  await openFile(parent.page, child.id, "carePlan");
  const card = parent.page.locator("#carePlan");
  expect(plainText(await card.innerText())).not.toContain("Protocole");
  await card.getByRole("button", { name: "Indiquer le PAI" }).click();
  await card.getByLabel("Votre réponse").selectOption("oui");
  await card.getByRole("button", { name: "Enregistrer" }).click();
  const need = card.getByRole("listitem").filter({ hasText: "Protocole du PAI" });
  await need.getByText("Manquant").waitFor();
  await need
    .locator("input.chooser")
    .first()
    .setInputFiles([{ name: "asthme.png", mimeType: "image/png", buffer: Buffer.from(pictureOfPage()) }]);
  await need.getByText("En cours de vérification").first().waitFor({ timeout: 60_000 });
  if (shots !== null) await card.screenshot({ path: `${shots}/pai-famille-360.png` });

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  const { page } = staff;
  await signInStaff(page, staffMember);
  // That something waits is said; which paper it is, and what it shows, is not.
  await page.goto(`${portal.portal}/agents/demandes`);
  await settled(page);
  const waiting = page.getByRole("listitem").filter({ hasText: `Document de santé, ${child.firstName}` });
  await waiting.waitFor();
  expect(await page.locator("main").innerText()).not.toMatch(/Protocole|asthme/u);
  if (shots !== null) await page.screenshot({ path: `${shots}/pai-attente-1280.png` });
  await waiting.getByRole("link", { name: /^Ouvrir la fiche/u }).click();
  await page.getByRole("button", { name: "Ouvrir la santé de l’enfant" }).click();
  const paper = page.getByRole("region", { name: "Protocole du PAI" });
  await paper.getByRole("button", { name: /^Voir/u }).click();
  const picture = paper.getByRole("img");
  await expect
    .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBe(620);
  if (shots !== null) {
    await paper.screenshot({ path: `${shots}/pai-agent-1280.png` });
    await page.setViewportSize({ width: 360, height: 740 });
    await paper.screenshot({ path: `${shots}/pai-agent-360.png` });
  }
  await paper.getByRole("button", { name: /^Accepter/u }).click();
  await paper.getByText("Valable", { exact: true }).waitFor();
  expect(staff.faults()).toEqual([]);
  await staff.close();

  await openFile(parent.page, child.id, "carePlan");
  await need.getByText("Valable", { exact: true }).waitFor();
  const looks = parent.page.getByRole("region", { name: "Qui a consulté la santé de l’enfant" });
  await expect.poll(async () => (await looks.getByRole("listitem").count()) >= 2).toBe(true);
  expect(parent.faults()).toEqual([]);
  await parent.close();
});
