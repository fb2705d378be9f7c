/**
 * A child of two households, seen from both, and by an adult who is shut out of its file: nothing of it on any page, nor at
 * the address of its file; back at once when staff lifts the measure, gone at once when staff takes it again.
 */
import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as z from "zod";
import type { Browser, Page } from "playwright-core";
import { root } from "../../infra/build.ts";
import { launchBrowser, visit } from "./browser.ts";
import { plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
const first = guardians.find(({ who }) => who.includes("tous les mercredis") && !who.includes("Deuxième foyer"));
const second = guardians.find(({ who }) => who.includes("Deuxième foyer"));
const shutOut = guardians.find(({ who }) => who.includes("écarté"));
if (!staffMember || !first || !second || !shutOut) throw new Error("The demo town lacks a sign-in");
const shots = process.env["SCREENSHOTS"] ? `${root}.local/screenshots` : null;
if (shots !== null) mkdirSync(shots, { recursive: true });
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const familyAnswer = z.object({ children: z.array(z.object({ id: z.string(), firstName: z.string() })) });
const childrenOf = async (page: Page) => familyAnswer.parse(await readApi(page, "/api/family")).children;

/** All that pages of the family say, those that name its children above all. */
async function allPages(page: Page): Promise<string> {
  let text = "";
  for (const path of [
    "/",
    "/mes-reservations",
    "/ma-fiche-famille",
    "/fiche-enfant",
    "/mes-justificatifs",
    "/inscriptions-a-l-annee",
  ]) {
    await page.goto(`${portal.portal}${path}`);
    await settled(page);
    text += plainText(await page.locator("main").innerText());
  }
  return text;
}

test("both households see the child; the adult who is shut out finds nothing of it, until the measure is lifted, and again once it is taken anew", async () => {
  const [one, two, out, staff] = [
    await visit(browser, portal.portal, { width: 1280, height: 800 }),
    await visit(browser, portal.portal, { width: 1280, height: 800 }),
    await visit(browser, portal.portal, { width: 360, height: 740 }),
    await visit(browser, portal.portal, { width: 1280, height: 800 }),
  ];
  for (const visitor of [one, two]) visitor.foresee(401);
  staff.foresee(401, 400);
  out.foresee(401, 404);
  await signIn(one.page, first);
  await signIn(two.page, second);
  const theirs = await childrenOf(two.page);
  const child = (await childrenOf(one.page)).find(({ id }) => theirs.some((shared) => shared.id === id));
  if (!child) throw new Error("The two households share no child");
  expect(await allPages(one.page)).toContain(child.firstName);
  expect(await allPages(two.page)).toContain(child.firstName);

  await signIn(out.page, shutOut);
  expect(await childrenOf(out.page)).toEqual(theirs.filter(({ id }) => id !== child.id));
  expect(await allPages(out.page)).not.toContain(child.firstName);
  await out.page.goto(`${portal.portal}/fiche-enfant/${child.id}`);
  await settled(out.page);
  expect(await out.page.locator("main").innerText()).not.toContain(child.firstName);

  const { page } = staff;
  await signInStaff(page, staffMember);
  const measures = async () => {
    await page.goto(`${portal.portal}/agents/familles/${second.login}/foyer`);
    await settled(page);
    return page.getByRole("region", { name: "Mesures de protection" });
  };
  const standing = (await measures()).getByRole("listitem").filter({ hasText: child.firstName }).filter({
    hasText: "en vigueur",
  });
  await page.getByText("écarté de ce dossier").waitFor();
  // Whoever is about to let the child go reads it on the child's own page too.
  await page.goto(`${portal.portal}/agents/familles/${second.login}/enfants/${child.id}`);
  await settled(page);
  const kept = page.getByText(/^Une décision écarte de cet enfant/u);
  await kept.waitFor();
  if (shots !== null) await page.screenshot({ path: `${shots}/enfant-ecarte-1280.png` });
  await measures();
  await standing.getByRole("button", { name: "Lever la mesure" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lever la mesure" }).click();
  // No reason, nothing is lifted.
  await page.getByRole("alert").getByText("Dites en quelques mots pourquoi.").first().waitFor();
  await page.getByLabel("Motif").fill("Nouvelle décision du juge");
  await page.getByRole("dialog").getByRole("button", { name: "Lever la mesure" }).click();
  await page.getByText("La mesure est levée.").first().waitFor();
  await standing.waitFor({ state: "detached" });
  expect(await allPages(out.page)).toContain(child.firstName);

  await (await measures()).getByRole("button", { name: "Écarter un adulte du dossier de l’enfant…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Adulte").selectOption(shutOut.login.split(".")[1] ?? "");
  await dialog.getByLabel("Enfant").selectOption(child.id);
  await dialog.getByLabel("Date de la décision").fill("2031-01-01");
  await dialog.getByLabel("Motif").fill("Ordonnance du juge aux affaires familiales");
  await dialog.getByRole("button", { name: "Écarter cet adulte" }).click();
  await page
    .getByRole("alert")
    .getByText(/dans l’avenir/u)
    .first()
    .waitFor();
  await dialog.getByLabel("Date de la décision").fill("2026-01-15");
  await dialog.getByRole("button", { name: "Écarter cet adulte" }).click();
  await standing.waitFor();
  expect(await allPages(out.page)).not.toContain(child.firstName);
  expect(await allPages(two.page)).toContain(child.firstName);

  for (const visitor of [one, two, out, staff]) {
    expect(visitor.faults()).toEqual([]);
    await visitor.close();
  }
});
