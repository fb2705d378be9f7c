/** Signing in and booking with the keyboard alone, each step where the focus should be. */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import { expectState, findActivity, settled } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[1];
if (!family) throw new Error("The demo town needs two families that may sign in");

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** What has the focus, as a screen reader would name it, and whether it can be seen that it has. */
const focused = (page: Page): Promise<{ readonly name: string; readonly ring: boolean }> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return { name: "", ring: false };
    const style = getComputedStyle(element);
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return {
      name: (element.getAttribute("aria-label") ?? label ?? element.textContent).replace(/\s+/gu, " ").trim(),
      ring: (style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
    };
  });

/** The focus moves right after a page is drawn: it is awaited, not caught. */
const expectFocus = (page: Page) => expect.poll(async () => (await focused(page)).name);

/** Tabs until the focus is on what the pattern names. Every stop on the way must show that it has the focus. */
async function tabTo(page: Page, name: RegExp, most = 40): Promise<void> {
  const passed: string[] = [];
  for (let step = 0; step < most; step++) {
    await page.keyboard.press("Tab");
    const now = await focused(page);
    if (now.name !== "" && !now.ring) throw new Error(`« ${now.name} » does not show that it has the focus`);
    if (name.test(now.name)) return;
    passed.push(now.name);
  }
  throw new Error(`${String(name)} was not reached by Tab. Passed: ${passed.join(" | ")}`);
}

it("a parent signs in and books a day without a mouse", async () => {
  const parent = await visit(browser, portal.portal);
  const { page } = parent;
  await page.goto("/");
  await settled(page);
  await page.keyboard.press("Tab");
  await expectFocus(page).toBe("Aller au contenu");
  await tabTo(page, /^Identifiant/u);
  await page.keyboard.type(family.login);
  await tabTo(page, /^Mot de passe$/u);
  await page.keyboard.type(family.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: /^Bonjour/u }).waitFor();
  await settled(page);
  // Arriving on a page, the title has the focus: a screen reader says where one is.
  await expectFocus(page).toMatch(/^Bonjour/u);

  const { activity, free } = await findActivity(page, 1);
  // Home leads to a few activities, and to the page of them all.
  await tabTo(page, /^Toutes les activités$/u);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "S’inscrire aux activités" }).waitFor();
  await settled(page);
  await tabTo(page, new RegExp(`^Choisir les jours.*${activity.name}`, "u"));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: activity.name }).waitFor();
  await settled(page);
  await expectFocus(page).toBe(activity.name);

  // Into the grid, then by the arrows from day to day until one is free.
  const wanted = free[0];
  if (!wanted) throw new Error("A free cell is needed");
  await tabTo(page, new RegExp(`\\. (?:[^.]+, )?\\p{L}+\\s\\d`, "u"), 60);
  for (let step = 0; step < 200 && !(await focused(page)).name.startsWith("Libre"); step++)
    await page.keyboard.press("ArrowDown");
  const { name } = await focused(page);
  expect(name).toMatch(/^Libre/u);
  const [, child = "", day = ""] = /\. ([^,]+), (.+)$/u.exec(name) ?? [];
  await page.keyboard.press("Space");
  await expectState(page, { child, day }, "Choisi");
  await tabTo(page, /^Vérifier et confirmer$/u, 200);
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Vérifiez avant de confirmer" });
  await dialog.waitFor();
  await expectFocus(page).toBe("Vérifiez avant de confirmer");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await expectFocus(page).toBe("Vérifier et confirmer");
  await page.keyboard.press("Enter");
  await expectFocus(page).toBe("Vérifiez avant de confirmer");
  await dialog.getByText("1 jour sera réservé").waitFor();
  await tabTo(page, /^Confirmer$/u);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "C’est réservé" }).waitFor();
  await page.getByText("1 jour réservé").waitFor();
  await expectFocus(page).toBe("C’est réservé");
  await tabTo(page, /^Continuer$/u);
  await page.keyboard.press("Enter");
  await expectState(page, { child, day }, "Réservé");
  expect(parent.faults()).toEqual([]);
  await parent.close();
});
