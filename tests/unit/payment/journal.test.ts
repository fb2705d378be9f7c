/** The journal of payments: whole to the cent, readable in a French spreadsheet, and no cell of it a formula. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvFile } from "../../../functions/kernel/csv.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { decimal } from "../../../functions/kernel/money.ts";
import { journalRows, type JournalEntry, type JournalWords } from "../../../functions/payment/rules/journal.ts";
import { allMeans, entryKinds } from "../../../functions/payment/rules/payment.ts";

const words: JournalWords<JournalEntry> = {
  head: ["Date"],
  what: ({ kind }) => kind,
  account: (account) => account,
  over: "trop-perçu",
};
const number = (text: string): number => Math.round(Number(text.replace(",", ".") || "0") * 100);
const entry = fc
  .record({
    kind: fc.constantFrom(...entryKinds),
    means: fc.constantFrom(...allMeans),
    parts: fc.array(fc.integer({ min: 1, max: 1_000_000 }), { maxLength: 4 }),
    over: fc.nat(5000),
    day: fc.integer({ min: 1, max: 28 }),
    reason: fc.oneof(fc.constantFrom("=1+1", "+33", "-5", "@SUM(A1)", 'a"b;c', "deux\nlignes"), fc.string()),
  })
  .map(({ kind, means, parts, over, day, reason }): JournalEntry => ({
    name: "n",
    kind,
    means,
    familyCode: id("FamilyCode", "FAM0001"),
    accountId: "regie",
    amount: parts.reduce((sum, one) => sum + one, 0) + (parts.length === 0 ? 100 : over),
    over: parts.length === 0 ? 0 : over,
    parts: parts.map((amount) => ({ period: id("PlainMonth", "2026-11"), number: "ALSH-2026-000001", amount })),
    on: id("PlainDate", `2026-12-${String(day).padStart(2, "0")}`),
    reason,
  }));

describe("The journal", () => {
  it("adds up to its entries, in and out apart, in the order of days", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const [, ...rows] = journalRows(entries, words);
        const sum = (column: number): number => rows.reduce((total, row) => total + number(row[column] ?? ""), 0);
        const total = (some: readonly JournalEntry[]): number => some.reduce((all, { amount }) => all + amount, 0);
        const money = entries.filter(({ means }) => means !== "wallet");
        const of = (...kinds: readonly string[]): number => total(money.filter(({ kind }) => kinds.includes(kind)));
        expect([sum(6), sum(7), sum(8)]).toEqual([
          of("payment", "topUp"),
          of("reversal", "refund", "givenBack"),
          of("writeOff"),
        ]);
        // What a wallet pays came in when it was topped up: never twice among what came in.
        const moved = entries.filter(({ means }) => means === "wallet");
        expect(sum(9)).toBe(total(moved.filter(({ kind }) => kind === "payment")));
        expect(sum(10)).toBe(total(moved.filter(({ kind }) => kind !== "payment")));
        const days = rows.map((row) => (row[0] ?? "").split("/").reverse().join("-"));
        expect(days).toEqual([...days].sort());
      }),
    );
  });

  it("holds no formula, whatever was typed as a reason", () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), (entries) => {
        const rows: readonly string[][] = parse(csvFile(journalRows(entries, words)), {
          bom: true,
          delimiter: ";",
          recordDelimiter: "\r\n",
          relaxColumnCount: true,
        });
        expect(rows.length).toBe(journalRows(entries, words).length);
        for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/u);
      }),
    );
  });

  it.each([
    [5, "0,05"],
    [100, "1,00"],
    [123_456_789, "1234567,89"],
  ])("writes %i cents as %s", (cents, text) => {
    expect(decimal(cents)).toBe(text);
  });
});
