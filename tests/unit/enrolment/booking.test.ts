/** An activity that asks for an enrolment is booked with one, and no other; staff included. */
import { expect, test } from "vitest";
import { decideBooking, slotOf } from "../../../functions/booking/rules/booking-rules.ts";
import { nothingKept } from "../../../functions/booking/rules/capacity.ts";
import { refusalView } from "../../../functions/booking/views.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import type { HeldEnrolment } from "../../../functions/family/rules/held-enrolments.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { asking, day, instant, lou, site, wednesdays } from "../catalogue/samples.ts";

const now = instant("2026-11-23T08:00:00Z");
const wednesday = day("2026-12-09");
const asked: Activity = { ...wednesdays, eligibility: { ...wednesdays.eligibility, requires: ["enrolment"] } };

const held = (standing: HeldEnrolment["standing"], from = "2026-12-01", to = "2027-06-30"): HeldEnrolment => ({
  id: id("EnrolmentId", "enrolment-0000000001"),
  activityId: asked.id,
  from: day(from),
  to: day(to),
  standing,
});

const decide = (
  enrolments: readonly HeldEnrolment[],
  { activity = asked, staff = false }: { activity?: Activity; staff?: boolean } = {},
) =>
  decideBooking(
    slotOf(activity, activity.units[0] as Unit, site, wednesday, zoneB),
    asking(wednesday, { child: { ...lou, enrolments } }),
    { counters: new Map(), kept: nothingKept, shut: false },
    unitsOnDays({ activities: [activity] })(wednesday),
    now,
    staff ? { override: { deadlines: true } } : {},
  );

test("with an enrolment that covers the day, the child may come", () => {
  expect(decide([held("accepted")]).yes).toBe(true);
  expect(decide([held("accepted", "2026-12-09", "2026-12-09")]).yes).toBe(true);
  expect(decide([], { activity: wednesdays }).yes).toBe(true);
  expect(decide([], { activity: { ...asked, kind: "canteen" } }).yes).toBe(true);
});

test.each([
  ["none", [], "il faut d’abord inscrire"],
  ["none", [held("accepted", "2026-12-10")], "il faut d’abord inscrire"],
  ["none", [{ ...held("accepted"), activityId: id("ActivityId", "autre") }], "il faut d’abord inscrire"],
  ["asked", [held("asked")], "est demandée"],
  ["onHold", [held("onHold")], "mis en attente"],
  ["refused", [held("refused")], "a été refusée"],
] as const)(
  "without one (%s), the refusal says so and leads to its very place; so it does for staff",
  (standing, enrolments, words) => {
    for (const staff of [false, true]) {
      const decision = decide(enrolments, { staff });
      if (decision.yes) throw new Error("It was booked without an enrolment");
      expect(decision).toMatchObject({ mayWait: false, refusal: { code: "fileIncomplete", missing: [{ standing }] } });
      if (staff) continue;
      const { sentence, href } = refusalView(decision.refusal, now, "family");
      expect(sentence).toContain(words);
      expect(href).toBe(`/inscriptions-a-l-annee#${lou.id}-${asked.id}`);
      expect(refusalView(decision.refusal, now, "staff")).not.toHaveProperty("href");
    }
  },
);
