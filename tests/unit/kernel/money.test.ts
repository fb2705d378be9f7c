import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cents, decimal, dividedCents, eurosInWords, readEuros } from "../../../functions/kernel/money.ts";

describe("An amount", () => {
  test("is whole cents, and never a negative zero, a fraction or beyond what is exact", () => {
    for (const wrong of [0.5, 1.005, -0, NaN, Infinity, 2 ** 53]) expect(() => cents(wrong)).toThrow(RangeError);
    expect(cents(-640)).toBe(-640);
  });

  test("is written for spreadsheets, forms and other programs with its two decimals, below zero too", () => {
    expect([5, 1500, 123_456, 0, -50, -150].map((one) => decimal(one))).toEqual([
      "0,05",
      "15,00",
      "1234,56",
      "0,00",
      "-0,50",
      "-1,50",
    ]);
    expect(decimal(123_456, ".")).toBe("1234.56");
  });

  test("is divided exactly, half away from zero", () => {
    // 987.50 x 0.36 %: 3.555, of which binary fractions make 3.55.
    expect(dividedCents(98_750n * 36n, 10_000n)).toBe(356);
    expect(dividedCents(305n, 2n)).toBe(153);
    expect(dividedCents(-305n, 2n)).toBe(-153);
    expect(dividedCents(-1n, 3n)).toBe(0);
    expect(Object.is(dividedCents(-1n, 3n), 0)).toBe(true);
    expect(() => dividedCents(1n, 0n)).toThrow(RangeError);
  });

  test("divided is never further than half a cent from the truth", () => {
    fc.assert(
      fc.property(fc.bigInt(-(10n ** 14n), 10n ** 14n), fc.bigInt(1n, 10n ** 6n), (numerator, denominator) => {
        const off = BigInt(dividedCents(numerator, denominator)) * denominator - numerator;
        expect(2n * (off < 0n ? -off : off)).toBeLessThanOrEqual(denominator);
      }),
    );
  });

  test.each([
    ["722", 72_200],
    ["987,5", 98_750],
    ["1 234,56 €", 123_456],
    ["1\u202f234.56", 123_456],
    ["0", 0],
    ["0,05", 5],
    ["１２", 1_200],
  ])("is read as typed: %s", (typed, amount) => {
    expect(readEuros(typed)).toBe(amount);
  });

  test.each(["", "abc", "-1", "1,005", "1e3", "12,", "1,2,3", "0x10", "1234567890", "NaN", "∞"])(
    "is not read from %j",
    (typed) => {
      expect(readEuros(typed)).toBeNull();
    },
  );

  test("is written as it is read", () => {
    expect(eurosInWords(cents(123_456_789))).toBe("1\u202f234\u202f567,89\u00a0€");
    expect(eurosInWords(cents(72_200))).toBe("722\u00a0€");
    expect(eurosInWords(cents(-5))).toBe("−0,05\u00a0€");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 11 - 1 }), (amount) => {
        expect(readEuros(eurosInWords(cents(amount)))).toBe(amount);
      }),
    );
  });
});
