import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvFile } from "../../../functions/kernel/csv.ts";

test("every text comes back as it went in, and none begins as a formula does", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string())), (rows) => {
      const read: readonly (readonly string[])[] = parse(csvFile([["a", "b"], ...rows]), { bom: true, delimiter: ";" });
      const marked = rows.map((row) => row.map((cell) => (/^[=+\-@＝＋－＠\t\r]/u.test(cell) ? `'${cell}` : cell)));
      expect(read.slice(1)).toEqual(marked);
    }),
  );
});

test("a spreadsheet opens it without a question", () => {
  expect(
    csvFile([
      ["ligne", "motif"],
      ["2", '=HYPERLINK("x")'],
    ]),
  ).toBe('\uFEFFligne;motif\r\n2;"\'=HYPERLINK(""x"")"\r\n');
});

test("an amount below zero is a number to add up; the same typed as a text is not", () => {
  expect(csvFile([[{ amount: -1250 }, { amount: 1250 }, "-12,50"]])).toBe("\uFEFF-12,50;12,50;'-12,50\r\n");
});
