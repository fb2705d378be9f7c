/** The list of what the portal keeps: where the file says it, both values in words, and why. */
import { expect, test } from "vitest";
import type { KeptOfFamily } from "../../../functions/family/use-cases/enter-families.ts";
import { childPlace } from "../../../functions/family/file/read-files.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { keptFile, keptLines } from "../../../infra/operator/kept-file.ts";

const familyCode = id("FamilyCode", "00123456");
const childId = id("ChildId", "1001");
const content = {
  // The file has lost the zeros of the portal's code.
  lines: new Map([[id("FamilyCode", "123456"), 7]]),
  childLines: new Map([[childPlace(familyCode, childId), 9]]),
  oneFile: false,
};
const kept = (one: Partial<KeptOfFamily>): KeptOfFamily => ({
  familyCode,
  field: "profession",
  whose: "Léa Vernay",
  stands: "Infirmière",
  said: "Cadre",
  saidBefore: true,
  ...one,
});
const linesOf = (...all: readonly Partial<KeptOfFamily>[]) => keptLines(all.map(kept), content);

test("names the line of the child, else the family's first, whatever its zeros", () => {
  expect(
    linesOf({}, { field: "grade", whose: "Zoé Vernay", childId, stands: "CP", said: undefined }).map(
      ({ file, line, person, field, stands, said }) => [file, line, person, field, stands, said],
    ),
  ).toEqual([
    ["families", 7, "Léa Vernay", "Profession", "Infirmière", "Cadre"],
    ["children", 9, "Zoé Vernay", "Classe", "CP", null],
  ]);
});

test("says why: changed since, known before the town spoke, or left open by a family that came by the portal", () => {
  expect(linesOf({}, { saidBefore: false }, { saidBefore: false, stands: undefined }).map(({ why }) => why)).toEqual([
    expect.stringMatching(/^changé sur le portail depuis/u),
    expect.stringMatching(/^le portail le savait avant/u),
    expect.stringMatching(/^la famille est arrivée par le portail, où rien n’est dit ici/u),
  ]);
});

test("values are words, and a cell that begins as a formula is text in a spreadsheet", () => {
  const [resident, home] = linesOf(
    { field: "resident", whose: undefined, stands: true, said: false },
    {
      field: "address",
      whose: undefined,
      stands: { lines: ["1 rue A"], postcode: "45300", town: "Boynes" },
      said: undefined,
    },
  );
  expect([resident?.stands, resident?.said, home?.stands, home?.person]).toEqual([
    "oui",
    "non",
    "1 rue A, 45300 Boynes",
    null,
  ]);
  const text = keptFile(linesOf({ said: '=HYPERLINK("http://exemple.fr")' }), { families: "f.csv", children: "e.csv" });
  expect(text).toMatch(/;[^;]*'=HYPERLINK/u);
});
