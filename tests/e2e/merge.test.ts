/** Staff makes two files of a child one, then its two families, and two of an adult: from the list of doubles, with what becomes of everything, to the one that stays. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Locator } from "playwright-core";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { plainText, settled, signInStaff } from "./steps.ts";

const portal = inject("portal");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!staffMember) throw new Error("The demo town lacks a sign-in");
/** A child that somebody entered again in capitals (infra/demo/doubles.ts). */
const twice = { familyCode: "P99101", childId: "99101" };
let browser: Browser;
let staff: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
  staff = await visit(browser, portal.portal, { width: 360, height: 740 });
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
});
afterAll(async () => {
  expect(staff.faults()).toEqual([]);
  await browser.close();
});

/** The list goes on page by page. */
async function more(card: Locator): Promise<void> {
  const { page } = staff;
  await page.getByRole("listitem").filter({ hasText: "famille" }).first().waitFor();
  while ((await card.count()) === 0) {
    const next = page.getByRole("button", { name: "Voir la suite" });
    await next.click();
    await settled(page);
  }
}

test("a child that is there twice becomes one, whom the code that is gone still finds", async () => {
  const { page } = staff;
  await page.goto("/agents/doublons");
  await settled(page);
  const card = page
    .getByRole("listitem")
    .filter({ hasText: `code enfant ${twice.childId}` })
    .first();
  await card.getByRole("link", { name: /^Réunir les deux fiches/u }).click();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  const stays = () => page.locator("dd").first().innerText();
  // The file that somebody entered again is the one to go.
  if (plainText(await stays()).includes(twice.childId)) {
    await page.getByRole("link", { name: "Garder l’autre fiche" }).click();
    await expect.poll(async () => plainText(await stays())).not.toContain(twice.childId);
  }
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  const [, family = ""] = /famille (\w+), code enfant \w+/u.exec(plainText(await stays())) ?? [];
  // Without a reason nothing is done; a reload keeps what was typed.
  await page.getByRole("button", { name: "Réunir les deux fiches" }).click();
  await page.getByRole("alert").or(page.locator(".error-summary")).first().waitFor();
  await page.getByLabel(/^Motif/u).fill("Saisi deux fois à la rentrée");
  await page.reload();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  expect(await page.getByLabel(/^Motif/u).inputValue()).toBe("Saisi deux fois à la rentrée");
  await page.getByRole("button", { name: "Réunir les deux fiches" }).click();
  await page.waitForURL(`**/agents/familles/${family}/foyer`);
  await settled(page);
  // A portal that has just started is still telling its demo town's own changes.
  const box = page.getByRole("combobox", { name: "Chercher une famille ou une personne" });
  await expect
    .poll(
      async () => {
        // A page of its own for each look: what was answered a moment ago is shown again at once.
        await page.reload();
        await box.fill(twice.childId);
        await page.getByRole("option").first().waitFor();
        return (await page.getByRole("option").allInnerTexts()).map(plainText).join(" ");
      },
      { timeout: 120_000, interval: 2_000 },
    )
    .toContain(`famille ${family}`);
}, 240_000);

test("its two families become one: who is who is said of each, and the code that is gone leads to the one that stays", async () => {
  const { page } = staff;
  await page.goto(`/agents/familles/${twice.familyCode}`);
  await settled(page);
  await page.goto("/agents/doublons");
  await settled(page);
  const card = () =>
    page
      .getByRole("listitem")
      .filter({ hasText: `famille ${twice.familyCode}` })
      .filter({ hasText: "Responsable" })
      .first();
  await more(card());
  await card()
    .getByRole("link", { name: /^Comparer/u })
    .click();
  await page.getByRole("link", { name: "Réunir ces deux familles" }).click();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  const stays = () => page.locator("dd").first().innerText();
  if (plainText(await stays()).includes(twice.familyCode)) {
    await page.getByRole("link", { name: "Garder l’autre dossier" }).click();
    await expect.poll(async () => plainText(await stays())).not.toContain(twice.familyCode);
  }
  const [, family = ""] = /Famille (\w+)/u.exec(plainText(await stays())) ?? [];
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  // Until it is said who everybody is, and why, nothing is done.
  await page.getByRole("button", { name: "Réunir les deux familles" }).click();
  await page.getByRole("alert").or(page.locator(".error-summary")).first().waitFor();
  expect(plainText(await page.getByRole("main").innerText())).toContain("Dites de chaque personne qui elle est.");
  await page
    .getByRole("radio", { name: /Même nom ou même contact/u })
    .first()
    .check();
  await page.getByLabel(/^Motif/u).fill("Dossier ouvert deux fois, vérifié avec la mère");
  await page.getByRole("button", { name: "Réunir les deux familles" }).click();
  await page.waitForURL(`**/agents/familles/${family}/foyer`);
  await settled(page);
  // What its pages ask for beside the family is not there any more.
  staff.foresee(404);
  await page.goto(`/agents/familles/${twice.familyCode}`);
  await page.getByRole("link", { name: `Ouvrir la famille ${family}` }).click();
  await page.waitForURL(`**/agents/familles/${family}`);
}, 240_000);

test("a mother whom her household has twice becomes one; who is not the same stays two, and the list remembers it", async () => {
  const { page } = staff;
  await page.goto("/agents/doublons");
  await settled(page);
  const card = () =>
    page.getByRole("listitem").filter({ hasText: "famille P99103" }).filter({ hasText: "Responsable" }).first();
  await more(card());
  expect(plainText(await card().innerText())).toContain("Le même prénom, la même famille et le même téléphone.");
  // First taken for two people, then looked at again.
  await card()
    .getByRole("button", { name: /^Ce sont deux personnes/u })
    .click();
  await page
    .getByRole("dialog")
    .getByLabel(/^Motif/u)
    .fill("Deux cousines, vérifié");
  await page.getByRole("dialog").getByRole("button", { name: "Ce sont deux personnes" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "Bien deux personnes" }).check();
  await card().waitFor();
  expect(plainText(await card().innerText())).toContain("« Deux cousines, vérifié »");
  await card()
    .getByRole("button", { name: /^Remettre à vérifier/u })
    .click();
  await page
    .getByRole("dialog")
    .getByLabel(/^Motif/u)
    .fill("Une seule personne, elle est venue");
  await page.getByRole("dialog").getByRole("button", { name: "Remettre à vérifier" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByRole("radio", { name: "À vérifier" }).check();
  await more(card());
  await card()
    .getByRole("link", { name: /^Réunir les deux fiches/u })
    .click();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  expect(plainText(await page.locator("dd").first().innerText())).toContain("responsable 1");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole("radio", { name: /^Tregastel Le Bihan/u }).check();
  // Without a reason nothing is done; a reload keeps what was typed.
  await page.getByRole("button", { name: "Réunir les deux fiches" }).click();
  await page.getByRole("alert").or(page.locator(".error-summary")).first().waitFor();
  await page.getByLabel(/^Motif/u).fill("Ajoutée deux fois, vérifié avec elle");
  await page.reload();
  await page.getByRole("heading", { name: "Ce que tout devient" }).waitFor();
  expect(await page.getByLabel(/^Motif/u).inputValue()).toBe("Ajoutée deux fois, vérifié avec elle");
  await page.getByRole("radio", { name: /^Tregastel Le Bihan/u }).check();
  await page.getByRole("button", { name: "Réunir les deux fiches" }).click();
  await page.waitForURL("**/agents/familles/P99103/foyer");
  await settled(page);
  const home = plainText(await page.getByRole("main").innerText());
  expect(home).toContain("Tregastel Le Bihan");
  expect(home).toContain("nolwenn.lebihan@courriel.example");
  expect(home.split("Nolwenn").length).toBe(2);
  // What was done, by whom and why, stands in the family's requests.
  await page.goto("/agents/familles/P99103/demandes");
  await page.getByText("Deux fiches du même responsable ont été réunies").first().waitFor();
}, 240_000);
