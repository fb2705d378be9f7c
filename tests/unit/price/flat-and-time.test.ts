/** Prices of a week, a month or a period, asked once however many days it has; and prices by the time that a child is there. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity } from "../../../functions/catalogue/rules/catalogue.ts";
import { spanAround } from "../../../functions/catalogue/rules/flat-spans.ts";
import type { PricePer, Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays, type LocalTime } from "../../../functions/kernel/time.ts";
import { blocksOf, stayIn } from "../../../functions/price/rules/blocks.ts";
import { dayPrices, type PricedFamily, type PriceLine } from "../../../functions/price/rules/price-day.ts";
import { reasonWords } from "../../../functions/price/words.fr.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";

const [shape] = demoCatalogue(id("Instant", "2026-11-26T09:00:00Z")).catalogue.activities;
if (!shape) throw new Error("The demo town has activities");
const on = (date: string): PlainDate => id("PlainDate", date);
const [day, half, evening] = [id("UnitId", "journee"), id("UnitId", "matin"), id("UnitId", "soir")];
const [club, camp] = [id("ActivityId", "club"), id("ActivityId", "camp")];
const [unitShape] = shape.units;
if (!unitShape) throw new Error("Its activities have units");
const activity = (code: Activity["id"]): Activity => ({
  ...shape,
  id: code,
  effectiveFrom: on("2026-09-01"),
  tariff: id("TariffId", "club"),
  eligibility: {},
  units: [day, half, evening].map((unit) => ({ ...unitShape, id: unit, from: "16:30", to: "19:00" })),
});
const tariff = (per: PricePer | undefined, over: Partial<Tariff> = {}): Tariff => ({
  id: id("TariffId", "club"),
  effectiveFrom: on("2026-09-01"),
  name: "Club",
  lines: [
    {
      units: [day, half],
      case: {},
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(4000)] } },
      ...(per ? { per } : {}),
    },
    { units: [evening], case: {}, price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(150)] } } },
  ],
  siblings: { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null },
  late: { amount: cents(250) },
  rounding: "nearestCent",
  ...over,
});
const children = ["NOAH", "LEA"].map((code, rank) => ({
  id: id("ChildId", code),
  firstName: code,
  birthDate: on(`201${6 + rank}-03-01`),
}));
const [noah, lea] = children.map(({ id: childId }) => childId);
if (!noah || !lea) throw new Error("Two children");
const family: PricedFamily = { household: { resident: true }, children, quotients: [], circumstances: [] };
interface Dated {
  readonly date: PlainDate;
  readonly line: PriceLine;
}
const booked = (date: string, over: Partial<PriceLine> = {}): Dated => ({
  date: on(date),
  line: { childId: noah, activityId: club, unitId: day, late: false, ...over },
});
function pricesOf(of: readonly Tariff[], all: readonly Dated[]) {
  const prices = dayPrices({ activities: [activity(club), activity(camp)], tariffs: of, calendars: zoneB }, "caf", "B");
  const linesOf = (date: PlainDate) => all.filter((one) => one.date === date).map(({ line }) => line);
  const dates = [...new Set(all.map(({ date }) => date))].sort();
  return dates.flatMap((date) =>
    prices.on(date, family, linesOf(date), linesOf).map((price) => ({ date, amount: price?.amount ?? null, price })),
  );
}
const amounts = (of: Tariff, all: readonly Dated[]): readonly (number | null)[] =>
  pricesOf([of], all).map(({ amount }) => amount);
const week = tariff({ kind: "span", span: "week" });

describe("A flat price", () => {
  test("of a week is asked once, of its first day; the others are comprised, and say so", () => {
    const priced = pricesOf([week], [booked("2026-11-30"), booked("2026-12-02"), booked("2026-12-04")]);
    expect(priced.map(({ amount }) => amount)).toEqual([4000, 0, 0]);
    expect(priced.map(({ price }) => price?.reasons.map(reasonWords))).toEqual([
      ["forfait de la semaine, quel que soit le nombre de jours", "prix qui ne dépend pas du quotient"],
      ["compris dans le forfait de la semaine"],
      ["compris dans le forfait de la semaine"],
    ]);
    expect(amounts(week, [booked("2026-12-06"), booked("2026-12-07")])).toEqual([4000, 4000]);
  });
  test("of a month, or of a period: the holidays, or the school time between two", () => {
    const days = ["2026-11-02", "2026-11-30", "2026-12-01", "2026-12-18", "2026-12-21", "2027-01-01", "2027-01-04"];
    const all = days.map((date) => booked(date));
    expect(amounts(tariff({ kind: "span", span: "month" }), all)).toEqual([4000, 0, 4000, 0, 0, 4000, 0]);
    expect(amounts(tariff({ kind: "span", span: "period" }), all)).toEqual([4000, 0, 0, 0, 4000, 0, 4000]);
    expect(spanAround("period", on("2026-11-30"), zoneB)).toEqual({ from: "2026-11-02", to: "2026-12-18" });
    expect(spanAround("period", on("2027-07-20"), zoneB).from).toBe("2027-07-03");
    expect(spanAround("period", on("2040-02-10"), zoneB)).toEqual({ from: "2040-02-01", to: "2040-02-29" });
  });
  test("is of each child, of each activity, and of the units that one line names together", () => {
    expect(
      amounts(week, [
        booked("2026-11-30"),
        booked("2026-12-01", { unitId: half }),
        booked("2026-12-02", { unitId: evening }),
        booked("2026-12-03", { activityId: camp }),
      ]),
    ).toEqual([4000, 0, 150, 4000]);
    // Who comes on any day of the week is there with the others.
    expect(amounts(week, [booked("2026-11-30"), booked("2026-12-01", { childId: lea })])).toEqual([4000, 3200]);
  });
  test("leaves a surcharge with the day that has it; who came unbooked is no reason for another day to bear it", () => {
    expect(amounts(week, [booked("2026-11-30"), booked("2026-12-02", { late: true })])).toEqual([4000, 250]);
    expect(amounts(week, [booked("2026-11-30", { unbooked: true }), booked("2026-12-02")])).toEqual([0, 4000]);
    expect(amounts(week, [booked("2026-11-30", { wished: true }), booked("2026-12-02")])).toEqual([0, 4000]);
  });
  test("that begins in the middle of a week does not comprise days that had a price of their own", () => {
    const editions = [tariff(undefined), tariff({ kind: "span", span: "week" }, { effectiveFrom: on("2026-12-02") })];
    expect(
      pricesOf(editions, [booked("2026-12-01"), booked("2026-12-02"), booked("2026-12-03")]).map((one) => one.amount),
    ).toEqual([4000, 4000, 0]);
  });
  test("is the same in total whatever was booked first, and each week that has a day is asked exactly once", () => {
    const some = fc.uniqueArray(
      fc.record({ after: fc.nat(40), childId: fc.constantFrom(noah, lea), unitId: fc.constantFrom(day, half) }),
      { selector: ({ after, childId, unitId }) => `${after} ${childId} ${unitId}`, minLength: 1, maxLength: 20 },
    );
    const dated = (one: { readonly after: number; readonly childId: typeof noah; readonly unitId: typeof day }) =>
      booked(addDays(on("2026-11-02"), one.after), { childId: one.childId, unitId: one.unitId });
    const alone = tariff({ kind: "span", span: "week" }, { siblings: null });
    fc.assert(
      fc.property(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        fc.nat(20),
        ([all, shuffled], kept) => {
          const total = (of: typeof all): number =>
            amounts(alone, of.map(dated)).reduce<number>((sum, one) => sum + (one ?? 0), 0);
          const weeks = (of: typeof all): number =>
            new Set(of.map(({ after, childId }) => `${Math.floor(after / 7)} ${childId}`)).size;
          expect(total(all)).toBe(weeks(all) * 4000);
          expect(total(shuffled)).toBe(total(all));
          // Some are given up again, in any order.
          const left = shuffled.slice(0, kept);
          expect(total(left)).toBe(weeks(left) * 4000);
        },
      ),
    );
  });
});

describe("A price by time", () => {
  const quarter = { kind: "time", block: 15, tolerance: 5, counted: "stay" } as const;
  const stay = (from: LocalTime, to: LocalTime) => ({ from, to, noted: true }) as const;
  test.each([
    ["16:30", "17:33", 4],
    ["16:30", "17:35", 4],
    // One minute more than the tolerance begins another quarter.
    ["16:30", "17:36", 5],
    ["16:30", "17:51", 6],
    ["16:30", "16:31", 1],
    ["16:30", "16:30", 1],
  ] as const)(
    "from the child’s own arrival, %s to %s, is %i begun quarters with five minutes of tolerance",
    (from, to, count) => {
      expect(blocksOf(quarter, stay(from, to))).toBe(count);
    },
  );
  test.each([
    ["16:40", "17:20", 2, 30],
    ["16:26", "17:04", 1, 30],
    ["16:24", "17:06", 3, 30],
    ["16:40", "18:10", 3, 60],
  ] as const)("by the clock, %s to %s, is %i blocks of %i minutes", (from, to, count, block) => {
    expect(blocksOf({ kind: "time", block, tolerance: 5, counted: "clock" }, stay(from, to))).toBe(count);
  });
  test("is the whole unit's when it is booked, and what the roll-call noted once the child has come", () => {
    const half30 = tariff({ kind: "time", block: 30, tolerance: 5, counted: "stay" }, { siblings: null });
    const priced = pricesOf(
      [half30],
      [booked("2026-12-01"), booked("2026-12-03", { noted: { arrived: "16:35", left: "17:40" } })],
    );
    expect(priced.map(({ amount }) => amount)).toEqual([5 * 4000, 2 * 4000]);
    expect(priced[1]?.price?.reasons.map(reasonWords)[0]?.replace(/[\u00a0\u202f]/gu, " ")).toBe(
      "2 demi-heures commencées à 40,00 €, d’après les heures notées",
    );
  });
  test("is never counted beyond the unit's hours: what is after them has a price of its own", () => {
    expect(stayIn({ from: "16:30", to: "18:30" }, { arrived: "16:20", left: "18:50" })).toEqual({
      from: "16:30",
      to: "18:30",
      noted: true,
    });
    expect(stayIn({ from: "16:30", to: "18:30" }, {})).toEqual({ from: "16:30", to: "18:30", noted: false });
  });
  test("rounds each block, so that so many times what is said is what is asked", () => {
    const shared = tariff(
      { kind: "time", block: 30, tolerance: 0, counted: "stay" },
      { siblings: { counted: "sameDay", shares: [rate(333_333)], bracketBelow: null } },
    );
    const both = [booked("2026-12-01"), booked("2026-12-01", { childId: lea })];
    expect(amounts(shared, both)).toEqual([20_000, 5 * 1333]);
  });
  test("never falls when the child stays longer", () => {
    const time = fc.integer({ min: 0, max: 200 });
    const clock = (minutes: number): LocalTime => {
      const all = 16 * 60 + minutes;
      return `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
    };
    fc.assert(
      fc.property(
        fc.constantFrom(15 as const, 30 as const, 60 as const),
        fc.nat(14),
        fc.constantFrom("stay" as const, "clock" as const),
        time,
        time,
        fc.nat(60),
        (block, tolerance, counted, one, other, longer) => {
          const [from, to] = [Math.min(one, other), Math.max(one, other)];
          const per = { kind: "time", block, tolerance, counted } as const;
          const count = blocksOf(per, stay(clock(from), clock(to)));
          expect(count).toBeGreaterThanOrEqual(1);
          expect(blocksOf(per, stay(clock(from), clock(Math.min(200 + 60, to + longer))))).toBeGreaterThanOrEqual(
            count,
          );
        },
      ),
    );
  });
});
