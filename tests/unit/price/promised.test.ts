/** What is asked beside what was said: what was said, unless something that the tariff counts by has moved. */
import { expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import type { Price } from "../../../functions/price/rules/price-of.ts";
import { askedFor } from "../../../functions/price/rules/promised.ts";
import { promisedWords } from "../../../functions/price/words.fr.ts";

const price = (amount: number, over: Partial<Price> = {}): Price => ({
  amount: cents(amount),
  reasons: [{ kind: "bracket", from: cents(0), to: cents(30_800), below: null }],
  quotient: cents(30_000),
  tariff: { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2026-09-01") },
  ...over,
});
const later = { id: id("TariffId", "mercredis"), effectiveFrom: id("PlainDate", "2027-01-01") };
const second = { kind: "sibling", rank: 2, share: null, counted: "sameDay" } as const;

test("the same price needs no word; without a promise, what is counted now is asked", () => {
  expect(askedFor(price(377), price(377, { quotient: cents(1) }))).toEqual({
    price: price(377, { quotient: cents(1) }),
    movedBy: [],
  });
  expect(askedFor(undefined, price(377))).toEqual({ price: price(377), movedBy: [] });
});

test.each([
  ["tariff", price(385, { tariff: later })],
  ["quotient", price(553, { quotient: cents(45_000) })],
  ["siblings", price(342, { reasons: [...price(0).reasons, second] })],
  ["residence", price(1250, { reasons: [{ kind: "resident", resident: false }], quotient: cents(30_000) })],
  [
    "circumstances",
    price(177, {
      reasons: [
        ...price(0).reasons,
        { kind: "payer", payer: "ccas", name: null, part: { amount: cents(200) }, amount: cents(200), of: cents(377) },
      ],
    }),
  ],
] as const)("when %s has moved, what is counted now is asked, and the line says why", (mover, now) => {
  expect(askedFor(price(377), now)).toEqual({ price: now, movedBy: [mover] });
});

test("when nothing of it has moved, what was said is asked", () => {
  expect(askedFor(price(377), price(399))).toEqual({ price: price(377), movedBy: [] });
});

test("it says what had been announced, and everything that moved", () => {
  expect(promisedWords(cents(377), ["tariff", "quotient"]).replace(/\u00a0/gu, " ")).toBe(
    "3,77 € annoncés à la réservation : le tarif a changé, le quotient a changé",
  );
});
