/**
 * A family moves house: its new address and the name that an adult was born with leave in one request, put together over a
 * reload and a session that ended, with the one paper that they ask for; staff reads both, accepts once, and one mail goes.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { familyView } from "../../functions/family/contract.ts";
import { pictureOf } from "../../infra/demo/papers.ts";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit } from "./browser.ts";
import { dress, fillSignIn, mailsTo, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.find(({ who }) => who.includes("Deuxième foyer"));
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function shoot(page: Page, name: string, widths: readonly number[]): Promise<void> {
  if (shots === null) return;
  for (const width of widths) {
    await dress(page, width, "light");
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}

test("an address and a name leave together, with one paper, and are accepted by one word", async () => {
  const phone = await visit(browser, portal.portal, { width: 360, height: 740 });
  phone.foresee(401);
  const { page } = phone;
  await signIn(page, family);
  const { guardians } = familyView.parse(await readApi(page, "/api/family"));
  await page.goto("/ma-fiche-famille/modifier/household");
  await settled(page);
  await page.getByLabel("Numéro et rue").fill("8 rue de la Briqueterie");
  await shoot(page, "ensemble-choix", [360, 1280]);
  await page.getByRole("button", { name: "Ajouter d’autres changements" }).click();
  await page.getByText("Votre demande n’est pas encore envoyée").waitFor();
  await settled(page);
  await shoot(page, "ensemble-fiche", [360]);

  await page.goto("/ma-fiche-famille/modifier/adult/1");
  await settled(page);
  await page.getByLabel(/^Nom de naissance/u).fill("Kerouédan");
  await page.getByRole("button", { name: "Ajouter à ma demande" }).click();
  await page.getByText("Votre demande n’est pas encore envoyée").waitFor();
  await page.context().clearCookies();
  await page.goto("/suivre-mes-demandes");
  await fillSignIn(page, family.login, family.password);
  const draft = page.getByRole("region", { name: "Brouillon" });
  await draft.getByText("2 changements à envoyer ensemble").waitFor();
  await page.reload();
  await settled(page);
  expect(plainText(await draft.innerText())).toContain("8 rue de la Briqueterie");
  expect(plainText(await draft.innerText())).toContain("Kerouédan");
  await draft.getByRole("button", { name: "Envoyer au guichet" }).click();
  await draft
    .getByRole("alert")
    .getByText(/Ajoutez ce justificatif/u)
    .waitFor();
  const picture = Buffer.from(pictureOf(600, 800, (x, y) => [x % 256, y % 256, 200]));
  expect(await draft.locator(".need").count()).toBe(1);
  await draft
    .locator("input.chooser")
    .first()
    .setInputFiles([{ name: "facture.png", mimeType: "image/png", buffer: picture }]);
  await draft.getByRole("button", { name: "Enlever facture.png" }).waitFor({ timeout: 60_000 });
  await shoot(page, "ensemble-brouillon", [360, 1280]);
  await draft.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByText("Votre demande est envoyée au guichet.").first().waitFor();
  const sent = page.getByRole("listitem").filter({ hasText: "Kerouédan" });
  await sent.getByText("Foyer, et 1 autre partie de la fiche").waitFor();
  expect(await draft.count()).toBe(0);
  await shoot(page, "ensemble-envoyee", [360, 1280]);

  // Corrected as a whole, where it was put together.
  await sent.getByRole("link", { name: /^Corriger/u }).click();
  await draft.getByText("Demande à corriger").waitFor();
  await draft.getByRole("link", { name: /^Modifier.*Responsable/u }).click();
  const born = page.getByLabel(/^Nom de naissance/u);
  await expect.poll(() => born.inputValue()).toBe("Kerouédan");
  await born.fill("Kerouedan-Roy");
  await page.getByRole("button", { name: "Ajouter à ma demande" }).click();
  await draft.getByText("Kerouedan-Roy").waitFor();
  await draft.getByRole("button", { name: "Envoyer au guichet" }).click();
  await page.getByRole("listitem").filter({ hasText: "Kerouedan-Roy" }).waitFor();

  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page.goto("/agents/demandes-familles");
  await settled(staff.page);
  await staff.page.getByLabel("Chercher un nom, un code, une adresse").fill(`kerouedan ${family.login}`);
  await staff.page.getByRole("button", { name: "Chercher" }).click();
  const line = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  await expect.poll(() => line.count()).toBe(1);
  await line.getByRole("link").click();
  await staff.page.getByRole("heading", { level: 2, name: "Ce qui change" }).waitFor();
  await expect.poll(() => staff.page.getByRole("table").count()).toBe(2);
  await expect.poll(() => staff.page.getByRole("img").count()).toBe(1);
  await shoot(staff.page, "ensemble-guichet", [360, 1280]);
  // Other journeys of this family have had their answers.
  const to = guardians.find(({ email }) => email !== undefined)?.email ?? "";
  const told = async () =>
    (await mailsTo(portal.mailbox, to, 0)).filter(({ subject }) => subject.startsWith("Le guichet a répondu"));
  const before = (await told()).length;
  await staff.page.getByRole("button", { name: "Accepter" }).click();
  await staff.page.getByText("Demande acceptée.").first().waitFor();

  await page.goto("/ma-fiche-famille");
  await settled(page);
  const file = async () => plainText(await page.locator("main").innerText());
  await expect.poll(file).toContain("8 rue de la Briqueterie");
  await expect.poll(file).toContain("Kerouedan-Roy");
  expect(await file()).not.toContain("En attente de validation");
  await expect.poll(async () => (await told()).length, { timeout: 150_000 }).toBeGreaterThan(before);
  const since = (await told()).slice(before);
  expect(since).toHaveLength(1);
  expect(JSON.stringify(since)).not.toContain("Briqueterie");
  expect(staff.faults()).toEqual([]);
  expect(phone.faults()).toEqual([]);
  await Promise.all([staff.close(), phone.close()]);
}, 300_000);
