/** What a booking keeps of its price: all of it, in few bytes. */
import fc from "fast-check";
import { expect, it } from "vitest";
import * as z from "zod/mini";
import { rate } from "../../../functions/kernel/exact.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { quotientOrigins } from "../../../functions/catalogue/rules/quotient-origins.ts";
import { flatSpans, regimes } from "../../../functions/catalogue/rules/tariffs.ts";
import { payers } from "../../../functions/price/rules/circumstances.ts";
import type { Price, PriceReason } from "../../../functions/price/rules/price-of.ts";
import { keptPrice, keptPriceRecord } from "../../../functions/price/store/kept-price.ts";

const money = fc.nat(1_000_000).map(cents);
const share = fc.nat(5_000_000).map(rate);
const number = fc.integer({ min: 1, max: 12 });
const reason: fc.Arbitrary<PriceReason> = fc.oneof(
  fc.record({ kind: fc.constant("flat" as const), amount: money }),
  fc.record({ kind: fc.constant("bracket" as const), from: money, to: fc.option(money), below: fc.option(number) }),
  fc.record({
    kind: fc.constant("effortRate" as const),
    rate: share,
    quotient: money,
    held: fc.option(fc.record({ bound: fc.constantFrom("floor" as const, "ceiling" as const), amount: money })),
  }),
  fc.record({ kind: fc.constantFrom("ownMeal" as const, "worksHere" as const) }),
  fc.record({
    kind: fc.constant("withoutQuotient" as const),
    refused: fc.constantFrom(null, ...quotientOrigins),
  }),
  fc.record({ kind: fc.constant("regime" as const), regime: fc.constantFrom(...regimes) }),
  fc.record({
    kind: fc.constant("payer" as const),
    payer: fc.constantFrom(...payers),
    name: fc.option(fc.string({ minLength: 1, unit: "grapheme" })),
    part: fc.oneof(fc.record({ share }), fc.record({ amount: money })),
    amount: money,
    of: money,
  }),
  fc.record({ kind: fc.constant("span" as const), span: fc.constantFrom(...flatSpans), bears: fc.boolean() }),
  fc.record({
    kind: fc.constant("time" as const),
    block: fc.constantFrom(15 as const, 30 as const, 60 as const),
    count: fc.option(number),
    each: money,
    noted: fc.constant(false),
  }),
  fc.record({ kind: fc.constant("resident" as const), resident: fc.boolean() }),
  fc.record({
    kind: fc.constant("sibling" as const),
    rank: number,
    share: fc.option(share),
    counted: fc.constantFrom("sameDay" as const, "enrolled" as const),
  }),
  fc.record({
    kind: fc.constant("late" as const),
    surcharge: fc.oneof(fc.record({ share }), fc.record({ amount: money })),
  }),
);
const price: fc.Arbitrary<Price> = fc.record({
  amount: money,
  quotient: fc.option(money),
  reasons: fc.array(reason, { maxLength: 5 }),
  tariff: fc.constant({ id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") }),
});

it("is read back as it was", () => {
  fc.assert(
    fc.property(price, (one) => {
      expect(z.parse(keptPrice(), keptPriceRecord(one))).toEqual(one);
    }),
  );
});

it("takes about as much room as a claim", () => {
  const usual: Price = {
    amount: cents(442),
    quotient: cents(45_000),
    reasons: [
      { kind: "resident", resident: true },
      { kind: "bracket", from: cents(30_801), to: cents(60_000), below: null },
      { kind: "sibling", rank: 2, share: rate(800_000), counted: "sameDay" },
    ],
    tariff: { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") },
  };
  expect(keptPriceRecord(usual)).toEqual({
    c: 442,
    q: 45_000,
    t: "mercredis 2026-09-01",
    w: "r1 b30801-60000 s2d800000",
  });
});

it("of a reason that nobody writes is refused", () => {
  expect(() => z.parse(keptPrice(), { c: 442, t: "mercredis 2026-09-01", w: "x9" })).toThrow("cannot be read");
});
