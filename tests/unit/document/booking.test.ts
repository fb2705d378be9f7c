/** A missing document keeps a child from coming, says which and where to send it, and never at the desk or the canteen. */
import { expect, test } from "vitest";
import { decideBooking, slotOf, type Asker } from "../../../functions/booking/rules/booking-rules.ts";
import { nothingKept } from "../../../functions/booking/rules/capacity.ts";
import { refusalView } from "../../../functions/booking/views.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, DocumentKind, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import type { HeldDocument } from "../../../functions/family/rules/held-documents.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { asking, day, instant, lou, site, wednesdays } from "../catalogue/samples.ts";

const now = instant("2026-11-23T08:00:00Z");
const wednesday = day("2026-12-09");
const insurance: DocumentKind = {
  id: id("DocumentKindId", "assurance"),
  name: "Attestation d’assurance",
  of: "child",
  asked: "always",
  validity: { kind: "schoolYear" },
  whenMissing: "blocks",
};
const held = (one: HeldDocument): Asker => asking(wednesday, { child: { ...lou, documents: { [insurance.id]: one } } });
const accepted = (until: string): Asker =>
  held({
    accepted: { id: id("DocumentId", "assurance.20261101080000000.abcdefghijkl"), until: day(until) },
    toCheck: 0,
  });

const decide = (
  asker: Asker,
  {
    kind = insurance,
    activity = wednesdays,
    staff = false,
  }: { kind?: DocumentKind; activity?: Activity; staff?: boolean } = {},
) =>
  decideBooking(
    slotOf(activity, activity.units[0] as Unit, site, wednesday, zoneB, undefined, { documents: [kind] }),
    asker,
    { counters: new Map(), kept: nothingKept, shut: false },
    unitsOnDays({ activities: [activity] })(wednesday),
    now,
    staff ? { override: { deadlines: true } } : {},
  );

test("what was never sent, or ends before the day, is said with its name and the very place to send it", () => {
  for (const asker of [asking(wednesday), accepted("2026-12-08"), held({ toCheck: 1 })]) {
    const decision = decide(asker);
    if (decision.yes) throw new Error("It was booked without its document");
    expect(decision).toMatchObject({ refusal: { code: "documentMissing", firstName: "Lou" }, mayWait: false });
    const { sentence, href } = refusalView(decision.refusal, now, "family");
    expect(sentence).toContain("Attestation d’assurance");
    expect(href).toBe("/mes-justificatifs#E1-assurance");
    expect(refusalView(decision.refusal, now, "staff")).not.toHaveProperty("href");
  }
  const ofHousehold = decide(asking(wednesday), { kind: { ...insurance, of: "household" } });
  if (ofHousehold.yes) throw new Error("It was booked without its document");
  expect(refusalView(ofHousehold.refusal, now, "family").href).toBe("/mes-justificatifs#foyer-assurance");
});

test("what holds on the day, what is only said, what is on its way where that is enough: the child comes", () => {
  expect(decide(accepted("2026-12-09")).yes).toBe(true);
  expect(decide(asking(wednesday), { kind: { ...insurance, whenMissing: "warns" } }).yes).toBe(true);
  expect(decide(held({ toCheck: 1 }), { kind: { ...insurance, whenMissing: "blocksUntilSent" } }).yes).toBe(true);
  expect(decide(asking(wednesday), { kind: { ...insurance, asked: "byActivities" } }).yes).toBe(true);
});

test("staff books without it, and a canteen refuses nobody for it", () => {
  expect(decide(asking(wednesday), { staff: true }).yes).toBe(true);
  expect(decide(asking(wednesday), { activity: { ...wednesdays, kind: "canteen" } }).yes).toBe(true);
});

test("what stands beside a person or an answer in the child's file keeps nobody from coming", () => {
  for (const of of ["person", "health"] as const)
    expect(decide(asking(wednesday), { kind: { ...insurance, of } })).toMatchObject({ yes: true });
});
