/** Browsers that are too old, and telephones that open no calendar link: told what to do, in words. */
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, visit } from "./browser.ts";
import { plainText, settled, signIn } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[3];
if (!family) throw new Error("The demo town needs families that may sign in");

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

it.each(["/", "/agents"])("%s says in plain HTML that a browser is too old, and only to those", async (path) => {
  const today = await visit(browser, portal.portal, { width: 360, height: 640 });
  await today.page.goto(path);
  await settled(today.page);
  expect(await today.page.locator(".too-old").isVisible()).toBe(false);
  expect(today.faults()).toEqual([]);
  await today.close();

  // An old browser reads neither the scripts, which are modules of a later language, nor styles in layers.
  const old = await visit(browser, portal.portal, { width: 360, height: 640 });
  await old.page.route(/\.(?:js|css)$/u, (route) => route.fulfill({ status: 200, body: "" }));
  await old.page.goto(path);
  const words = old.page.locator(".too-old");
  await words.waitFor();
  expect(plainText(await words.innerText())).toMatch(
    /^Votre navigateur est trop ancien pour ce site : .+ Safari 16\.4/u,
  );
  await old.close();
});

it("on Android, the calendar link leads to Google's page, since nothing opens a webcal address there", async () => {
  const phone = await visit(browser, portal.portal, {
    width: 360,
    height: 640,
    userAgent:
      "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
  });
  const { page } = phone;
  await signIn(page, family);
  await page.goto("/mes-reservations/calendrier-prive");
  await page.getByRole("button", { name: "Créer mon lien" }).click();
  const address = await page.getByLabel("Adresse du calendrier").inputValue();
  const link = page.getByRole("link", { name: "Ouvrir Google Agenda" });
  const target = new URL((await link.getAttribute("href")) ?? "");
  expect([target.host, target.searchParams.get("cid")]).toEqual([
    "calendar.google.com",
    address.replace(/^https?:/u, "webcal:"),
  ]);
  expect(await page.locator("a[href^='webcal:']").count()).toBe(0);
  await page.getByRole("button", { name: "Supprimer le lien" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Supprimer le lien" }).click();
  await page.getByRole("button", { name: "Créer mon lien" }).waitFor();
  expect(phone.faults()).toEqual([]);
  await phone.close();
});
