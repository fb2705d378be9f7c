/**
 * « Demandes à valider », by the keyboard alone: a staff member accepts one and refuses another with a reason; the families
 * see it and are told.
 */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Browser } from "playwright-core";
import * as z from "zod";
import { approvalLook } from "../../functions/wiring/approvals/contract.ts";
import { familyView } from "../../functions/family/contract.ts";
import { launchBrowser, visit } from "./browser.ts";
import { mailsTo, plainText, readApi, settled, signIn, signInStaff } from "./steps.ts";

const portal = inject("portal");
const family = portal.demo.signIns.find(({ role }) => role === "guardian");
const staffMember = portal.demo.signIns.find(({ role }) => role === "staff");
if (!family || !staffMember) throw new Error("The demo town lacks a sign-in");
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const bookings = z.object({
  bookings: z.array(z.object({ date: z.string(), unitId: z.string(), status: z.string() })),
});

test("a staff member accepts and refuses by the keyboard; the family finds its booking approved and both hear of it", async () => {
  const staff = await visit(browser, portal.portal);
  staff.foresee(401);
  await signInStaff(staff.page, staffMember);
  await staff.page
    .getByRole("navigation", { name: "Menu des agents" })
    .getByRole("link", { name: "Demandes", exact: true })
    .click();
  await staff.page.getByRole("heading", { level: 1, name: "Tout ce qui attend une réponse" }).waitFor();
  await staff.page.getByRole("link", { name: /^Réservations et justificatifs/u }).click();
  await staff.page.getByRole("heading", { level: 1, name: "Demandes à valider" }).waitFor();
  await settled(staff.page);
  const waiting = async () =>
    approvalLook["approval.list"].answer
      .parse(await readApi(staff.page, "/api/staff/approvals"))
      .approvals.filter((one) => one.kind === "booking");
  const before = await waiting();
  const own = before.find(({ familyCode, what }) => familyCode.toString() === family.login && what === "booking");
  const other = before.find(({ familyCode, what }) => familyCode.toString() !== family.login && what === "booking");
  if (!own || !other) throw new Error("The demo town has nothing to approve");

  const cards = staff.page.getByRole("list", { name: "Demandes" }).getByRole("listitem");
  const all = await cards.count();
  const cardOf = (childName: string) =>
    cards.filter({ has: staff.page.getByRole("heading", { level: 2, name: childName, exact: true }) });
  const label = (childName: string) => `Réservation à valider : ${childName}`;
  const focused = async (): Promise<string> =>
    plainText(await staff.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? ""));
  await cards.first().focus();
  for (let step = 0; step < all && !(await focused()).includes(label(own.childName)); step++)
    await staff.page.keyboard.press("j");
  expect(await focused()).toContain(label(own.childName));
  await staff.page.keyboard.press("a");
  await expect.poll(async () => cardOf(own.childName).count()).toBe(0);
  // Taken back by one key, it waits again; then it is accepted for good.
  await staff.page.keyboard.press("z");
  await expect.poll(async () => cardOf(own.childName).count()).toBe(1);
  await cardOf(own.childName).focus();
  await staff.page.keyboard.press("p");
  await cardOf(own.childName).getByText("Pris en charge par vous").waitFor();
  await cardOf(own.childName).focus();
  await staff.page.keyboard.press("a");
  await expect.poll(async () => cardOf(own.childName).count()).toBe(0);
  // The focus is on a card again: the next key acts there.
  await staff.page.keyboard.press("ArrowUp");
  for (let step = 0; step < all && !(await focused()).includes(label(other.childName)); step++)
    await staff.page.keyboard.press("k");
  for (let step = 0; step < all && !(await focused()).includes(label(other.childName)); step++)
    await staff.page.keyboard.press("ArrowDown");
  await staff.page.keyboard.press("r");
  await staff.page.getByLabel("Motif").fill("Le groupe du soir est complet.");
  await staff.page.keyboard.press("Enter");
  await expect.poll(async () => cardOf(other.childName).count()).toBe(0);
  await expect.poll(async () => (await waiting()).length).toBe(before.length - 2);

  const parent = await visit(browser, portal.portal, { width: 390, height: 844 });
  await signIn(parent.page, family);
  const listed = async () =>
    bookings.parse(await readApi(parent.page, `/api/bookings?from=${own.date}&to=${own.date}`)).bookings;
  // Nothing has moved while it can be taken back; then it is done.
  await expect
    .poll(listed, { timeout: 130_000 })
    .toContainEqual(expect.objectContaining({ unitId: own.unitId, status: "booked" }));
  const { guardians } = familyView.parse(await readApi(parent.page, "/api/family"));
  const [address] = guardians.flatMap(({ email }) => email ?? []);
  // The mail follows from the table's stream; others of the demo town may be there already.
  const told = async () =>
    (await mailsTo(portal.mailbox, address ?? "")).filter(({ subject }) =>
      subject.startsWith("Votre réservation est validée"),
    );
  await expect.poll(told, { timeout: 15_000 }).toHaveLength(1);
  const refused = z.object({ entries: z.array(z.object({ what: z.string(), reason: z.optional(z.string()) })) });
  const history = async () =>
    refused.parse(await readApi(staff.page, `/api/staff/families/${other.familyCode}/history`)).entries;
  await expect
    .poll(history, { timeout: 60_000 })
    .toContainEqual(expect.objectContaining({ what: "refused", reason: "Le groupe du soir est complet." }));
  expect([...staff.faults(), ...parent.faults()]).toEqual([]);
  await staff.close();
  await parent.close();
}, 240_000);
