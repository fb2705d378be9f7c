/** What an absence leaves due: each worked line of the domain, and what holds whatever the absences. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dueOf, type BookedDay, type KnownAbsence } from "../../../functions/attendance/rules/due.ts";
import { dueWords } from "../../../functions/attendance/due-words.fr.ts";
import { absenceKinds, type AbsenceKind } from "../../../functions/catalogue/rules/absence-kinds.ts";
import type { AbsenceCount, AbsenceRule, AbsenceRules } from "../../../functions/catalogue/rules/absence-rules.ts";
import type { RunningDays } from "../../../functions/catalogue/rules/catalogue.ts";
import { dayFactsOf } from "../../../functions/catalogue/rules/day-facts.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { exactly, plus, rate, rounded, timesRate, type Exact } from "../../../functions/kernel/exact.ts";
import { id, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays, daysFrom, localToInstant } from "../../../functions/kernel/time.ts";

const date = (text: string): PlainDate => id("PlainDate", text);
const canteen: RunningDays = { weekdays: [1, 2, 4, 5], during: "schoolTime", onBridgeDays: false };
const everyDay: RunningDays = { weekdays: [1, 2, 3, 4, 5, 6, 7], during: "always", onBridgeDays: true };
const activityId = id("ActivityId", "cantine");
const all = rate(1_000_000);

const rulesOf = (rule: Partial<AbsenceRule>, kind: AbsenceKind = "justified"): AbsenceRules => ({
  id: id("AbsenceRulesId", "regles"),
  name: "Règles",
  kinds: { [kind]: { share: all, certificate: [], waiting: null, ...rule } },
});

const booked = (
  day: PlainDate,
  rules: AbsenceRules | null,
  absence: KnownAbsence | null,
  runs: RunningDays = everyDay,
): BookedDay => ({
  activityId,
  subject: {
    date: day,
    startsAt: "08:00",
    starts: { activity: day, holidays: day, window: day },
    facts: dayFactsOf(runs, zoneB),
  },
  rules,
  absence,
});

/** What all of these days cost, and what they would have cost. */
function billOf(days: readonly BookedDay[], price: number) {
  const sum = (parts: readonly Exact[]) => rounded(parts.reduce(plus, exactly(cents(0))), "nearestCent");
  const due = sum(dueOf(days, zoneB).map(({ share }) => timesRate(exactly(cents(price)), share)));
  return { due, notDue: price * days.length - due };
}
const shares = (days: readonly BookedDay[]): readonly number[] => dueOf(days, zoneB).map(({ share }) => share / 10_000);
const reasons = (days: readonly BookedDay[]): readonly string[] =>
  dueOf(days, zoneB).map(({ reasons: all_ }) =>
    all_
      .map(dueWords)
      .join(" ")
      .replace(/[\u00a0\u202f]/gu, " "),
  );

/** So many days in a row from a Monday, in term. */
const monday = date("2026-11-16");
const inARow = (number: number): readonly PlainDate[] => daysFrom(monday, addDays(monday, number - 1));
const ill = (more: Partial<KnownAbsence> = {}): KnownAbsence => ({ kind: "justified", ...more });
const at = (day: PlainDate, time: "08:00" | "10:00" | "09:59" | "10:01" = "10:00"): Instant =>
  localToInstant(day, time);

describe("The domain's worked lines", () => {
  test("told in time: nothing", () => {
    const rules = rulesOf({ toldBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" } }, "unjustified");
    const told = (moment: Instant) => shares([booked(monday, rules, { kind: "unjustified", toldAt: moment })]);
    const friday = addDays(monday, -3);
    expect(told(at(friday, "10:00"))).toEqual([0]);
    expect(told(at(friday, "10:01"))).toEqual([100]);
    expect(shares([booked(monday, rules, { kind: "unjustified" })])).toEqual([100]);
  });

  test("certificate within 72 h: nothing, within 10 days: two days due, later: all due", () => {
    const rules = rulesOf({
      certificate: [
        { within: { number: 72, unit: "hours" }, waiting: null },
        { within: { number: 10, unit: "days" }, waiting: { days: 2, count: "calendar", paidBack: false } },
      ],
    });
    const days = (certificateAt?: Instant) =>
      inARow(4).map((day) => booked(day, rules, ill(certificateAt === undefined ? {} : { certificateAt })));
    expect(shares(days(at(addDays(monday, 3), "08:00")))).toEqual([0, 0, 0, 0]);
    expect(shares(days(at(addDays(monday, 3), "10:01")))).toEqual([100, 100, 0, 0]);
    expect(shares(days(at(addDays(monday, 10), "10:00")))).toEqual([100, 100, 0, 0]);
    expect(shares(days(at(addDays(monday, 11), "08:00")))).toEqual([100, 100, 100, 100]);
    expect(shares(days())).toEqual([100, 100, 100, 100]);
    expect(reasons(days())[0]).toBe(
      "Sans justificatif : il est attendu avant le jeudi 26 novembre 2026 à 23 h 59. Absence avec justificatif : dû en entier.",
    );
  });

  test("from the 6th day, all seven days at 4.00 = 28.00 not due", () => {
    const rules = rulesOf({ waiting: { days: 5, count: "calendar", paidBack: true } });
    const days = (number: number) => inARow(number).map((day) => booked(day, rules, ill()));
    expect(billOf(days(7), 400).notDue).toBe(2800);
    expect(billOf(days(6), 400).notDue).toBe(2400);
    expect(billOf(days(5), 400).notDue).toBe(0);
    expect(reasons(days(7))[0]).toContain("Absence de 7 jours, plus longue que les 5 premiers");
  });

  test("five days never paid back: 8.00 not due", () => {
    const rules = rulesOf({ waiting: { days: 5, count: "calendar", paidBack: false } });
    expect(
      billOf(
        inARow(7).map((day) => booked(day, rules, ill())),
        400,
      ).notDue,
    ).toBe(800);
  });

  test.each<[AbsenceCount, readonly number[]]>([
    // Friday 13, Saturday … Tuesday 17 November 2026.
    ["calendar", [100, 100, 0, 0, 0]],
    ["working", [100, 100, 100, 100, 0]],
    ["school", [100, 100, 100, 100, 0]],
  ])("waiting days counted in %s days", (count, expected) => {
    const rules = rulesOf({ waiting: { days: 2, count, paidBack: false } });
    const friday = date("2026-11-13");
    expect(shares(daysFrom(friday, addDays(friday, 4)).map((day) => booked(day, rules, ill())))).toEqual(expected);
  });

  test("days of school leave Wednesdays out, working days do not", () => {
    const of = (count: AbsenceCount) =>
      shares(inARow(4).map((day) => booked(day, rulesOf({ waiting: { days: 3, count, paidBack: false } }), ill())));
    expect([of("working")[3], of("school")[3]]).toEqual([0, 100]);
  });

  test("n free ones a period, whatever comes first", () => {
    const rules = rulesOf({ free: { days: 2, per: "month" } }, "unjustified");
    const absence: KnownAbsence = { kind: "unjustified" };
    const days = ["2026-11-02", "2026-11-09", "2026-11-16", "2026-12-07"].map((day) =>
      booked(date(day), rules, absence),
    );
    expect(shares(days)).toEqual([0, 0, 100, 0]);
    expect(reasons(days)[1]).toBe("2e des 2 absences non dues du mois.");
    const year = rulesOf({ free: { days: 3, per: "schoolYear" } }, "unjustified");
    expect(shares(days.map(({ subject }) => booked(subject.date, year, absence)))).toEqual([0, 0, 0, 100]);
  });

  test.each<AbsenceKind>(["strike", "closure", "outing", "teacherAway", "sentHome"])("%s: never due", (kind) => {
    expect(shares([booked(monday, null, { kind })])).toEqual([0]);
  });

  test("what a town says of a strike holds, and so does a share", () => {
    expect(shares([booked(monday, rulesOf({ share: rate(500_000) }, "strike"), { kind: "strike" })])).toEqual([50]);
    expect(reasons([booked(monday, rulesOf({ share: rate(500_000) }, "strike"), { kind: "strike" })])).toEqual([
      "Grève : dû à 50 %.",
    ]);
  });

  test("without a word and without rules all is due", () => {
    expect(shares([booked(monday, null, null), booked(addDays(monday, 1), null, { kind: "unannounced" })])).toEqual([
      100, 100,
    ]);
  });
});

describe("One absence", () => {
  const rules = rulesOf({ waiting: { days: 1, count: "calendar", paidBack: false } });
  const meal = (day: string, absence: KnownAbsence | null) => booked(date(day), rules, absence, canteen);

  test("goes on over a week-end and a Wednesday, and ends where the child came", () => {
    const days = ["2026-11-12", "2026-11-13", "2026-11-16", "2026-11-17", "2026-11-19"];
    expect(shares(days.map((day) => meal(day, ill())))).toEqual([100, 0, 0, 0, 0]);
    expect(shares(days.map((day, rank) => meal(day, rank === 2 ? null : ill())))).toEqual([100, 0, 100, 100, 0]);
  });

  test("a day on which it could have come and was not booked makes two", () => {
    expect(shares(["2026-11-12", "2026-11-16"].map((day) => meal(day, ill())))).toEqual([100, 100]);
  });

  test("begins and ends where the family says, be it on days that are not booked", () => {
    const said = ill({ from: date("2026-11-11"), to: date("2026-11-20") });
    expect(shares([meal("2026-11-12", said), meal("2026-11-19", said)])).toEqual([0, 0]);
    const long = rulesOf({ waiting: { days: 5, count: "calendar", paidBack: true } });
    expect(shares([booked(date("2026-11-12"), long, said, canteen)])).toEqual([0]);
  });

  test("one certificate is enough for all of it", () => {
    const certified = rulesOf({ certificate: [{ within: { number: 72, unit: "hours" }, waiting: null }] });
    const days = inARow(3).map((day, rank) =>
      booked(day, certified, ill(rank === 2 ? { certificateAt: at(addDays(monday, 1)) } : {})),
    );
    expect(shares(days)).toEqual([0, 0, 0]);
  });
});

const anyRule: fc.Arbitrary<AbsenceRule> = fc.record({
  share: fc.constantFrom(rate(0), rate(500_000), all),
  certificate: fc.constantFrom<AbsenceRule["certificate"]>(
    [],
    [{ within: { number: 72, unit: "hours" }, waiting: null }],
    [
      { within: { number: 2, unit: "days" }, waiting: null },
      { within: { number: 10, unit: "days" }, waiting: { days: 2, count: "working", paidBack: false } },
    ],
  ),
  waiting: fc.option(
    fc.record({
      days: fc.integer({ min: 1, max: 6 }),
      count: fc.constantFrom<AbsenceCount>("calendar", "working", "school"),
      paidBack: fc.boolean(),
    }),
  ),
  toldBefore: fc.option(fc.constant({ kind: "hours" as const, hours: 24 }), { nil: undefined }),
  free: fc.option(fc.record({ days: fc.integer({ min: 1, max: 4 }), per: fc.constantFrom("month", "schoolYear") }), {
    nil: undefined,
  }),
});
const anyAbsence: fc.Arbitrary<KnownAbsence | null> = fc.option(
  fc.record({
    kind: fc.constantFrom(...absenceKinds),
    toldAt: fc.option(
      fc.integer({ min: 0, max: 60 }).map((days) => at(addDays(monday, days))),
      { nil: undefined },
    ),
    certificateAt: fc.option(
      fc.integer({ min: 0, max: 60 }).map((days) => at(addDays(monday, days))),
      {
        nil: undefined,
      },
    ),
  }),
);
const anyDays: fc.Arbitrary<readonly BookedDay[]> = fc
  .tuple(
    anyRule,
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 45 }), anyAbsence), { maxLength: 20, selector: ([day]) => day }),
  )
  .map(([rule, list]) => {
    const rules: AbsenceRules = {
      id: id("AbsenceRulesId", "regles"),
      name: "Règles",
      kinds: Object.fromEntries(absenceKinds.map((kind) => [kind, rule])),
    };
    return list.map(([day, absence]) => booked(addDays(monday, day), rules, absence, canteen));
  });

describe("Whatever the absences", () => {
  test("a share is between nothing and all, has a reason in words, and who came pays all", () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        for (const { day, share, reasons: why } of dueOf(days, zoneB)) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1_000_000);
          expect(why.map(dueWords).every((text) => /^[\p{Lu}\d].*\.$/u.test(text))).toBe(true);
          if (!day.absence) expect(share).toBe(1_000_000);
        }
      }),
    );
  });

  test("the order in which days are given changes nothing", () => {
    fc.assert(
      fc.property(anyDays, (days) => {
        const of = (list: readonly BookedDay[]) =>
          new Map(dueOf(list, zoneB).map(({ day, share }) => [day.subject.date, share]));
        expect([...of([...days].reverse())].sort()).toEqual([...of(days)].sort());
      }),
    );
  });

  test("a word or a certificate that comes earlier never costs more", () => {
    fc.assert(
      fc.property(anyDays, fc.nat(), (days, which) => {
        const chosen = days[which % Math.max(1, days.length)];
        const absence = chosen?.absence;
        if (!chosen || !absence) return;
        const sum = (list: readonly BookedDay[]) =>
          dueOf(list, zoneB)
            // Free days are taken in order, so that one that is not needed here serves elsewhere.
            .reduce((total, { share }) => total + share, 0);
        const early = at(addDays(monday, -60));
        const better = days.map((day) =>
          day === chosen ? { ...day, absence: { ...absence, toldAt: early, certificateAt: early } } : day,
        );
        expect(sum(better)).toBeLessThanOrEqual(sum(days));
      }),
    );
  });
});
