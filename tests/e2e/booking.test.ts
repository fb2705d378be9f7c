/**
 * Choosing days: refusals that explain themselves, what survives a reload and an ended session, one booking for two
 * clicks, cancelling.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Browser } from "playwright-core";
import { launchBrowser, visit, type Visit } from "./browser.ts";
import {
  cell,
  confirm,
  dayButton,
  expectState,
  fillSignIn,
  findActivity,
  goToMonth,
  longDay,
  openActivities,
  openGrid,
  plainText,
  readApi,
  readGrid,
  review,
  settled,
  signIn,
} from "./steps.ts";
import { giveUpAll } from "./situations.ts";
import { bookingLook } from "../../functions/booking/contract/look.ts";

const portal = inject("portal");
/** Two children; what other journeys have booked for them is given up first. */
const family = portal.demo.signIns.filter(({ role }) => role === "guardian")[3];
if (!family) throw new Error("The demo town has no family that may sign in");

let browser: Browser;
let parent: Visit;
beforeAll(async () => {
  browser = await launchBrowser();
  const before = await visit(browser, portal.portal);
  await signIn(before.page, family);
  await giveUpAll(before.page);
  await before.close();
});
afterAll(() => browser.close());
beforeEach(async () => {
  parent = await visit(browser, portal.portal, { width: 1280 });
  await signIn(parent.page, family);
});
afterEach(async () => {
  const faults = parent.faults();
  await parent.close();
  expect(faults).toEqual([]);
});

const listed = async () =>
  bookingLook["booking.list"].answer.parse(await readApi(parent.page, "/api/bookings?from=2026-01-01&to=2028-12-31"))
    .bookings;

describe("a cell that cannot be booked", () => {
  it("says why in a sentence, and when that changes if it does", async () => {
    const { page } = parent;
    const { activity, grid } = await findActivity(page, 1);
    await openGrid(page, activity);
    const reasons = Map.groupBy(grid.refusals, ({ short }) => short);
    expect(reasons.size).toBeGreaterThan(0);
    for (const [short, refusals] of reasons) {
      const refused = page.locator("button[data-cell]").filter({ hasText: short }).first();
      if (!(await refused.isVisible())) continue;
      await refused.click();
      const why = page.locator(".why");
      await why.waitFor();
      const said = plainText(await why.innerText());
      const spoken = refusals.find(({ sentence }) => said.includes(plainText(sentence)));
      expect(spoken, `${short}: ${said}`).toBeDefined();
      if (spoken?.changesAt !== undefined && Date.parse(spoken.changesAt) > Date.now())
        expect(said).toContain("Cela change dans");
      await page.getByRole("button", { name: "Fermer l’explication" }).click();
      await why.waitFor({ state: "detached" });
    }
  });
});

describe("what was chosen", () => {
  it("survives a reload, an expired access token, and a session that has ended", async () => {
    const { page, context, foresee } = parent;
    const { activity, free } = await findActivity(page, 2);
    const [first, second] = free;
    if (!first || !second) throw new Error("Two free cells are needed");
    await openGrid(page, activity);
    await cell(page, first).click();
    await expectState(page, first, "Choisi");
    await page.reload();
    await settled(page);
    await expectState(page, first, "Choisi");

    // The access token runs out: the page renews it by itself, and nobody notices.
    foresee(401);
    await context.clearCookies({ name: "__Host-access" });
    await page.reload();
    await settled(page);
    await expectState(page, first, "Choisi");
    expect((await context.cookies()).map(({ name }) => name).sort()).toEqual([
      "__Host-access",
      "__Host-device",
      "__Host-sid",
    ]);

    // The session ends while the page is open: identification is asked for here, and the choice is still there
    // afterwards.
    await cell(page, second).click();
    await review(page);
    await context.clearCookies();
    await page.getByRole("dialog").getByRole("button", { name: "Confirmer" }).click();
    await page.getByText("Votre session a expiré").waitFor();
    await fillSignIn(page, family.login, family.password);
    await page.getByRole("heading", { level: 1, name: activity.name }).waitFor();
    await settled(page);
    await expectState(page, first, "Choisi");
    await expectState(page, second, "Choisi");
    expect(await listed()).toEqual([]);

    // Nothing is left for the next test.
    await page.getByRole("button", { name: "Tout effacer" }).click();
    await expectState(page, first, "Libre");
  });

  it("is confirmed once when « Confirmer » is pressed twice, is in the calendar, and can be cancelled", async () => {
    const { page } = parent;
    const { activity, free } = await findActivity(page, 3);
    const day = free[2];
    if (!day) throw new Error("Three free cells are needed");
    await openGrid(page, activity);
    await cell(page, day).click();
    await review(page);
    const sent: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST" && request.url().endsWith("/api/bookings")) sent.push(request.postData() ?? "");
    });
    // Two clicks before the page can draw anything between them.
    await page
      .getByRole("dialog")
      .getByRole("button", { name: "Confirmer" })
      .evaluate((button: HTMLElement) => {
        button.click();
        button.click();
      });
    const answers = page.getByRole("dialog", { name: "C’est réservé" });
    await answers.waitFor();
    expect(plainText(await answers.innerText())).toContain("1 jour réservé");
    expect(new Set(sent).size).toBe(1);
    const before = await listed();
    expect(before).toHaveLength(1);
    const grid = await readGrid(page, activity.id);
    expect(
      grid.days.find(({ date }) => date === day.date)?.cells[
        grid.children.findIndex(({ id }) => id === day.childId)
      ]?.[0]?.state,
    ).toBe("booked");

    await answers.getByRole("link", { name: "Voir mes réservations" }).click();
    await goToMonth(page, day.date);
    await dayButton(page, day).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: /^Annuler/u }).click();
    await dialog
      .getByRole("group")
      .getByRole("button", { name: /annuler/iu })
      .last()
      .click();
    await dialog.getByRole("button", { name: "Terminer" }).click();
    await dialog.waitFor({ state: "detached" });
    await expect.poll(listed).toEqual([]);
  });

  it("can be a whole series: every Wednesday for all the children, undone in one step", async () => {
    const { page } = parent;
    const { activity, free } = await findActivity(page, 4);
    await openGrid(page, activity);
    await page.getByRole("button", { name: "Tous les mercredis" }).click();
    const dialog = page.getByRole("dialog", { name: /^Répéter/u });
    await dialog.waitFor();
    await dialog.getByRole("button", { name: /^Choisir/u }).click();
    await dialog.waitFor({ state: "detached" });
    const bar = page.getByRole("region", { name: "Récapitulatif" });
    const counted = bar.getByText(/ à réserver(?: \(|$)/u);
    await counted.waitFor();
    // « 22 mercredis × 2 enfants » where they have the same days, otherwise « 43 jours », child by child.
    const [days = 0, children = 1] = [...(await counted.innerText()).split("(")[0]!.matchAll(/\d+/gu)].map(Number);
    expect(days * children).toBe(free.length);
    await page.getByRole("button", { name: "Revenir en arrière" }).click();
    await bar.getByText("Touchez un jour libre pour le choisir.").waitFor();
    expect(await bar.textContent()).not.toContain("à réserver");
  });

  it("is booked and cancelled in one confirmation from the grid", async () => {
    const { page } = parent;
    const { activity, free } = await findActivity(page, 2);
    const [first, second] = free;
    if (!first || !second) throw new Error("Two free cells are needed");
    await openGrid(page, activity);
    await cell(page, first).click();
    await review(page);
    expect(await confirm(page)).toContain("1 jour réservé");
    await page.getByRole("dialog").getByRole("button", { name: "Continuer" }).click();
    await expectState(page, first, "Réservé");
    await cell(page, first).click();
    await expectState(page, first, "À annuler");
    await cell(page, second).click();
    await review(page);
    const answers = await confirm(page);
    expect(answers).toContain("1 jour réservé");
    expect(answers).toContain("1 jour annulé");
    await page.getByRole("dialog").getByRole("button", { name: "Continuer" }).click();
    await expectState(page, first, "Libre");
    await cell(page, second).click();
    await review(page);
    expect(await confirm(page)).toContain("1 jour annulé");
    expect(await listed()).toEqual([]);
  });
});

describe("what it costs", () => {
  it("is said line by line and in total, with what a sibling's day changes for the other child", async () => {
    const { page } = parent;
    // Where the tariff counts who is there the same day.
    const [activity] = await openActivities(page, "eveningCare");
    if (!activity) throw new Error("The demo town's evening care is open");
    const { children, days } = await readGrid(page, activity.id);
    const [elder, younger] = children;
    const date = days.find(({ cells }) => cells.length > 1 && cells.every(([one]) => one?.state === "free"))?.date;
    if (!elder || !younger || date === undefined) throw new Error("A day is free for both children");
    const day = longDay(date);
    const of = ({ firstName }: { readonly firstName: string }) => ({ child: firstName, day });
    await openGrid(page, activity);
    await cell(page, of(younger)).click();
    await review(page);
    const cost = page.getByRole("dialog").locator(".cost");
    await cost.waitFor();
    expect(plainText(await cost.innerText())).toMatch(/Total\s+\d+,\d\d €/u);
    await confirm(page);
    const dialog = page.getByRole("dialog");
    expect(plainText(await dialog.innerText())).toMatch(/Total\s+\d+,\d\d €/u);
    await dialog.getByRole("button", { name: "Continuer" }).click();
    await expectState(page, of(younger), "Réservé");

    await cell(page, of(elder)).click();
    await review(page);
    await cost.waitFor();
    const said = plainText(await cost.innerText());
    expect(said).toContain("Cela change aussi");
    expect(said).toMatch(
      new RegExp(`${younger.firstName}, ${day} \\(.+\\) : \\d+,\\d\\d € au lieu de \\d+,\\d\\d €`, "u"),
    );
    expect(said).toContain("Vous paierez en plus");
    await page.getByRole("dialog").getByRole("button", { name: "Modifier" }).click();

    // Nothing is left for the next test.
    await page.getByRole("button", { name: "Tout effacer" }).click();
    await cell(page, of(younger)).click();
    await review(page);
    await cost.getByText("Vous paierez en moins").waitFor();
    expect(await confirm(page)).toContain("1 jour annulé");
    expect(await listed()).toEqual([]);
  });
});
