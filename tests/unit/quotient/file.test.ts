/** A file of quotients as real exports write it: headings, separators, encodings, amounts, months; and what is refused. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnreadableFile } from "../../../functions/import/fault.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readQuotientsFile, type FileOptions } from "../../../functions/quotient/file/quotients-file.ts";
import { csv, encode, type Style } from "../family/file/make.ts";

const options: FileOptions = {
  month: id("PlainMonth", "2026-11"),
  origin: "caf",
  kind: "caf",
  validity: { months: 12 },
  today: id("PlainDate", "2026-11-26"),
};
const read = (bytes: Uint8Array, change: Partial<FileOptions> = {}) =>
  readQuotientsFile(bytes, { ...options, ...change });
const ofText = (text: string, change: Partial<FileOptions> = {}) => read(encode(text, "utf8"), change);
const faultsOf = (text: string): readonly (readonly [number, string])[] =>
  ofText(text).faults.map(({ line, column, reason }) => [line, `${column ?? ""}|${reason}`] as const);

const styles: fc.Arbitrary<Style> = fc.record({
  separator: fc.constantFrom(";" as const, "," as const, "\t" as const),
  encoding: fc.constantFrom("utf8" as const, "bom" as const, "windows-1252" as const),
  lineBreak: fc.constantFrom("\n" as const, "\r\n" as const),
});
/** `1234,50`, `1 234.5`, `1234,5 €`: one amount in the ways that people and software write it. */
const written = (cents: number) =>
  fc
    .record({
      point: fc.constantFrom(",", "."),
      space: fc.constantFrom("", " ", "\u00a0"),
      sign: fc.constantFrom("", " €", "€"),
    })
    .map(({ point, space, sign }) => {
      const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/gu, space);
      return `${euros}${point}${String(cents % 100).padStart(2, "0")}${sign}`;
    });

describe("A file of quotients", () => {
  test("says a family, a month and a value a line, whatever its separator, encoding and way of writing amounts", () => {
    const lines = fc.uniqueArray(
      fc
        .integer({ min: 0, max: 100_000_00 })
        .chain((cents) =>
          fc.record({ code: fc.integer({ min: 1, max: 999_999 }), cents: fc.constant(cents), text: written(cents) }),
        ),
      { selector: ({ code }) => code, minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(lines, styles, (all, style) => {
        const bytes = csv(
          [["N° famille", "QF", "Période"], ...all.map(({ code, text }) => [String(code), text, "11/2026"])],
          style,
        );
        const { lines: found, faults } = read(bytes);
        expect(faults).toEqual([]);
        expect(found.map(({ familyCode, value, month, line }) => [familyCode, value, month, line])).toEqual(
          all.map(({ code, cents }, rank) => [String(code), cents, "2026-11", rank + 2]),
        );
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ["11/2026", "2026-11"],
    ["2026-10", "2026-10"],
    ["202609", "2026-09"],
    ["nov. 2026", "2026-11"],
    ["Août 2026", "2026-08"],
    ["01/07/2026", "2026-07"],
    ["2026-06-01T00:00:00", "2026-06"],
  ])("reads %s as a month", (text, month) => {
    expect(ofText(`code famille;quotient;mois\n12;700;${text}\n`).lines).toMatchObject([{ month }]);
  });

  test("takes the month and the origin that were chosen for lines that say none, and the town's own validity", () => {
    expect(ofText("code famille;quotient;origine\n12;0;MSA\n13;987,50;\n").lines).toEqual([
      { line: 2, familyCode: "12", month: "2026-11", value: 0, from: "2026-11-01", until: "2027-10-31", origin: "msa" },
      {
        line: 3,
        familyCode: "13",
        month: "2026-11",
        value: 98_750,
        from: "2026-11-01",
        until: "2027-10-31",
        origin: "caf",
      },
    ]);
  });

  test("never mixes ways of counting", () => {
    const text = "code famille;quotient;mode de calcul\n12;700;CAF\n13;700;Quotient fiscal\n14;700;au pif\n";
    expect(ofText(text).lines.map(({ familyCode }) => familyCode)).toEqual(["12"]);
    expect(faultsOf(text)).toEqual([
      [3, expect.stringContaining("jamais mélangé")],
      [4, expect.stringContaining("n’est pas un mode de calcul connu")],
    ]);
    expect(ofText(text, { kind: "fiscal" }).lines.map(({ familyCode }) => familyCode)).toEqual(["13"]);
  });

  test("takes a formula for the text that it is, and says of each line what is wrong", () => {
    expect(
      faultsOf(
        [
          "code famille;quotient;mois;valable jusqu’au;origine",
          "12;=1+1;11/2026;;",
          "13;-5;11/2026;;",
          "14;12,345;11/2026;;",
          ";700;11/2026;;",
          "É!;700;11/2026;;",
          "15;;11/2026;;",
          "16;700;13/2026;;",
          "17;700;12/2026;;",
          "18;700;10/2020;;",
          "19;700;11/2026;30/02/2027;",
          "20;700;11/2026;31/10/2026;",
          "21;700;11/2026;;la banque",
          "22;700;11/2026;;",
          "22;800;11/2026;;",
          "23;700",
          "24;2000000;11/2026;;",
        ].join("\n"),
      ),
    ).toEqual([
      [2, "quotient|« =1+1 » n’est pas un montant : écrivez par exemple 722 ou 987,50 ; 0 est un quotient"],
      [3, expect.stringContaining("n’est pas un montant")],
      [4, expect.stringContaining("n’est pas un montant")],
      [5, "code famille|cette cellule est vide"],
      [6, expect.stringContaining("n’est pas un code famille")],
      [7, "quotient|cette cellule est vide"],
      [8, expect.stringContaining("n’est pas un mois")],
      [9, expect.stringContaining("pas encore commencé")],
      [10, expect.stringContaining("trop ancien")],
      [11, expect.stringContaining("n’existe pas au calendrier")],
      [12, expect.stringContaining("La fin est avant le début")],
      [13, expect.stringContaining("n’est pas une origine connue")],
      [15, expect.stringContaining("la ligne 14 donne déjà le quotient de ce mois")],
      [16, expect.stringContaining("cette ligne a 2 cellules")],
      [17, expect.stringContaining("dépasse un million")],
    ]);
  });

  test("counts a repeated line once, and names the columns that it leaves out", () => {
    const { lines, notices, ignoredColumns, lineCount } = ofText(
      "code famille;nom;quotient\n12;Martin;700\n12;Martin;700\n",
    );
    expect([lines.length, lineCount, ignoredColumns]).toEqual([1, 2, ["nom"]]);
    expect(notices).toEqual([{ line: 3, reason: expect.stringContaining("ligne 2") as unknown }]);
  });

  test.each([
    ["nothing", ""],
    ["no column of families", "nom;quotient\nMartin;700\n"],
    ["a workbook", "PK\u0003\u0004"],
  ])("cannot be read when it holds %s", (_, text) => {
    expect(() => ofText(text)).toThrow(UnreadableFile);
  });
});
