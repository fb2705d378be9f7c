/**
 * What the office's own pages promise: a printed sheet that fits its paper and says what it shows, two staff members who
 * never overwrite each other unseen, an invitation that can be set right.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import type { DaySheetView } from "../../functions/day-sheet/contract.ts";
import { id } from "../../functions/kernel/ids.ts";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import { gridView } from "../../functions/booking/contract/look.ts";
import { cell, expectState, freeCells, mailsTo, plainText, readApi, review, settled, signInStaff } from "./steps.ts";

const portal = inject("portal");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
const [family] = portal.demo.signIns.filter(({ role }) => role === "guardian");
if (!staffMember || !family) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });

let browser: Browser;
let staff: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
  staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
});
afterAll(async () => {
  expect(staff.faults()).toEqual([]);
  await browser.close();
});

/** What a person sees at both widths, kept when it is asked for. */
async function shoot(page: Page, name: string): Promise<void> {
  if (shots === null) return;
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
  }
}

/** A sheet of so many children, as long names and two guardians make it. */
function sheetOf(children: number): DaySheetView {
  const count = (booked: number) => ({ booked, pending: 2, offered: 1, held: 1, absent: 1 });
  const unit = (name: string, places: number | null) => ({
    activityId: id("ActivityId", "mercredis"),
    activityName: "Mercredis aux Tilleuls",
    unitId: id("UnitId", name === "Journée" ? "journee" : "matin"),
    name,
    meal: true,
    count: count(children - 4),
    places,
  });
  return {
    site: { id: id("SiteId", "tilleuls"), name: "Les Tilleuls", town: "Pithiviers" },
    date: id("PlainDate", "2026-12-09"),
    rollCall: { state: "future" },
    units: [unit("Journée", children), unit("Matin avec repas", null)],
    meals: count(children - 4),
    expected: count(children - 4),
    children: Array.from({ length: children }, (_, rank) => ({
      childId: id("ChildId", `E${rank + 1}`),
      familyCode: id("FamilyCode", `ABCD${String(1000 + rank)}`),
      firstName: ["Maximilien", "Léa", "Anne-Sophie"][rank % 3] ?? "",
      lastName: `${["Dupont-Martineau", "Petit", "Lefebvre"][rank % 3] ?? ""} ${rank}`,
      age: 3 + (rank % 9),
      grade: "CE2",
      revision: 0,
      units: [
        {
          activityId: id("ActivityId", "mercredis"),
          id: id("UnitId", "journee"),
          name: "Journée",
          from: "08:00",
          to: "18:00",
          status: rank % 20 === 0 ? ("pending" as const) : ("booked" as const),
        },
      ],
      contacts: [
        { name: "Claire Dupont-Martineau", phone: "0612345678" },
        { name: "Jean-Baptiste Lefebvre", phone: "0238320631" },
      ],
    })),
  };
}

/** Opens the sheet that the server would answer. */
async function openSheet(page: Page, sheet: DaySheetView): Promise<void> {
  await page.route("**/api/staff/sites/tilleuls/days/2026-12-09", (route) => route.fulfill({ json: sheet }));
  await page.goto("/agents/feuille/tilleuls/2026-12-09");
  await settled(page);
  await page.getByRole("heading", { name: /^Les Tilleuls/u }).waitFor();
}
async function pagesOfPaper(page: Page): Promise<number> {
  const pdf = await page.pdf({ format: "A4", printBackground: false });
  return (pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/gu) ?? []).length;
}

test.each([
  [51, 2],
  [200, 8],
  [600, 24],
])("the sheet of %i children prints on %i pages of A4 at most", async (children, most) => {
  const { page } = staff;
  await openSheet(page, sheetOf(children));
  const pages = await pagesOfPaper(page);
  expect(pages).toBeLessThanOrEqual(most);
  // Nobody is left out for it.
  expect(await page.getByRole("row").count()).toBe(children + 1);
  await page.unrouteAll();
});

test("figures say what they count, and a filtered print says what it shows", async () => {
  const { page } = staff;
  await openSheet(page, sheetOf(51));
  const figures = await page.locator(".figures .figure").allInnerTexts();
  expect(figures.map((text) => plainText(text).replaceAll(/\s+/gu, " ").trim())).toEqual([
    "47 enfants attendus 2 à valider, 1 place proposée, 1 place à payer, 1 absent",
    "47 Journée Mercredis aux Tilleuls 2 à valider, 1 place proposée, 1 place à payer, 1 absent reste 0 sur 51 places",
    "47 Matin avec repas Mercredis aux Tilleuls 2 à valider, 1 place proposée, 1 place à payer, 1 absent",
    "47 repas à prévoir 2 à valider, 1 place proposée, 1 place à payer, 1 absent",
  ]);
  await shoot(page, "office-feuille");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole("searchbox").fill("petit 1");
  const shown = (await page.getByRole("row").count()) - 1;
  await page.emulateMedia({ media: "print" });
  const said = page.getByText(/^Extrait/u);
  expect(plainText(await said.innerText())).toBe(
    `Extrait : « petit 1 », ${shown} enfants sur les 51 de la feuille. Les chiffres ci-dessous sont ceux de la feuille entière.`,
  );
  if (shots !== null) await page.pdf({ path: `${shots}/office-feuille-filtre.pdf`, format: "A4" });
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("searchbox").fill("");
  await said.waitFor({ state: "detached" });
  if (shots !== null) {
    await page.emulateMedia({ media: "print" });
    // As wide as A4 between its margins.
    await page.setViewportSize({ width: 726, height: 1047 });
    await page.screenshot({ path: `${shots}/office-feuille-imprimee.png` });
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 900 });
  }
  await page.unrouteAll();
});

test("of two staff members who set a day's places, the second is told what the first did, and overwrites nothing unseen", async () => {
  const { page } = staff;
  staff.foresee(409);
  const month = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 7);
  await page.goto(`/agents/places/tilleuls/${month}`);
  await settled(page);
  await page.locator(".planning-date").first().click();
  await page.getByRole("heading", { name: "Places", exact: true }).waitFor();
  const change = page.getByRole("button", { name: /^Changer les places/u }).first();
  await change.click();
  const dialog = page.getByRole("dialog");
  const number = dialog.getByLabel("Nombre de places ce jour-là");
  const usual = Number(await number.inputValue());
  // A colleague, meanwhile.
  const colleague = await staff.context.newPage();
  await colleague.goto(page.url());
  await colleague
    .getByRole("button", { name: /^Changer les places/u })
    .first()
    .click();
  const other = colleague.getByRole("dialog");
  await other.getByLabel("Nombre de places ce jour-là").fill(String(usual + 3));
  await other.getByLabel("Motif").fill("Deux animatrices de plus");
  await other.getByRole("button", { name: "Enregistrer" }).click();
  await other.waitFor({ state: "detached" });
  await colleague.close();

  await number.fill(String(usual + 9));
  await dialog.getByLabel("Motif").fill("Salle plus grande");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  const told = dialog.getByRole("alert");
  await told.waitFor();
  const words = plainText(await told.innerText());
  expect(words).toContain("Deux animatrices de plus");
  expect(words).toMatch(new RegExp(`maintenant : ${usual + 3} places.*Vous demandiez ${usual + 9} places`, "u"));
  await dialog.getByText(`Nombre actuel : ${usual + 3} places.`).waitFor();
  expect(await number.inputValue()).toBe(String(usual + 9));
  await shoot(page, "office-places-colleague");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  const changes = page.getByRole("region", { name: "Changements de places" });
  await expect.poll(async () => plainText(await changes.innerText())).toContain(`${usual + 3} → ${usual + 9}`);
});

test("an invitation sent to a wrong address is corrected, sent again in one tap, and deleted", async () => {
  const { page } = staff;
  await page.goto("/agents/equipe");
  await settled(page);
  await page.getByRole("button", { name: "Inviter" }).click();
  await page.getByLabel("Identifiant").fill("agent.errone");
  await page.getByLabel("Nom affiché").fill("Agnès Moreau");
  await page.getByLabel("Adresse e-mail professionnelle").fill("faute@mairie.example");
  await page.getByRole("button", { name: "Envoyer l’invitation" }).click();
  const row = page.getByRole("row", { name: /Agnès Moreau/u });
  await row.getByText("Invitation envoyée").waitFor();
  await row.getByRole("button", { name: "Corriger" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adresse e-mail professionnelle").fill("agnes.moreau@mairie");
  await dialog.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await dialog.getByRole("alert").waitFor();
  await shoot(page, "office-equipe-corriger");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByLabel("Adresse e-mail professionnelle").fill("agnes.moreau@mairie.example");
  await dialog.getByRole("button", { name: "Envoyer l’invitation" }).click();
  await dialog.waitFor({ state: "detached" });
  await row.getByText("agnes.moreau@mairie.example").waitFor();
  await row.getByRole("button", { name: "Renvoyer" }).click();
  await page
    .getByText(/^Une invitation est partie à Agnès Moreau/u)
    .first()
    .waitFor();
  expect((await mailsTo(portal.mailbox, "agnes.moreau@mairie.example", 2)).length).toBeGreaterThanOrEqual(2);
  await shoot(page, "office-equipe");
  await page.setViewportSize({ width: 1280, height: 900 });
  await row.getByRole("button", { name: "Supprimer" }).click();
  await dialog.getByRole("button", { name: "Supprimer" }).click();
  await row.waitFor({ state: "detached" });
});

test("what two households of a child pay each is put right with a reason, and stands so in both", async () => {
  const { page } = staff;
  const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
  const [one, other] = [guardians[2], guardians[4]].map((signIn) => signIn?.login.split(".")[0] ?? "");
  const invoices = (code: string | undefined) => `/agents/familles/${code}/factures`;
  await page.goto(invoices(other));
  await page.getByRole("button", { name: /^Corriger le partage/u }).click();
  const dialog = page.getByRole("dialog");
  const part = (code: string | undefined) => dialog.getByLabel(new RegExp(`^Part de .*\\(${code}\\)`, "u"));
  await part(one).fill("50");
  await dialog.getByLabel("Motif").fill("Nouvelle convention des parents");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByRole("alert").getByText("Les parts doivent faire 100 %.").waitFor();
  await shoot(page, "office-partage");
  await page.setViewportSize({ width: 1280, height: 900 });
  await part(other).fill("50 %");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "detached" });
  for (const code of [other, one]) {
    await page.goto(invoices(code));
    const shares = page.getByRole("region", { name: "Partage entre foyers" });
    await shares.getByText("Historique (2)").click();
    await shares.getByText("Nouvelle convention des parents").waitFor();
    expect(plainText(await shares.innerText())).toMatch(/ 50 %, .* 50 %/u);
  }
  await shoot(page, "office-partages");
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("staff book for a family in its own grid: several children, one reason, which is asked for", async () => {
  const { page } = staff;
  await page.goto(`/agents/familles/${family.login}`);
  await page.getByRole("link", { name: "Réserver dans la grille" }).click();
  await page.getByLabel("Activité").waitFor();
  const choice = page.getByLabel("Activité");
  const offered = await choice
    .locator("option")
    .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  const wednesdays = offered.find((activity) => activity.startsWith("mercredis"));
  if (wednesdays === undefined) throw new Error("The demo town has no Wednesdays");
  await choice.selectOption(wednesdays);
  await settled(page);
  const path = `/api/staff/families/${family.login}/activities/${wednesdays}/grid`;
  const free = freeCells(gridView.parse(await readApi(page, path)));
  const [first] = free;
  const second = free.find(({ childId, date }) => childId !== first?.childId && date !== first?.date);
  if (!first || !second) throw new Error("The family finds nothing to book");
  await shoot(page, "office-grille");
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const one of [first, second]) await cell(page, one).click();
  await review(page);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Confirmer" }).click();
  await dialog.getByText("Dites en quelques mots pourquoi.").waitFor();
  expect(gridView.parse(await readApi(page, path)).days.flatMap(({ cells }) => cells.flat())).not.toContainEqual(
    expect.objectContaining({ state: "booked", date: first.date }) as unknown,
  );
  await shoot(page, "office-grille-motif");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByLabel("Motif").fill("Les parents ont appelé");
  await dialog.getByRole("button", { name: "Confirmer" }).click();
  await dialog.getByRole("link", { name: "Réservations de la famille" }).waitFor();
  await shoot(page, "office-grille-reponses");
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole("button", { name: "Continuer" }).click();
  for (const one of [first, second]) await expectState(page, one, "Réservé");
});
