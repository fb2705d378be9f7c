/** What did not enter of a file of quotients comes back as a file: to mend, and to read like the first one. */
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { id } from "../../../../functions/kernel/ids.ts";
import { readQuotientsFile } from "../../../../functions/quotient/file/quotients-file.ts";
import { refusedFile } from "../../../../web/staff/quotient/bulk/refused.ts";
import type { Row } from "../../../../web/staff/quotient/bulk/useBulk.ts";

const read = (text: string) =>
  readQuotientsFile(Buffer.from(text), {
    month: id("PlainMonth", "2026-11"),
    origin: "caf",
    kind: "caf",
    validity: { months: 12 },
    today: id("PlainDate", "2026-11-26"),
  });
const cellsOf = (text: string): readonly (readonly string[])[] =>
  parse(text.replaceAll("\u00a0", " "), { bom: true, delimiter: ";" });

const file = read(
  [
    "N° famille;QF;mois",
    "AB1234;612,40;11/2026",
    'CD5678;"=HYPERLINK(""http://exemple.fr"")";octobre 2026',
    "EF9012;abc;13/2026",
    "GH3456;700",
  ].join("\r\n"),
);
const refused = ({ said }: Pick<Row, "said">): Row => ({
  said,
  compared: {
    line: said.line,
    familyCode: said.familyCode,
    outcome: "refused",
    seen: 0,
    reason: "aucune famille ne porte ce code",
  },
  entered: null,
});
const text = refusedFile(
  file.lines.map((said) => refused({ said: { ...said } })),
  file.faults,
);

test("each line that did not enter is there once, in the order of the file, with every reason and its cells", () => {
  const [heading, ...lines] = cellsOf(text);
  expect(heading).toEqual([
    "motif du rejet",
    "code famille",
    "quotient",
    "mois",
    "origine",
    "mode de calcul",
    "compte à partir du",
    "valable jusqu’au",
  ]);
  expect(lines).toEqual([
    [
      "Ligne 2 : aucune famille ne porte ce code",
      "AB1234",
      "612,40",
      "11/2026",
      "CAF",
      "",
      "01/11/2026",
      expect.anything(),
    ],
    [
      expect.stringMatching(/^Ligne 3 : QF : /u),
      "CD5678",
      '\'=HYPERLINK("http://exemple.fr")',
      "octobre 2026",
      "",
      "",
      "",
      "",
    ],
    [expect.stringMatching(/^Ligne 4 : QF : .* ; mois : /u), "EF9012", "abc", "13/2026", "", "", "", ""],
    [expect.stringMatching(/^Ligne 5 : cette ligne a 2 cellules/u), "GH3456", "700", "", "", "", "", ""],
  ]);
});

test("mended, it is read like any other: nothing of ours gets in the way", () => {
  const mended = text.replace(/"'=HYPERLINK.*?\)";/u, "987,50;").replace("abc;13/2026", "0;11/2026");
  const again = read(mended);
  expect(again.faults).toEqual([]);
  expect(again.ignoredColumns).toEqual([]);
  expect(again.lines.map(({ familyCode, value, month }) => [familyCode, value, month])).toEqual([
    ["AB1234", 61_240, "2026-11"],
    ["CD5678", 98_750, "2026-10"],
    ["EF9012", 0, "2026-11"],
    ["GH3456", 70_000, "2026-11"],
  ]);
});
