/**
 * Where the focus goes when what had it is withdrawn: never to the body, from which a keyboard or a screen reader would
 * start again without a word. And what an act has done, said where it was asked.
 */
import { afterAll, afterEach, beforeAll, expect, inject, it } from "vitest";
import type { Browser, Locator, Page } from "playwright-core";
import { z } from "zod";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import {
  book,
  bookingsOf,
  declareAbsent,
  getOffer,
  giveUp,
  isThat,
  lineOf,
  possible,
  type Possible,
} from "./situations.ts";
import { cell, confirm, dayButton, fillProfile, findActivity, goToMonth, review, settled, signIn } from "./steps.ts";

const portal = inject("portal");
const guardians = portal.demo.signIns.filter(({ role }) => role === "guardian");
const [, oneChild] = guardians;
const twoChildren = guardians[3];
if (!oneChild || !twoChildren) throw new Error("The demo town needs families that may sign in");

let browser: Browser;
let parent: Visit;
let page: Page;
type Session = Awaited<ReturnType<Visit["context"]["storageState"]>>;
const sessions = new Map<string, Session>();
beforeAll(async () => {
  browser = await launchBrowser();
  // Once each: signing in as often as there are tests would meet the limit that holds back strangers.
  for (const family of [oneChild, twoChildren]) {
    const { context, page: door, close } = await visit(browser, portal.portal);
    await signIn(door, family);
    sessions.set(family.login, await context.storageState());
    await close();
  }
});
afterAll(() => browser.close());
afterEach(async () => {
  const faults = parent.faults();
  await parent.close();
  expect(faults).toEqual([]);
});

/** On a small phone, as this family; as nobody without one. */
async function arrive(family?: { readonly login: string }): Promise<void> {
  parent = await visit(browser, portal.portal, { width: 360, height: 640 }, family && sessions.get(family.login));
  ({ page } = parent);
  await page.goto("/");
  await settled(page);
}

/** What has the focus, in a few of its words; empty when nothing has it. */
const focused = (): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return "";
    return (element.getAttribute("aria-label") ?? element.textContent).replace(/\s+/gu, " ").trim();
  });
const expectFocus = () => expect.poll(focused, { timeout: 10_000 });

/** Presses by the keyboard, which leaves the focus on what is pressed until the page moves it. */
async function press(what: Locator): Promise<void> {
  await what.focus();
  await page.keyboard.press("Enter");
}

/** Taps, and tells what lies under the finger once the page has answered: what a second tap at the same place would press. */
async function tap(what: Locator): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    document.addEventListener(
      "pointerdown",
      ({ clientX, clientY }) => {
        Object.assign(window, { finger: { x: clientX, y: clientY } });
      },
      { once: true, capture: true },
    );
  });
  // What is to be tapped may still move while a price is fetched above it: the place is the one that was tapped.
  await what.tap();
  const { x, y } = finger.parse(await page.evaluate(() => "finger" in window && window.finger));
  return () =>
    page.evaluate(([left, top]) => document.elementFromPoint(left, top)?.closest("button")?.className ?? "", [
      x,
      y,
    ] as const);
}
const finger = z.object({ x: z.number(), y: z.number() });

async function openDay({ day, line }: Possible): Promise<Locator> {
  await page.goto("/mes-reservations");
  await goToMonth(page, line.date);
  await dayButton(page, { day }).click();
  return page.getByRole("dialog");
}

/** The same day and unit for both children. */
async function bookBoth(): Promise<readonly [Possible, Possible]> {
  const free = await possible(page);
  for (const first of free) {
    const second = free.find(
      ({ line, places }) =>
        line.date === first.line.date &&
        line.activityId === first.line.activityId &&
        line.unitId === first.line.unitId &&
        line.childId !== first.line.childId &&
        (places ?? 9) > 2,
    );
    if (!second) continue;
    for (const { line } of [first, second]) expect((await book(page, line)).outcome).toBe("booked");
    return [first, second];
  }
  throw new Error("Two children must be able to come on the same day");
}

it("a dialog says what became of an act, with the next step, and nothing dangerous slides under the finger", async () => {
  await arrive(twoChildren);
  const [mine, sibling] = await bookBoth();
  const dialog = await openDay(mine);
  const ofMine = (name: string) =>
    dialog.getByRole("button", { name: new RegExp(`^${name}\\s*:\\s*${mine.child}`, "u") });

  await press(ofMine("Déclarer une absence"));
  await expectFocus().toBe("Déclarer une absence");
  await press(dialog.getByRole("button", { name: "Déclarer", exact: true }));
  await expectFocus().toMatch(new RegExp(`^L’absence est déclarée : ${mine.child}, ${mine.day}`, "u"));
  expect(await dialog.getByRole("button").allInnerTexts()).toEqual(
    expect.arrayContaining(["Revenir à ce jour", "Terminer"]),
  );
  await press(dialog.getByRole("button", { name: "Revenir à ce jour" }));
  await expectFocus().toMatch(new RegExp(`^${mine.day}`, "iu"));

  let after = await tap(ofMine("Annuler"));
  await dialog.getByRole("button", { name: "Oui, annuler" }).waitFor();
  expect(await after()).not.toMatch(/danger/u);
  after = await tap(dialog.getByRole("button", { name: "Oui, annuler" }));
  await dialog.getByRole("heading", { name: /^C’est annulé/u }).waitFor();
  await expectFocus().toMatch(/^C’est annulé/u);
  await expect.poll(async () => (await bookingsOf(page)).some(isThat(mine.line))).toBe(false);
  expect(await after()).not.toMatch(/danger/u);
  // The other child's booking is a step away, not under the finger.
  expect(await dialog.getByRole("button", { name: /^Annuler/u }).count()).toBe(0);
  await dialog.getByRole("button", { name: "Revenir à ce jour" }).click();
  await dialog.getByRole("button", { name: new RegExp(`^Annuler\\s*:\\s*${sibling.child}`, "u") }).click();
  await dialog.getByRole("button", { name: "Oui, annuler" }).click();
  await dialog.getByRole("heading", { name: /^C’est annulé/u }).waitFor();
  // Nothing is left of that day: the dialog still says so, and its opener has gone.
  await expect.poll(() => dialog.getByRole("button", { name: "Revenir à ce jour" }).count()).toBe(0);
  await press(dialog.getByRole("button", { name: "Terminer" }));
  await dialog.waitFor({ state: "detached" });
  await expectFocus().not.toBe("");
});

it("what is said while a dialog is open is said inside it, and the same words said again are read again", async () => {
  await arrive(twoChildren);
  const { activity, free } = await findActivity(page, 2);
  await page.goto(`/inscrire/${activity.id}`);
  await settled(page);
  for (const wanted of free.slice(0, 2)) await cell(page, wanted).click();
  const region = page.getByRole("status").last();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    new MutationObserver((changes) => {
      for (const { addedNodes, target } of changes)
        if (target instanceof Element && target.closest("[role=status]") && addedNodes.length > 0)
          said.push(target.textContent);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const undo = page.getByRole("button", { name: "Revenir en arrière" });
  await press(undo);
  await press(undo);
  await expect.poll(() => region.innerText()).toBe("Dernière action annulée.");
  expect(await page.evaluate(() => "said" in window && window.said)).toEqual([
    "Dernière action annulée.",
    "Dernière action annulée.",
  ]);
  // Nothing more to undo: the button is switched off under the hand.
  await expectFocus().not.toBe("");
});

it("sign-up to the code and back", async () => {
  await arrive();
  await page.goto("/inscription");
  await settled(page);
  // Nobody has this code: nothing is told of who exists, the mailed one is asked for all the same.
  await fillProfile(page, {
    familyCode: "P99998",
    lastName: "Personne",
    firstName: "Ulysse",
    email: "personne@exemple.fr",
    password: "Sillon-Bosquet-Verger-7001",
  });
  await press(page.getByRole("button", { name: "Valider" }));
  await page.getByLabel("Code de confirmation").waitFor();
  await expectFocus().toBe("Confirmez votre adresse");
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await press(page.getByRole("button", { name: "Revenir au formulaire et corriger" }));
  await expectFocus().toBe("Définir mon profil internet");
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
});

it("confirming, then the last line withdrawn", async () => {
  await arrive(twoChildren);
  const { activity, free } = await findActivity(page, 1);
  const [wanted] = free;
  if (!wanted) throw new Error("A free cell is needed");
  await page.goto(`/inscrire/${activity.id}`);
  await settled(page);
  await cell(page, wanted).click();
  await review(page);
  await confirm(page);
  await press(page.getByRole("button", { name: "Continuer" }));
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expectFocus().not.toBe("");
  const mine = (await bookingsOf(page)).find((it) => it.date === wanted.date && it.childId === wanted.childId);
  if (!mine) throw new Error("It was booked");
  expect((await giveUp(page, lineOf(mine))).outcome).toBe("cancelled");
});

it("an offer accepted, in the list and in the dialog", async () => {
  await arrive(oneChild);
  const offer = await getOffer(page, portal.portal, twoChildren);
  await page.goto("/");
  await settled(page);
  const card = page.getByRole("article").filter({ hasText: offer.day }).filter({ hasText: offer.unit });
  const after = await tap(card.getByRole("button", { name: /^Refuser/u }));
  await expectFocus().toMatch(/^Refuser cette place/u);
  expect(await after()).not.toMatch(/danger/u);
  await press(card.getByRole("button", { name: "Garder" }));
  await expectFocus().toMatch(/^Refuser/u);
  await press(card.getByRole("button", { name: /^Accepter/u }));
  await card.waitFor({ state: "detached" });
  await expectFocus().not.toBe("");
  expect((await giveUp(page, offer.line)).outcome).toBe("cancelled");
});

it("a page that could not be read, read again", async () => {
  await arrive(twoChildren);
  parent.foresee(503);
  await page.route("**/api/bookings?*", (route) =>
    route.fulfill({ status: 503, contentType: "application/problem+json", body: "{}" }),
  );
  await page.goto("/mes-reservations");
  const again = page.getByRole("button", { name: "Réessayer" }).first();
  await again.waitFor();
  await page.unroute("**/api/bookings?*");
  await press(again);
  await again.waitFor({ state: "detached" });
  await settled(page);
  await expectFocus().not.toBe("");
});

it("the private calendar link deleted", async () => {
  await arrive(twoChildren);
  await page.goto("/mes-reservations/calendrier-prive");
  await page.getByRole("button", { name: "Créer mon lien" }).click();
  await press(page.getByRole("button", { name: "Supprimer le lien" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Supprimer le lien" }));
  await page.getByRole("button", { name: "Créer mon lien" }).waitFor();
  await expectFocus().not.toBe("");
});

it("a session that ends leaves its word and the form in view, and signing in starts the page at its top", async () => {
  await arrive(twoChildren);
  const [day] = await possible(page);
  if (!day) throw new Error("A free day is needed");
  await page.goto("/inscrire");
  await settled(page);
  await page.evaluate(() => {
    window.scrollTo(0, document.body.scrollHeight);
  });
  parent.foresee(401);
  await page.context().clearCookies();
  await page
    .getByRole("link", { name: /^Choisir les jours/u })
    .last()
    .click();
  const word = page.getByText("Votre session a expiré", { exact: false }).first();
  await word.waitFor();
  await expectFocus().not.toBe("");
  await expect.poll(() => word.evaluate((it) => it.getBoundingClientRect().top < window.innerHeight * 0.8)).toBe(true);
  await page.getByLabel("Mot de passe", { exact: true }).scrollIntoViewIfNeeded();
  await page.getByLabel("Identifiant", { exact: true }).fill(twoChildren.login);
  await page.getByLabel("Mot de passe", { exact: true }).fill(twoChildren.password);
  await page.getByRole("button", { name: "Connexion", exact: true }).click();
  await page.locator("[data-cell]").first().waitFor();
  expect(await page.evaluate(() => window.scrollY)).toBe(0);
  await expectFocus().not.toBe("");
});

it("an absence taken back in a dialog", async () => {
  await arrive(twoChildren);
  const [day] = await possible(page);
  if (!day) throw new Error("A free day is needed");
  expect((await book(page, day.line)).outcome).toBe("booked");
  expect((await declareAbsent(page, day.line)).outcome).toBe("noted");
  const dialog = await openDay(day);
  await press(dialog.getByRole("button", { name: /^L’enfant viendra finalement/u }));
  // The question takes the focus: pressed before it does, the key would go to its title.
  await expectFocus().toMatch(/^L’enfant viendra finalement/u);
  await dialog.getByRole("button", { name: "Oui, l’enfant viendra" }).waitFor();
  await expectFocus().toMatch(/\?$/u);
  await press(dialog.getByRole("button", { name: "Oui, l’enfant viendra" }));
  await expectFocus().toMatch(/^L’absence n’est plus déclarée/u);
  expect((await giveUp(page, day.line)).outcome).toBe("cancelled");
});
