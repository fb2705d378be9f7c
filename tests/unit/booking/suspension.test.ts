/** A family that is late in paying books nothing new from the town's threshold on, to the cent, and everything again once it has paid. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideBooking, slotOf, type Asker } from "../../../functions/booking/rules/booking-rules.ts";
import { nothingKept } from "../../../functions/booking/rules/capacity.ts";
import { suspensionOf } from "../../../functions/booking/rules/suspension.ts";
import { refusalView } from "../../../functions/booking/views.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import type { SuspensionRule } from "../../../functions/catalogue/rules/suspension.ts";
import { unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import type { Owed } from "../../../functions/family/rules/owes.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { asking, day, instant, site, wednesdays } from "../catalogue/samples.ts";

const now = instant("2026-11-23T08:00:00Z");
const today = day("2026-11-23");
const wednesday = day("2026-12-09");
const rule: SuspensionRule = { from: cents(5000), after: 15, except: [], text: "Le CCAS peut vous aider." };
const owes = (due: number, on = "2026-10-12"): readonly Owed[] => [{ on: day(on), due: cents(due) }];
const owing = (debts: readonly Owed[], more: Partial<Asker> = {}): Asker => {
  const asker = asking(wednesday, more);
  return { ...asker, household: { ...asker.household, owes: debts } };
};
const decide = (
  asker: Asker,
  {
    suspension = rule,
    activity = wednesdays,
    staff = false,
  }: { suspension?: SuspensionRule | null; activity?: Activity; staff?: boolean } = {},
) =>
  decideBooking(
    slotOf(activity, activity.units[0] as Unit, site, wednesday, zoneB, undefined, { suspension }),
    asker,
    { counters: new Map(), kept: nothingKept, shut: false },
    unitsOnDays({ activities: [activity] })(wednesday),
    now,
    staff ? { override: { deadlines: true } } : {},
  );

describe("A family that is late in paying", () => {
  test("is refused from the threshold on, to the cent, and may not wait for a place either", () => {
    expect(decide(owing(owes(4999))).yes).toBe(true);
    expect(decide(owing(owes(5000)))).toMatchObject({ yes: false, mayWait: false, refusal: { code: "suspended" } });
  });

  test("has the days that the town gives after the last day for paying", () => {
    expect(decide(owing(owes(9000, "2026-11-08"))).yes).toBe(true);
    expect(decide(owing(owes(9000, "2026-11-07"))).yes).toBe(false);
  });

  test("who pays reads how much, since when, where and whom to see; who may not know its money reads none of it", () => {
    const payer = decide(owing(owes(6240), { seesMoney: true }));
    const another = decide(owing(owes(6240)));
    if (payer.yes || another.yes) throw new Error("It was booked");
    const told = refusalView(payer.refusal, now, "family");
    expect(told.sentence).toMatch(/12\soctobre\s2026\s: 62,40\s€ en tout/u);
    expect(told.sentence).toMatch(/guichet.*délai.*Le CCAS peut vous aider[.]$/u);
    expect(told.href).toBe("/payer");
    const heard = refusalView(another.refusal, now, "family");
    expect(JSON.stringify([heard, another])).not.toMatch(/62|6240|€|retard|CCAS/u);
    expect(heard.sentence).toMatch(/raison administrative.*paie les factures du foyer.*guichet/u);
    expect(heard).not.toHaveProperty("href");
  });

  test("staff books for it; an activity that the town leaves out, and any canteen, is booked as ever; off, so is everything", () => {
    const asker = owing(owes(9000));
    expect(decide(asker, { staff: true }).yes).toBe(true);
    expect(decide(asker, { suspension: { ...rule, except: [wednesdays.id] } }).yes).toBe(true);
    expect(decide(asker, { activity: { ...wednesdays, kind: "canteen" } }).yes).toBe(true);
    expect(decide(asker, { suspension: null }).yes).toBe(true);
  });

  const debts = fc.array(
    fc
      .record({
        on: fc.integer({ min: -90, max: 60 }),
        due: fc.integer({ min: 1, max: 4000 }),
        spared: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
      })
      .map(({ on, due, spared }): Owed => ({
        on: addDays(today, on),
        due: cents(due),
        ...(spared === undefined ? {} : { sparedUntil: addDays(today, spared) }),
      })),
    { maxLength: 6 },
  );
  const rules = fc
    .record({ from: fc.integer({ min: 1, max: 9000 }), after: fc.nat(60) })
    .map(({ from, after }): SuspensionRule => ({ from: cents(from), after, except: [] }));

  test("never without something late, ever with more of it, never once it has paid that", () => {
    fc.assert(
      fc.property(rules, debts, debts, (one, owed, more) => {
        const late = owed.filter(
          ({ on, sparedUntil }) => addDays(on, one.after) < today && (sparedUntil === undefined || sparedUntil < today),
        );
        const found = suspensionOf(one, { owes: owed }, today);
        expect(found !== null).toBe(late.reduce((sum, { due }) => sum + due, 0) >= one.from);
        if (found) {
          expect(late.map(({ on }) => on)).toContain(found.since);
          const deeper = suspensionOf(one, { owes: [...owed, ...more] }, today);
          expect(deeper?.amount).toBeGreaterThanOrEqual(found.amount);
        }
        expect(suspensionOf(one, { owes: owed.filter((debt) => !late.includes(debt)) }, today)).toBeNull();
        expect(suspensionOf(one, {}, today)).toBeNull();
        expect(suspensionOf(null, { owes: owed }, today)).toBeNull();
      }),
    );
  });
});
