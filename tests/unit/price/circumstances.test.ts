/** What staff says of a household: what holds on a day, what it makes of a price, and what may not be said twice. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import {
  conflictOf,
  holding,
  spanFault,
  type Circumstance,
  type Help,
} from "../../../functions/price/rules/circumstances.ts";
import { priceOf, splitOf, type PriceFacts } from "../../../functions/price/rules/price-of.ts";
import { reasonWords } from "../../../functions/price/words.fr.ts";
import type { Tariff, TariffLine } from "../../../functions/catalogue/rules/tariffs.ts";

const day = (text: string) => id("PlainDate", text);
const [unit, wednesdays, canteen] = [id("UnitId", "journee"), id("ActivityId", "mercredis"), id("ActivityId", "repas")];
const [lea, zoe] = [id("ChildId", "LEA"), id("ChildId", "ZOE")];
const [first, last] = [day("2026-11-10"), day("2026-11-20")];
const november = { from: first, until: last };
const ccas: Help = { payer: "ccas", name: null, part: { share: rate(600_000) } };

const facts: PriceFacts = {
  resident: true,
  worksHere: false,
  regime: null,
  age: 7,
  grade: null,
  ownMeal: false,
  quotient: null,
  rank: 1,
  children: 1,
  late: false,
};
const flat = (amount: number, over: Partial<TariffLine> = {}): TariffLine => ({
  units: [unit],
  case: {},
  price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(amount)] } },
  ...over,
});
const tariff = (lines: readonly TariffLine[], over: Partial<Tariff> = {}): Tariff => ({
  id: id("TariffId", "essai"),
  effectiveFrom: day("2026-09-01"),
  name: "Essai",
  lines,
  siblings: null,
  late: null,
  rounding: "nearestCent",
  ...over,
});
const amountOf = (of: Tariff, over: Partial<PriceFacts>): number | undefined =>
  priceOf(of, unit, { ...facts, ...over })?.amount;

describe("on a day", () => {
  const all: readonly Circumstance[] = [
    { kind: "worksHere", ...november },
    { kind: "regime", regime: "msa", ...november },
    { kind: "ownMeal", childId: lea, from: first, until: null },
    { kind: "payer", ...ccas, activityId: canteen, ...november },
  ];

  test("holds what was said of it, the first and the last day included", () => {
    for (const date of [first, last]) expect(holding(all, date)).toMatchObject({ worksHere: true, regime: "msa" });
    for (const date of [addDays(first, -1), addDays(last, 1)])
      expect(holding(all, date)).toMatchObject({ worksHere: false, regime: null });
  });

  test("a meal is its child's own, whatever code the child has had; help is for its activity", () => {
    const { ownMeal, helps } = holding(all, first);
    expect([ownMeal({ id: lea }), ownMeal({ id: zoe }), ownMeal({ id: zoe, formerCodes: [lea] })]).toEqual([
      true,
      false,
      true,
    ]);
    expect([helps(canteen), helps(wednesdays)]).toEqual([[ccas], []]);
    expect(holding(all, day("2030-01-01")).ownMeal({ id: lea })).toBe(true);
  });
});

describe("a line is for", () => {
  test("residents, or whoever works in the town, as it says; and says why", () => {
    const lines = [flat(400, { case: { residents: true, worksHere: true } }), flat(900, { case: {} })];
    expect(amountOf(tariff(lines), { resident: false })).toBe(900);
    expect(amountOf(tariff(lines), { resident: false, worksHere: true })).toBe(400);
    const said = (over: Partial<PriceFacts>) =>
      priceOf(tariff(lines), unit, { ...facts, ...over })?.reasons.map(reasonWords)[0];
    expect(said({ resident: false, worksHere: true })).toBe("un parent travaille sur la commune");
    expect(said({ resident: true, worksHere: true })).toBe("prix des résidents");
    const [others, workers] = [flat(900), flat(500, { case: { worksHere: true } })];
    expect(amountOf(tariff([workers, others]), { resident: true, worksHere: true })).toBe(500);
    expect(amountOf(tariff([workers, others]), { resident: true })).toBe(900);
  });

  test("a scheme of social security; a household without one on record is of none", () => {
    const lines = [flat(400, { case: { regimes: ["msa", "other"] } }), flat(450)];
    expect((["msa", "other", "general", null] as const).map((regime) => amountOf(tariff(lines), { regime }))).toEqual([
      400, 400, 450, 450,
    ]);
  });
});

describe("somebody else pays", () => {
  const of = (over: Partial<Help>): Help => ({ ...ccas, ...over });

  test("0.76 of a cost of 1.26, and the family 0.50", () => {
    const price = priceOf(tariff([flat(126)]), unit, { ...facts, helps: [of({ part: { amount: cents(76) } })] });
    expect(price?.amount).toBe(50);
    expect(
      price?.reasons
        .map(reasonWords)
        .at(-1)
        ?.replace(/\u00a0/gu, " "),
    ).toBe("0,76 € pris en charge par le CCAS, sur 1,26 €");
  });

  test("of the price, not of what lateness adds", () => {
    const late = tariff([flat(155)], { late: { share: rate(500_000) } });
    expect(amountOf(late, { late: true, helps: [of({ part: { share: rate(1_000_000) } })] })).toBe(233 - 155);
  });

  test("what is left of it is parted as the whole was", () => {
    const split = { care: { share: rate(500_000) }, food: { rest: true } } as const;
    const price = priceOf(tariff([flat(1000, { split })]), unit, { ...facts, helps: [ccas] });
    expect([price?.amount, price && splitOf(price)]).toEqual([400, { care: 200, food: 200 }]);
  });

  test("whatever they pay, it is the price together with what the family owes, and never less than nothing", () => {
    const part = fc.oneof(
      fc.integer({ min: 1, max: 1_000_000 }).map((share) => ({ share: rate(share) })),
      fc.integer({ min: 1, max: 2000 }).map((amount) => ({ amount: cents(amount) })),
    );
    fc.assert(
      fc.property(fc.nat(3000), fc.array(part, { maxLength: 4 }), fc.boolean(), (amount, parts, late) => {
        const by = tariff([flat(amount)], { late: { amount: cents(250) } });
        const helps = parts.map((one) => of({ part: one }));
        const price = priceOf(by, unit, { ...facts, late, helps });
        const whole = priceOf(by, unit, { ...facts, late });
        const paid = price?.reasons.reduce((sum, one) => (one.kind === "payer" ? sum + one.amount : sum), 0);
        expect(price?.amount).toBeGreaterThanOrEqual(late ? 250 : 0);
        expect(Number(price?.amount) + Number(paid)).toBe(whole?.amount);
      }),
    );
  });
});

describe("on one day, the same is said once", () => {
  const standing: readonly Circumstance[] = [
    { kind: "regime", regime: "msa", ...november },
    { kind: "payer", ...ccas, activityId: canteen, ...november },
    { kind: "ownMeal", childId: lea, ...november },
  ];
  const after = { from: addDays(last, 1), until: null };
  test.each<[string, Circumstance, boolean]>([
    ["another scheme", { kind: "regime", regime: "general", from: last, until: null }, true],
    ["another scheme, afterwards", { kind: "regime", regime: "general", ...after }, false],
    ["the same payer for everything", { kind: "payer", ...ccas, activityId: null, ...november }, true],
    ["the same payer for something else", { kind: "payer", ...ccas, activityId: wednesdays, ...november }, false],
    ["another payer", { kind: "payer", ...ccas, payer: "employer", activityId: canteen, ...november }, false],
    ["a sibling's meal", { kind: "ownMeal", childId: zoe, ...november }, false],
    ["before", { kind: "ownMeal", childId: lea, from: day("2026-10-01"), until: addDays(first, -1) }, false],
  ])("%s", (_, said, refused) => {
    expect(conflictOf(standing, said) !== null).toBe(refused);
  });

  test("days that cannot be meant are refused", () => {
    const today = day("2026-11-26");
    expect(spanFault({ from: last, until: first }, today)).toBe("endsFirst");
    expect(spanFault({ from: day("2020-01-01"), until: null }, today)).toBe("tooOld");
    expect(spanFault({ from: day("2028-01-01"), until: null }, today)).toBe("tooFar");
    expect(spanFault(november, today)).toBeNull();
  });
});
