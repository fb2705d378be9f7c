/**
 * A supporting document from a telephone to the office: a large photo sent from « Mes justificatifs », what is no document
 * refused with words, staff who looks at it and accepts, the family that finds it in its file and in its mailbox.
 */
import { randomBytes } from "node:crypto";
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import * as z from "zod";
import { documentLook } from "../../functions/document/contract/look.ts";
import { familyView } from "../../functions/family/contract.ts";
import { pdfOfLines, pictureOf } from "../../infra/demo/papers.ts";
import { root } from "../../infra/build.ts";
import { heic } from "../unit/document/files.ts";
import { launchBrowser, visit } from "./browser.ts";
import { mailsTo, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
/** The family that has sent nothing. */
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[3];
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
let browser: Browser;
/** What is to be told of the decisions made so far. */
const tellings: (() => Promise<void>)[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Nine megabytes that no compression makes smaller: as heavy as a telephone's photo. */
function photo(): Buffer {
  const noise = randomBytes(3000 * 1000 * 3);
  return Buffer.from(pictureOf(3000, 1000, (x, y) => [...noise.subarray((y * 3000 + x) * 3, (y * 3000 + x) * 3 + 3)]));
}

/** The EICAR test file, in two parts so that no scanner takes this source for it, inside a PDF. */
const eicar = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

const sent = z.object({ documents: z.array(z.object({ status: z.string(), type: z.string(), size: z.number() })) });
const standingOf = async (page: Page, childId: string): Promise<string | undefined> => {
  const { owners } = documentLook["document.list"].answer.parse(await readApi(page, "/api/documents"));
  return owners.find(({ child }) => child?.id.toString() === childId)?.needs.find(({ kind }) => kind === "assurance")
    ?.standing;
};

test("a photo is made smaller, sent, looked at and accepted; what is no document is refused; the family is told without a name", async () => {
  const phone = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = phone;
  await signIn(page, family);
  const { children, guardians } = familyView.parse(await readApi(page, "/api/family"));
  const [child] = children;
  if (!child) throw new Error("The family has no child");
  // The home page says what is missing, and leads to the very place.
  await page
    .getByRole("link", { name: /^Envoyer.*assurance/iu })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: "Mes justificatifs" }).waitFor();
  await settled(page);
  const card = page.locator(`[id="${child.id}-assurance"]`);
  await expect.poll(async () => plainText(await card.innerText())).toContain("Manquant");

  const chooser = card.locator("input.chooser").first();
  const original = photo();
  await chooser.setInputFiles([
    { name: "IMG_2041.png", mimeType: "image/png", buffer: original },
    { name: "photo.jpg", mimeType: "image/jpeg", buffer: Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>") },
    {
      name: "attestation.pdf",
      mimeType: "application/pdf",
      buffer: Buffer.concat([pdfOfLines(["Attestation"]), Buffer.from(eicar)]),
    },
    { name: "vide.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(0) },
  ]);
  const uploads = card.getByRole("list", { name: "Envois en cours" });
  const saying = (name: string) => uploads.getByRole("listitem").filter({ hasText: name });
  await saying("photo.jpg")
    .getByText(/ni un PDF, ni une photo/u)
    .waitFor();
  await saying("vide.pdf").getByText(/vide/u).waitFor();
  await saying("attestation.pdf")
    .getByText(/quelque chose de dangereux/u)
    .waitFor({ timeout: 60_000 });
  await expect.poll(() => saying("IMG_2041.png").count(), { timeout: 60_000 }).toBe(0);
  await expect.poll(() => standingOf(page, child.id)).toBe("checking");
  const listed = sent.parse({
    documents: z
      .object({ documents: z.array(z.looseObject({ status: z.string() })) })
      .parse(await readApi(page, `/api/documents/sent?childId=${child.id}&kind=assurance`))
      .documents.filter(({ status }) => status === "toCheck"),
  }).documents;
  expect(listed).toHaveLength(1);
  expect(listed[0]?.type).toBe("jpeg");
  expect(listed[0]?.size).toBeLessThan(original.length / 2);
  for (const name of ["photo.jpg", "vide.pdf", "attestation.pdf"])
    await card.getByRole("button", { name: new RegExp(`Retirer de la liste.*${name}`, "u") }).click();

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes");
  await settled(staff.page);
  const waiting = staff.page
    .getByRole("list", { name: "Demandes" })
    .getByRole("listitem")
    .filter({ hasText: `Famille ${family.login}` })
    .filter({ hasText: "Justificatif à vérifier" });
  await waiting.getByRole("button", { name: /^Voir et décider/u }).click();
  const dialog = staff.page.getByRole("dialog");
  const picture = dialog.getByRole("img");
  await expect
    .poll(() => picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0)))
    .toBe(2600);
  const address = guardians.flatMap(({ email }) => email ?? [])[0] ?? "";
  const told = async () =>
    (await mailsTo(portal.mailbox, address)).filter(({ subject }) =>
      subject.startsWith("Le guichet a répondu à propos d’un justificatif"),
    );
  const earlier = (await told()).length;
  await dialog.getByRole("button", { name: "Accepter" }).click();
  await expect.poll(() => waiting.count()).toBe(0);
  await staff.page.goto(`/agents/familles/${family.login}/justificatifs`);
  await settled(staff.page);
  const section = staff.page.getByRole("region", { name: "Justificatifs" });
  await expect.poll(async () => plainText(await section.innerText())).toContain("Valable");

  await page.reload();
  await settled(page);
  await expect.poll(async () => plainText(await card.innerText())).toMatch(/Valable jusqu’au 31 août 20\d\d/u);
  // Said once it can no longer be taken back: waited for at the end.
  tellings.push(async () => {
    await expect.poll(async () => (await told()).length, { timeout: 150_000 }).toBeGreaterThan(earlier);
    expect(JSON.stringify(await told())).not.toContain(child.firstName);
  });
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
});

test("an upload is cancelled, and tried again when the line was cut", async () => {
  const phone = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page, context } = phone;
  await signIn(page, family);
  await page.goto("/mes-justificatifs#foyer-domicile");
  await settled(page);
  const card = page.locator("#foyer-domicile");
  let cut = true;
  await context.route(/\/portail-fichiers$/u, async (route) => {
    if (cut && route.request().method() === "POST") await route.abort("connectionreset");
    else await route.continue();
  });
  const file = { name: "ma-facture.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOfLines(["Facture"])) };
  await card.locator("input.chooser").first().setInputFiles(file);
  await card.getByText(/La connexion s’est coupée/u).waitFor();
  cut = false;
  await card.getByRole("button", { name: "Réessayer l’envoi de ma-facture.pdf" }).click();
  await expect.poll(() => card.getByRole("list", { name: "Envois en cours" }).count(), { timeout: 60_000 }).toBe(0);
  await expect.poll(async () => plainText(await card.innerText())).toContain("En cours de vérification");
  // Taken back by the family.
  await card.getByRole("button", { name: /^Voir les documents envoyés/u }).click();
  await card.getByRole("button", { name: "Reprendre ma-facture.pdf" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reprendre" }).click();
  await expect.poll(async () => plainText(await card.innerText())).toContain("Manquant");
  await phone.close();
});

test("a paper brought to the desk is added by staff, checked like the others, and taken away with a reason that the family reads", async () => {
  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  const { page } = staff;
  await page.goto(`/agents/familles/${family.login}/justificatifs`);
  await settled(page);
  await page.getByRole("button", { name: /^Ajouter\s: Justificatif de domicile/u }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ajouter un document" }).click();
  // Nothing leaves without a reason and a file, each said at its place.
  await dialog.getByText("Choisissez au moins un fichier.").first().waitFor();
  await dialog.getByLabel(/^Motif/u).fill("Papier apporté au guichet.");
  await dialog
    .getByLabel("Fichiers")
    .setInputFiles({ name: "edf.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdfOfLines(["Facture"])) });
  await dialog.getByRole("button", { name: "Ajouter un document" }).click();
  const household = page.getByRole("region", { name: "Foyer" });
  await expect
    .poll(async () => plainText(await household.innerText()), { timeout: 60_000 })
    .toContain("Un document attend la vérification du guichet.");

  await household.getByRole("button", { name: /^Voir les documents envoyés\s: Justificatif de domicile/u }).click();
  await household.getByText("ajouté par le guichet : Papier apporté au guichet.").waitFor();
  await household.getByRole("button", { name: "Supprimer edf.pdf" }).click();
  await dialog.getByLabel(/^Motif/u).fill("Document d’une autre famille.");
  await dialog.getByRole("button", { name: "Supprimer" }).click();
  await expect.poll(async () => plainText(await household.innerText())).toContain("Supprimé par le guichet");
  await expect.poll(() => household.getByRole("button", { name: "Supprimer edf.pdf" }).count()).toBe(0);

  const phone = await visit(browser, portal.portal, { width: 390, height: 844 });
  await signIn(phone.page, family);
  await phone.page.goto("/mes-justificatifs#foyer-domicile");
  await settled(phone.page);
  const card = phone.page.locator("#foyer-domicile");
  await card.getByRole("button", { name: /^Voir les documents envoyés/u }).click();
  await card.getByText("« Document d’une autre famille. »").waitFor();
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
});

test("a HEIC leaves as a JPEG where the browser draws it; elsewhere it goes as it is, and staff reads how to open it", async () => {
  const phone = await visit(browser, portal.portal, { width: 390, height: 844 });
  const { page } = phone;
  await signIn(page, family);
  const { children } = familyView.parse(await readApi(page, "/api/family"));
  const [child] = children;
  if (!child) throw new Error("The family has no child");
  const path = `/api/documents/sent?childId=${child.id}&kind=assurance`;
  // By its name: two that are sent within a second stand in any order.
  const sent = async (name: string) =>
    documentLook["document.sent"].answer.parse(await readApi(page, path)).documents.find((one) => one.name === name);
  const send = async (name: string): Promise<void> => {
    await page.goto(`${portal.portal}/mes-justificatifs`);
    await settled(page);
    await page
      .locator(`[id="${child.id}-assurance"] input.chooser`)
      .first()
      .setInputFiles([{ name, mimeType: "image/heic", buffer: Buffer.from(heic("heic", "mif1")) }]);
  };
  await send("IMG_3001.heic");
  await expect.poll(async () => (await sent("IMG_3001.heic"))?.status, { timeout: 60_000 }).toBe("toCheck");
  // As Apple's browsers do, which nothing here can run.
  await page.addInitScript(() => {
    const drawn = window.createImageBitmap.bind(window);
    window.createImageBitmap = (picture: ImageBitmapSource) =>
      drawn(picture).catch(() => {
        const page = new OffscreenCanvas(40, 30);
        page.getContext("2d")?.fillRect(0, 0, 40, 30);
        return drawn(page);
      });
  });
  await send("IMG_3002.heic");
  await expect.poll(async () => (await sent("IMG_3002.jpg"))?.type, { timeout: 60_000 }).toBe("jpeg");

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes");
  await settled(staff.page);
  await staff.page
    .getByRole("list", { name: "Demandes" })
    .getByRole("listitem")
    .filter({ hasText: `Famille ${family.login}` })
    .filter({ hasText: "Justificatif à vérifier" })
    .getByRole("button", { name: /^Voir et décider/u })
    .click();
  const dialog = staff.page.getByRole("dialog");
  await dialog.getByText("Photo d’iPhone (HEIC)").waitFor();
  if (shots !== null) await dialog.screenshot({ path: `${shots}/heic-agent-1280.png` });
  const download = staff.page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Télécharger IMG_3001.heic" }).click();
  expect((await download).suggestedFilename()).toBe("IMG_3001.heic");
  await dialog.getByRole("button", { name: "Accepter" }).click();
  await dialog.waitFor({ state: "detached" });
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
});

// At the scheduler's next minute, once a decision can no longer be taken back.
test("what the office has decided is told by mail, without a name", async () => {
  expect(tellings).toHaveLength(1);
  for (const told of tellings) await told();
}, 240_000);
