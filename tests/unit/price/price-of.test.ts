/** Prices: the worked lines of published tariffs, and what holds of any tariff. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  LinePrice,
  SiblingRule,
  Tariff,
  TariffAmount,
  TariffLine,
} from "../../../functions/catalogue/rules/tariffs.ts";
import { rate, readRate, type Rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents, readEuros, type Cents } from "../../../functions/kernel/money.ts";
import { priceOf, type PriceFacts } from "../../../functions/price/rules/price-of.ts";
import { reasonWords } from "../../../functions/price/words.fr.ts";

const euros = (text: string): Cents => readEuros(text) ?? expect.fail(`${text} is no amount`);
const percent = (text: string): Rate => readRate(text) ?? expect.fail(`${text} is no rate`);
const unit = id("UnitId", "journee");
const line = (over: Partial<TariffLine>): TariffLine => ({
  units: [unit],
  case: {},
  price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(100)] } },
  ...over,
});
const tariff = (lines: readonly TariffLine[], over: Partial<Tariff> = {}): Tariff => ({
  id: id("TariffId", "essai"),
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: "Essai",
  lines,
  siblings: null,
  late: null,
  rounding: "nearestCent",
  ...over,
});
const amounts = (...all: readonly string[]): TariffAmount => ({ kind: "amounts", amounts: all.map(euros) });
const one = (amount: TariffAmount): LinePrice => ({ kind: "amount", amount });
const effort = (by: string, floor: string, ceiling: string): TariffAmount => ({
  kind: "rate",
  rate: percent(by),
  floor: euros(floor),
  ceiling: euros(ceiling),
});
const someone: PriceFacts = {
  resident: true,
  worksHere: false,
  regime: null,
  age: 7,
  grade: "CE1",
  ownMeal: false,
  quotient: euros("500"),
  rank: 1,
  children: 1,
  late: false,
};
const amountOf = (of: Tariff, facts: Partial<PriceFacts> = {}): number | null =>
  priceOf(of, unit, { ...someone, ...facts })?.amount ?? null;
const siblings = (over: Partial<SiblingRule>): SiblingRule => ({
  counted: "sameDay",
  shares: [],
  bracketBelow: null,
  ...over,
});

const grid = tariff([
  line({
    price: {
      kind: "brackets",
      brackets: [
        { from: cents(0), to: euros("308"), amount: amounts("3,77", "3,42") },
        { from: euros("308,01"), to: euros("600"), amount: amounts("5,53", "5,00") },
        { from: euros("600,01"), to: null, amount: amounts("6,83") },
      ],
    },
  }),
]);

describe("worked examples", () => {
  it.each([
    ["308", 1, 377],
    ["308,01", 1, 553],
    ["308", 2, 342],
    ["308,01", 2, 500],
    ["308,01", 5, 500],
    ["0", 1, 377],
    ["600", 1, 553],
    ["600,01", 3, 683],
  ])("a bracket's bound belongs to the lower one: quotient %s, child %i pays %i", (quotient, rank, expected) => {
    expect(amountOf(grid, { quotient: euros(quotient), rank })).toBe(expected);
  });

  it.each([
    ["722", 260],
    ["987,50", 356],
    ["1000", 360],
    ["1250", 450],
    ["3000", 450],
    ["0", 260],
  ])("an effort rate of 0.36 percent between 2.60 and 4.50: quotient %s pays %i", (quotient, expected) => {
    expect(
      amountOf(tariff([line({ price: one(effort("0,36 %", "2,60", "4,50")) })]), { quotient: euros(quotient) }),
    ).toBe(expected);
  });

  it.each([
    ["3,05", "nearestCent", 153],
    ["9,37", "nearestCent", 469],
    ["12,01", "nearestCent", 601],
    ["10,05", "upToFiveCents", 505],
    ["12,35", "upToFiveCents", 620],
  ] as const)("half of %s, rounded %s, is %i", (price, rounding, expected) => {
    const half = tariff([line({ price: one(amounts(price)) })], {
      rounding,
      siblings: siblings({ shares: [percent("50 %")] }),
    });
    expect(amountOf(half, { rank: 2 })).toBe(expected);
  });

  it("the second child pays 5.46 where the first pays 6.83, and a meal at one euro stays so", () => {
    const shared = { siblings: siblings({ shares: [percent("80 %")] }) };
    expect(amountOf(tariff([line({ price: one(amounts("6,83")) })], shared), { rank: 2 })).toBe(546);
    expect(amountOf(tariff([line({ price: one({ ...amounts("1"), firm: true }) })], shared), { rank: 3 })).toBe(100);
  });

  it("families of three children pay by the bracket below theirs, and those in the lowest stay there", () => {
    const large = { ...grid, siblings: siblings({ bracketBelow: 3 }) };
    expect(amountOf(large, { quotient: euros("700"), children: 2 })).toBe(683);
    expect(amountOf(large, { quotient: euros("700"), children: 3 })).toBe(553);
    expect(amountOf(large, { quotient: euros("100"), children: 4 })).toBe(377);
  });

  it.each([
    ["1,55", { share: percent("50 %") }, 233],
    ["3,27", { share: percent("50 %") }, 491],
    ["3,27", { amount: euros("2,50") }, 577],
  ])("a late booking of %s costs more", (price, late, expected) => {
    const dearer = tariff([line({ price: one(amounts(price)) })], { late });
    expect(amountOf(dearer, { late: true })).toBe(expected);
    expect(amountOf(dearer)).toBe(euros(price));
  });

  it("no quotient is not zero: the highest price of the grid, and what to do about it", () => {
    expect(amountOf(grid, { quotient: null })).toBe(683);
    expect(amountOf(grid, { quotient: cents(0) })).toBe(377);
    expect(amountOf(tariff([line({ price: one(effort("0,36 %", "2,60", "4,50")) })]), { quotient: null })).toBe(450);
    const price = priceOf(grid, unit, { ...someone, quotient: null });
    expect(price?.reasons.map(reasonWords)).toEqual([
      "sans quotient connu, le prix le plus élevé : donnez le vôtre pour payer selon vos revenus",
    ]);
  });

  it("the first line that fits the child holds", () => {
    const lines = [
      line({ case: { ownMeal: true }, price: one(amounts("1,50")) }),
      line({ case: { residents: true, ages: { to: 5 } }, price: one(amounts("3")) }),
      line({ case: { residents: true }, price: one(amounts("4")) }),
      line({ price: one(amounts("9")) }),
    ];
    expect(amountOf(tariff(lines), { ownMeal: true, resident: false })).toBe(150);
    expect(amountOf(tariff(lines), { age: 5 })).toBe(300);
    expect(amountOf(tariff(lines), { age: 6 })).toBe(400);
    expect(amountOf(tariff(lines), { resident: false })).toBe(900);
    expect(
      amountOf(tariff([line({ case: { grades: ["CP"] }, price: one(amounts("4")) })]), { grade: null }),
    ).toBeNull();
  });
});

describe("a child that nobody had booked", () => {
  const asked = (unbooked: Tariff["unbooked"]) => {
    const price = priceOf(tariff([line({ price: one(amounts("12,01")) })], { unbooked }), unit, {
      ...someone,
      unbooked: true,
    });
    return [
      price?.amount,
      price?.reasons
        .map(reasonWords)
        .at(-1)
        ?.replace(/\u00a0/gu, " "),
    ];
  };
  it("costs what it would have cost, a share or an amount more, or one price", () => {
    expect(asked(undefined)).toEqual([1201, "présence sans réservation"]);
    expect(asked({ share: percent("50 %") })).toEqual([1802, "présence sans réservation : + 50 %"]);
    expect(asked({ amount: cents(250) })).toEqual([1451, "présence sans réservation : + 2,50 €"]);
    expect(asked({ instead: cents(1500) })).toEqual([1500, "présence sans réservation : 15,00 €"]);
  });
});

describe("reasons", () => {
  it("say what made the price, in its order", () => {
    const both = tariff([line({ case: { residents: true }, price: one(effort("0,36 %", "2,60", "4,50")) })], {
      siblings: siblings({ counted: "enrolled", shares: [percent("80 %")] }),
      late: { share: percent("50 %") },
    });
    const price = priceOf(both, unit, { ...someone, quotient: euros("2000"), rank: 2, late: true });
    expect(price?.reasons.map(reasonWords)).toEqual([
      "prix des résidents",
      "0,36 % du quotient (2 000 €), ramené au maximum de 4,50 €",
      "2e enfant inscrit : 80 % du prix",
      "réservation tardive : + 50 %",
    ]);
    expect(price?.amount).toBe(540);
  });
});

const money = (most: number) => fc.integer({ min: 0, max: most }).map(cents);
const anyRate = fc.integer({ min: 0, max: 1_000_000 }).map(rate);
const anyAmount: fc.Arbitrary<TariffAmount> = fc.oneof(
  fc.array(money(5000), { minLength: 1, maxLength: 3 }).map((all): TariffAmount => ({ kind: "amounts", amounts: all })),
  fc
    .tuple(anyRate, money(3000), money(3000))
    .map(([by, floor, more]): TariffAmount => ({ kind: "rate", rate: by, floor, ceiling: cents(floor + more) })),
);
const anyTariff = fc
  .record({
    amount: anyAmount,
    siblings: fc.option(
      fc.record({
        counted: fc.constant("sameDay" as const),
        shares: fc.array(anyRate),
        bracketBelow: fc.constant(null),
      }),
    ),
    late: fc.option(fc.oneof(fc.record({ share: anyRate }), fc.record({ amount: money(1000) }))),
    rounding: fc.constantFrom("nearestCent" as const, "upToFiveCents" as const),
  })
  .map(({ amount, ...rest }) => tariff([line({ price: one(amount) })], rest));
const facts = fc.record({
  resident: fc.boolean(),
  worksHere: fc.boolean(),
  regime: fc.constantFrom(null, "general" as const, "msa" as const),
  age: fc.nat(17),
  grade: fc.constant(null),
  ownMeal: fc.boolean(),
  quotient: fc.option(money(1_000_000)),
  rank: fc.integer({ min: 1, max: 6 }),
  children: fc.integer({ min: 1, max: 6 }),
  late: fc.boolean(),
});

describe("any tariff", () => {
  it("gives whole cents, never less than nothing, and a reason", () => {
    fc.assert(
      fc.property(anyTariff, facts, (of, whose) => {
        const price = priceOf(of, unit, whose);
        expect(price?.amount).toSatisfy((amount: number) => Number.isSafeInteger(amount) && amount >= 0);
        expect(price?.reasons).not.toEqual([]);
      }),
    );
  });

  it("costs no less with a higher quotient, and most without one", () => {
    fc.assert(
      fc.property(anyTariff, facts, money(1_000_000), (of, whose, more) => {
        const known = whose.quotient ?? cents(0);
        const [low, high, none] = [known, cents(known + more), null].map((quotient) =>
          Number(priceOf(of, unit, { ...whose, quotient })?.amount),
        );
        expect(low).toBeLessThanOrEqual(Number(high));
        expect(high).toBeLessThanOrEqual(Number(none));
      }),
    );
  });
});
