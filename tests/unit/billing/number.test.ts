/** Numbers of invoices, and the references by which each way of collecting has them paid. */
import { expect, test } from "vitest";
import { mostOfYear, paymentReference, plainNumber, printedNumber } from "../../../functions/billing/rules/number.ts";

const number = { series: "ALSH", year: 2026, rank: 123 };

test("a printed number says its series, the plain one is digits alone, thirteen at most", () => {
  expect(printedNumber(number)).toBe("ALSH-2026-000123");
  expect(plainNumber(number)).toBe("2026000123");
  expect(plainNumber({ ...number, rank: mostOfYear })).toMatch(/^[0-9]{1,13}$/u);
});

test.each([
  ["regie", undefined, "ALSH2026000123", /^[A-Za-z0-9]{6,30}$/u],
  ["role", "CA", "2026CA000002026000123", /^[0-9]{4}[A-Z0-9]{2}00[0-9]{13}$/u],
  ["role", "7", "202670000002026000123", /^[A-Za-z0-9]{21}$/u],
  ["titre", undefined, "202600000123000001", /^[0-9]{18}$/u],
] as const)("the reference of a %s with the product %s is %s", (collection, productCode, reference, shape) => {
  expect(paymentReference({ collection, productCode }, number)).toBe(reference);
  expect(reference).toMatch(shape);
});
