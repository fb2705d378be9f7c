/** What of a price is for minding and for the meal: in cents, never more than the price. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PricePart, Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { priceOf, splitOf } from "../../../functions/price/rules/price-of.ts";
import { lessened, splitPrice } from "../../../functions/price/rules/split.ts";
import { keptPrice, keptPriceRecord } from "../../../functions/price/store/kept-price.ts";
import { reasonWords } from "../../../functions/price/words.fr.ts";

const rest = { rest: true } as const;
const percent = (of: number): PricePart => ({ share: rate(of * 10_000) });

describe("worked cases", () => {
  test.each([
    ["45.76 % of 3.27 is minding, the rest the meal", { care: percent(45.76), food: rest }, 327, 150, 177],
    ["1.50 is the meal, the rest minding", { care: rest, food: { amount: cents(150) } }, 553, 403, 150],
    [
      "a meal that costs more than the price is the whole of it",
      { care: rest, food: { amount: cents(150) } },
      100,
      0,
      100,
    ],
    ["all is minding", { care: rest }, 120, 120, 0],
    ["a half of each, of an odd sum", { care: percent(50), food: percent(50) }, 101, 51, 50],
    ["nothing of nothing", { care: rest, food: percent(50) }, 0, 0, 0],
  ] as const)("%s", (_, split, price, care, food) => {
    expect(splitPrice(split, cents(price))).toEqual({ care, food });
  });

  test("a remission lessens both alike", () => {
    expect(lessened({ care: cents(403), food: cents(150) }, cents(553), cents(276))).toEqual({ care: 201, food: 75 });
    expect(lessened({ care: cents(403), food: cents(150) }, cents(553), cents(0))).toEqual({ care: 0, food: 0 });
  });
});

const unit = id("UnitId", "journee");
const tariff: Tariff = {
  id: id("TariffId", "essai"),
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: "Essai",
  lines: [
    {
      units: [unit],
      case: {},
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(600)] } },
      split: { care: rest, food: { amount: cents(200) } },
    },
  ],
  siblings: null,
  late: { share: rate(500_000) },
  unbooked: { instead: cents(1500) },
  rounding: "nearestCent",
};
const facts = {
  resident: true,
  worksHere: false,
  regime: null,
  age: 4,
  grade: null,
  ownMeal: false,
  quotient: null,
  rank: 1,
  children: 1,
  late: false,
} as const;

describe("a price", () => {
  test("says what it is for, and a booking keeps it", () => {
    const price = priceOf(tariff, unit, facts);
    if (!price) throw new Error("It has a price");
    expect(splitOf(price)).toEqual({ care: 400, food: 200 });
    expect(price.reasons.map(reasonWords)).toContain("dont 4,00\u00a0€ de garde et 2,00\u00a0€ de repas");
    expect(keptPrice().parse(keptPriceRecord(price))).toEqual(price);
  });

  test("has surcharges that are for neither, and a fine is all of it", () => {
    const late = priceOf(tariff, unit, { ...facts, late: true });
    expect(late?.amount).toBe(900);
    expect(late && splitOf(late)).toEqual({ care: 400, food: 200 });
    const fined = priceOf(tariff, unit, { ...facts, unbooked: true });
    expect(fined && splitOf(fined)).toBeNull();
  });
});

test("of any split of any price, no part is below zero, and both are the price at most", () => {
  const part = fc.option(
    fc.oneof(
      fc.integer({ min: 0, max: 1_000_000 }).map((one): PricePart => ({ share: rate(one) })),
      fc.nat(2000).map((one): PricePart => ({ amount: cents(one) })),
      fc.constant<PricePart>(rest),
    ),
    { nil: undefined },
  );
  fc.assert(
    fc.property(part, part, fc.nat(3000), fc.nat(3000), (care, food, price, less) => {
      const found = splitPrice({ care, food }, cents(price));
      const left = lessened(found, cents(price), cents(Math.min(price, less)));
      for (const [parts, most] of [
        [found, price],
        [left, Math.min(price, less)],
      ] as const) {
        expect(Math.min(parts.care, parts.food)).toBeGreaterThanOrEqual(0);
        expect(parts.care + parts.food).toBeLessThanOrEqual(most);
      }
    }),
  );
});
