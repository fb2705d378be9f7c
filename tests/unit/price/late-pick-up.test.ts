/** Late pick-ups: by begun quarter and child, or once a family; more from the n-th time of the year. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LatePickUp, Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays, type LocalTime } from "../../../functions/kernel/time.ts";
import { latePickUps, type PickUp } from "../../../functions/price/rules/late-pick-up.ts";
import { pickUpWords } from "../../../functions/price/words.fr.ts";

const tariff = (rule: Partial<LatePickUp> = {}): Tariff => ({
  id: id("TariffId", "soir"),
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: "Soir",
  lines: [],
  siblings: null,
  late: null,
  rounding: "nearestCent",
  latePickUp: { amount: cents(500), block: 15, tolerance: 5, of: "child", again: null, ...rule },
});
const monday = id("PlainDate", "2026-11-16");
const pickUp = (left: LocalTime, over: Partial<PickUp> = {}): PickUp => ({
  childId: id("ChildId", "E1"),
  date: monday,
  left,
  until: "18:30",
  tariff: tariff(),
  year: "2026-2027",
  ...over,
});
const amounts = (all: readonly PickUp[]) => latePickUps(all).map(({ amount }) => amount);

describe("By begun quarter and child", () => {
  test.each([
    ["18:30", []],
    ["18:35", []],
    ["18:36", [500]],
    ["18:45", [500]],
    ["18:46", [1000]],
    ["19:30", [2000]],
  ] as const)("left at %s: %j", (left, asked) => {
    expect(amounts([pickUp(left)])).toEqual(asked);
  });
  test("two children, two amounts", () => {
    expect(amounts([pickUp("18:40"), pickUp("18:40", { childId: id("ChildId", "E2") })])).toEqual([500, 500]);
  });
});

test("once a family: the one who stayed longest is asked for", () => {
  const family = tariff({ of: "household" });
  const all = latePickUps([
    pickUp("18:40", { tariff: family }),
    pickUp("18:50", { tariff: family, childId: id("ChildId", "E2") }),
  ]);
  expect(all.map(({ pickUp: { childId }, amount }) => [childId, amount])).toEqual([["E2", 1000]]);
});

test("one amount, however late, where the tariff has no block", () => {
  expect(amounts([pickUp("20:00", { tariff: tariff({ block: null }) })])).toEqual([500]);
});

test("from the third time of the year it is doubled, and a new year begins anew", () => {
  const doubled = tariff({ again: { time: 3, amount: cents(1000) } });
  const days = [0, 1, 2, 3].map((n) => pickUp("18:40", { tariff: doubled, date: addDays(monday, n) }));
  const next = pickUp("18:40", { tariff: doubled, date: addDays(monday, 300), year: "2027-2028" });
  expect(amounts([...days, next])).toEqual([500, 500, 1000, 1000, 500]);
  const [, , third] = latePickUps(days);
  expect(third && pickUpWords(third.reason).replace(/\u00a0/gu, " ")).toBe(
    "départ à 18 h 40 au lieu de 18 h 30, 10 minutes de retard : 1 quart d’heure commencé à 10,00 € ; 3e fois de l’année scolaire",
  );
});

test("whatever the order, each is asked the same", () => {
  const one = fc.record({ minutes: fc.integer({ min: 0, max: 59 }), day: fc.nat(9), child: fc.nat(2) });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), fc.constantFrom("child", "household"), (some, of) => {
      const rule = tariff({ of, again: { time: 2, amount: cents(900) } });
      // A child leaves once a day.
      const days = [...new Map(some.map((each) => [`${each.day} ${each.child}`, each])).values()];
      const all = days.map(({ minutes, day, child }) =>
        pickUp(`18:${String(minutes).padStart(2, "0")}`, {
          tariff: rule,
          date: addDays(monday, day),
          childId: id("ChildId", `E${child}`),
        }),
      );
      const sorted = (list: readonly PickUp[]) =>
        latePickUps(list)
          .map(({ pickUp: { childId, date }, amount }) => `${date} ${childId} ${amount}`)
          .sort();
      expect(sorted([...all].reverse())).toEqual(sorted(all));
    }),
  );
});
