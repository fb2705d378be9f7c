/**
 * A family confirms its file on a phone, where its other adult had stopped: one number is corrected on the way and leads
 * back to the same page, a reload loses nothing, and what somebody else changes meanwhile is the only thing to read again.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import * as z from "zod";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import { changeConsent, confirmPages, findActivity, plainText, readApi, settled, signIn } from "./steps.ts";

const portal = inject("portal");
const half = portal.demo.signIns.find(({ who }) => who.includes("Deuxième foyer"));
if (!half) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const view = z.object({
  pages: z.array(z.object({ page: z.string(), childId: z.optional(z.string()), standing: z.string() })),
});
const standings = async (page: Page) => view.parse(await readApi(page, "/api/certification")).pages;

test("a page is corrected and confirmed, the rest goes on after a reload, a change meanwhile asks for its page alone, and the booking is led back to", async () => {
  const parent = await visit(browser, portal.portal, { width: 360, height: 740 });
  parent.foresee(401, 409);
  const { page } = parent;
  await signIn(page, half);
  const { activity } = await findActivity(page, 1);
  const start = `${portal.portal}/confirmer-mes-fiches?retour=${encodeURIComponent(`/inscrire/${activity.id}`)}`;
  const open = async (): Promise<void> => {
    await page.goto("about:blank");
    await page.goto(start);
    await page.getByRole("heading", { level: 1, name: "Confirmer mes fiches" }).waitFor();
    await settled(page);
  };
  await open();

  // The very form of what is wrong, and back to the same page.
  await page.getByRole("link", { name: "Foyer et responsables", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Foyer et responsables" }).waitFor();
  await page.getByText(/^Étape 1 sur/u).waitFor();
  await page
    .getByRole("link", { name: /^Corriger/u })
    .nth(1)
    .click();
  await page.getByRole("heading", { level: 1, name: /^Modifier/u }).waitFor();
  await page.getByLabel(/^Téléphone professionnel/u).fill("02 38 30 12 34");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByRole("heading", { level: 1, name: "Foyer et responsables" }).waitFor();
  await page.getByText("C’est enregistré.").waitFor();
  await page.getByText("02 38 30 12 34").first().waitFor();
  await page.getByRole("button", { name: "C’est exact", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: /^Fiche de/u }).waitFor();

  // The train enters a tunnel: the page is the same, and what was confirmed is.
  const title = await page.locator("h1").innerText();
  await page.reload();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  expect((await standings(page)).find((one) => one.page === "household")?.standing).toBe("confirmed");

  // A child's file is corrected where it is kept, its health read there only, and the way back is on that page.
  await page.getByRole("link", { name: /^Corriger\s: Contacts/u }).click();
  await page.getByRole("link", { name: "Revenir à la confirmation de mes fiches" }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();

  // Who the child is has its own form, and the same way back.
  await page.getByRole("link", { name: /^Corriger\s: État civil/u }).click();
  await page.getByRole("heading", { level: 1, name: /^Modifier/u }).waitFor();
  await page.getByRole("link", { name: "Revenir à la confirmation de mes fiches" }).first().click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await open();
  await confirmPages(page);

  // Somebody changes a page that is confirmed: it alone is asked for again.
  const child = (await standings(page)).find(({ childId }) => childId !== undefined)?.childId ?? "";
  await changeConsent(page, child);
  await page.getByRole("button", { name: "Confirmer mes fiches" }).click();
  const told = page.getByRole("alert");
  await told.getByText("Il reste une page à relire").waitFor();
  await page.getByText("A changé : à relire").waitFor();
  expect((await standings(page)).filter(({ standing }) => standing !== "confirmed")).toEqual([
    { page: "child", childId: child, standing: "changed" },
  ]);
  await page.getByRole("link", { name: /^Continuer/u }).click();
  await page.getByText("Cette page a changé depuis qu’elle a été confirmée").waitFor();
  expect(plainText(await page.locator("dd", { hasText: "A changé" }).innerText())).toMatch(/^(?:oui|non)/u);
  await open();
  await confirmPages(page);
  await page.getByRole("button", { name: "Confirmer mes fiches" }).click();
  await page.getByText("Vos fiches sont confirmées").waitFor();
  await page.getByRole("link", { name: "Revenir à la réservation" }).click();
  await page.getByRole("heading", { level: 1, name: activity.name }).waitFor();
  expect(parent.faults()).toEqual([]);
  await parent.close();
});
