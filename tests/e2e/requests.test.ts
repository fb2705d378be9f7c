/**
 * A child, and another parent, are added from a telephone, with a photographed document, in the middle of a booking; staff sees it beside the
 * document and accepts; they are in the family's file, and the mailbox holds a word without a name. Nothing typed is lost to a
 * reload.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import { familyView } from "../../functions/family/contract.ts";
import { pictureOf } from "../../infra/demo/papers.ts";
import { launchBrowser, visit } from "./browser.ts";
import { mailsTo, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[1];
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
/** What is to be told of the decisions made so far. */
const tellings: (() => Promise<void>)[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const paper = (): Buffer => Buffer.from(pictureOf(600, 800, (x, y) => [x % 256, y % 256, 200]));

test("a child is added on a phone with a photo, accepted by staff, in the file and told by mail", async () => {
  const phone = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = phone;
  // A birth in the future is refused on the way.
  phone.foresee(400);
  await signIn(page, family);
  const { guardians } = familyView.parse(await readApi(page, "/api/family"));
  await page.goto("/inscrire");
  await settled(page);
  await page.getByRole("link", { name: "Ajouter un enfant" }).first().click();
  await page.getByRole("heading", { level: 1, name: "Ajouter un enfant" }).waitFor();
  await page.getByLabel("Pourquoi l’ajouter").selectOption({ label: "Naissance" });
  await page.getByLabel("Nom", { exact: true }).fill("Martin");
  await page.getByLabel("Prénom", { exact: true }).fill("Églantine");
  await page.getByLabel("Date de naissance").fill("2099-01-01");
  // What was typed is there after a reload.
  await page.reload();
  await settled(page);
  expect(await page.getByLabel("Prénom", { exact: true }).inputValue()).toBe("Églantine");
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page
    .getByRole("alert")
    .getByText(/Acte de naissance/u)
    .waitFor();
  const chooser = page.locator("input.chooser").first();
  await chooser.setInputFiles([{ name: "acte.png", mimeType: "image/png", buffer: paper() }]);
  await page.getByRole("button", { name: "Enlever acte.png" }).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page
    .getByRole("alert")
    .getByText(/dans l’avenir/u)
    .waitFor();
  const today = new Date().toISOString().slice(0, 10);
  const born = `${Number(today.slice(0, 4)) - 4}-03-14`;
  await page.getByLabel("Date de naissance").fill(born);
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByText("Votre demande est envoyée").first().waitFor();
  // Back where it began.
  await page.getByRole("link", { name: "Revenir à mes réservations" }).last().click();
  await page.getByRole("heading", { level: 1, name: "S’inscrire aux activités" }).waitFor();

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes-familles");
  await settled(staff.page);
  await staff.page.getByLabel("Chercher un nom, un code, une adresse").fill(`eglantine ${family.login}`);
  await staff.page.getByRole("button", { name: "Chercher" }).click();
  const line = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  await expect.poll(() => line.count()).toBe(1);
  await line.getByRole("link").click();
  await staff.page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  expect(plainText(await staff.page.getByRole("table").innerText())).toContain("Églantine");
  const picture = staff.page.getByRole("img");
  await expect
    .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBe(600);
  await staff.page.locator("h1").focus();
  await staff.page.keyboard.press("a");
  await staff.page.getByRole("button", { name: /^Annuler/u }).waitFor();
  // Taken back at once, and accepted again.
  await staff.page.getByRole("button", { name: /^Annuler/u }).click();
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();

  await page.goto("/ma-fiche-famille");
  await settled(page);
  await expect.poll(async () => plainText(await page.locator("main").innerText())).toContain("Églantine Martin");
  const to = guardians.find(({ email }) => email !== undefined)?.email ?? "";
  const told = async () =>
    (await mailsTo(portal.mailbox, to, 0)).filter(({ subject }) =>
      subject.startsWith("Le guichet a répondu à votre demande"),
    );
  tellings.push(async () => {
    // Of two decisions, one is told.
    await expect.poll(async () => (await told()).length, { timeout: 150_000 }).toBe(1);
    expect(JSON.stringify(await told())).not.toContain("glantine");
  });
  await page.goto("/suivre-mes-demandes");
  await settled(page);
  // Said once it can no longer be taken back.
  await expect
    .poll(
      async () => {
        await page.reload();
        await settled(page);
        return page.getByText("Acceptée").count();
      },
      { timeout: 30_000, interval: 2_000 },
    )
    .toBeGreaterThan(0);
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
}, 300_000);

test("an adult is added on a phone with a photographed paper, waits in the file, is accepted by staff and told by mail", async () => {
  const [, , , household] = portal.demo.signIns.filter(({ role }) => role === "guardian");
  if (!household) throw new Error("The demo town lacks a sign-in");
  const phone = await visit(browser, portal.portal, { width: 360, height: 740 });
  const { page } = phone;
  // A number that does not exist is refused on the way.
  phone.foresee(400);
  await signIn(page, household);
  const { guardians } = familyView.parse(await readApi(page, "/api/family"));
  await page.goto("/ma-fiche-famille");
  await settled(page);
  await page.getByRole("link", { name: /^Ajouter un responsable/u }).click();
  await page.getByRole("heading", { level: 1, name: "Ajouter un responsable" }).waitFor();
  await page.getByLabel("Nom", { exact: true }).fill("Quillevéré");
  await page.getByLabel("Prénom", { exact: true }).fill("Zoé");
  await page.getByLabel(/^Téléphone \(facultatif\)|^Téléphone$/u).fill("00 12 34 56 78");
  await page.reload();
  await settled(page);
  expect(await page.getByLabel("Nom", { exact: true }).inputValue()).toBe("Quillevéré");
  const chooser = page.locator("input.chooser").first();
  await chooser.setInputFiles([{ name: "carte.png", mimeType: "image/png", buffer: paper() }]);
  await page.getByRole("button", { name: "Enlever carte.png" }).waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page
    .getByRole("alert")
    .getByText(/n’existe pas/u)
    .waitFor();
  await page.getByLabel(/^Téléphone \(facultatif\)|^Téléphone$/u).fill("06 39 98 45 67");
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByText("Votre demande est envoyée").first().waitFor();
  await page.getByRole("link", { name: "Revenir à ma fiche famille" }).click();
  const card = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: "Zoé Quillevéré" }) });
  await card.getByText("En attente de validation").waitFor();

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes-familles");
  await settled(staff.page);
  await staff.page.getByLabel("Objet").selectOption("newAdult");
  await staff.page.getByLabel("Chercher un nom, un code, une adresse").fill(`quillevere ${household.login}`);
  await staff.page.getByRole("button", { name: "Chercher" }).click();
  const line = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  await expect.poll(() => line.count()).toBe(1);
  await line.getByRole("link").click();
  await staff.page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  expect(plainText(await staff.page.getByRole("table").innerText())).toContain("06 39 98 45 67");
  const picture = staff.page.getByRole("img");
  await expect
    .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBe(600);
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();

  await page.goto("/ma-fiche-famille");
  await settled(page);
  await expect.poll(async () => plainText(await card.innerText())).toContain("06 39 98 45 67");
  await expect.poll(() => card.getByText("En attente de validation").count()).toBe(0);
  const to = guardians.find(({ email }) => email !== undefined)?.email ?? "";
  const told = async (subject: string) =>
    (await mailsTo(portal.mailbox, to, 0)).filter((mail) => mail.subject.startsWith(subject));
  await expect.poll(async () => (await told("Une demande concerne votre foyer")).length, { timeout: 60_000 }).toBe(1);
  tellings.push(async () => {
    await expect
      .poll(async () => (await told("Le guichet a répondu à votre demande")).length, { timeout: 150_000 })
      .toBe(1);
    for (const mail of await told("")) expect(JSON.stringify(mail)).not.toContain("uillev");
  });
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
}, 300_000);

test("a child's first name and school are corrected by its family, accepted by staff, who plan its departure and give it up", async () => {
  const phone = await visit(browser, portal.portal, { width: 360, height: 740 });
  const { page } = phone;
  await signIn(page, family);
  const { children, code } = familyView.parse(await readApi(page, "/api/family"));
  const [child] = children;
  if (!child) throw new Error("The family has a child");
  await page.goto("/ma-fiche-famille");
  await settled(page);
  await page.getByRole("link", { name: `Modifier : ${child.firstName}`.replace(" :", "\u00a0:") }).click();
  await page.getByLabel("Prénom", { exact: true }).fill("Clémentine");
  await page.getByLabel("École").selectOption({ label: "École élémentaire des Vignes" });
  await page.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByText("Votre demande est envoyée au guichet.").waitFor();
  await expect.poll(async () => plainText(await page.locator("main").innerText())).toContain("Demandé : Clémentine");

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes-familles");
  await settled(staff.page);
  await staff.page.getByLabel("Chercher un nom, un code, une adresse").fill(`clementine ${family.login}`);
  await staff.page.getByRole("button", { name: "Chercher" }).click();
  const line = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  await expect.poll(() => line.count()).toBe(1);
  await line.getByRole("link").click();
  await staff.page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();
  await page.reload();
  await settled(page);
  await page.getByRole("heading", { level: 3, name: /Clémentine/u }).waitFor();

  await staff.page.goto(`/agents/familles/${code}/enfants`);
  await settled(staff.page);
  const card = staff.page.locator("section.card").filter({ hasText: "Enfant, Clémentine" });
  await card.getByRole("button", { name: /^Retirer du foyer/u }).click();
  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await staff.page.getByLabel("À partir du").fill(day);
  await staff.page.getByLabel("Raison du départ").selectOption({ label: "Déménagement" });
  await staff.page.getByLabel(/Motif/u).fill("Annoncé au téléphone");
  await staff.page.getByRole("button", { name: "Enregistrer" }).click();
  await card.getByText(/^Quitte le foyer/u).waitFor();
  await page.reload();
  await settled(page);
  await page.getByText(/^Quitte le foyer/u).waitFor();
  await card.getByRole("button", { name: /^Annuler le départ/u }).click();
  await staff.page.getByLabel(/Motif/u).fill("Reste finalement");
  await staff.page.getByRole("dialog").getByRole("button", { name: "Annuler le départ" }).click();
  await expect.poll(() => card.getByText(/^Quitte le foyer/u).count()).toBe(0);
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
}, 180_000);

// At the scheduler's next minute, once a decision can no longer be taken back: all of them wait for the same one.
test("what the office has decided is told by mail, once, without a name", async () => {
  expect(tellings).toHaveLength(2);
  for (const told of tellings) await told();
}, 300_000);
