/** What an import tells: many faults of one kind together, how far it is, and what to mend as a file. */
import { describe, expect, test } from "vitest";
import { rejectFile } from "../../../functions/family/file/reject-file.ts";
import { readImport } from "../../../functions/family/file/read-files.ts";
import { describeContent, describeFaults } from "../../../infra/operator/import-report.ts";
import { rejectPath } from "../../../infra/operator/import-input.ts";
import { progressText } from "../../../infra/operator/progress-bar.ts";
import {
  adultLine,
  childHeading,
  childLine,
  csv,
  faultsOf,
  familyHeading,
  today,
} from "../../unit/family/file/make.ts";

const names = { families: "familles.csv", children: "enfants.csv" };
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/gu, " ");

describe("faults", () => {
  const bad = (count: number) =>
    readImport(
      {
        families: csv([
          familyHeading,
          ...Array.from({ length: count }, (_, rank) =>
            adultLine({ "Code famille": `AB${String(10_000 + rank)}`, "Code postal": `${rank}?` }),
          ),
        ]),
        children: csv([childHeading]),
      },
      today,
    );
  test("some of one kind are told one by one, with the family", () =>
    expect(describeFaults(bad(2).faults, names)).toEqual([
      "familles.csv, ligne 2, colonne « Code postal » : « 0? » n’est pas un code postal (famille AB10000)",
      "familles.csv, ligne 3, colonne « Code postal » : « 1? » n’est pas un code postal (famille AB10001)",
    ]));
  test("20,000 of one kind are one line, with the first lines and an example", () => {
    const told = describeContent(bad(20_000), names, { resident: true }).map(plain);
    expect(told.length).toBeLessThan(10);
    expect(told).toContain(
      "  - familles.csv, colonne « Code postal », 20 000 lignes (2, 3, 4, 5, 6…) : n’est pas un code postal (ligne 2 : « 0? » n’est pas un code postal)",
    );
  });
});

describe("the file of what stayed out", () => {
  const files = {
    families: csv([
      familyHeading,
      adultLine(),
      adultLine({ Prénom: "Paul", Adresse: "1 rue; des Lilas" }),
      adultLine({ "Code famille": "CD5678" }),
      adultLine({ "Code famille": "" }),
      adultLine({ "Code famille": "EF9012" }).slice(1),
    ]),
    children: csv([
      childHeading,
      childLine({ "Né(e) le": "?" }),
      childLine({ "Code famille": "CD5678", Prénom: "Tom", "Code enfant": "2" }),
    ]),
  };
  const content = readImport(files, today);
  const rejected = { refused: content.refused, faults: content.faults };
  const families = rejectFile(files.families, "families", rejected);
  const children = rejectFile(files.children, "children", rejected);

  test("has each line of each family that stayed out, what is wrong first, and nothing of those that entered", () => {
    expect(families.text.split("\r\n").map((line) => line.slice(0, 40))).toEqual([
      "\uFEFFmotif du rejet;Code famille;Civilité;No",
      "sa famille n’est pas entrée;AB1234;Mme;M",
      "Adresse : une famille a une seule adress",
      "Code famille : cette cellule est vide;;M",
      "cette ligne a 10 cellules et l’en-tête 1",
      "",
    ]);
    expect(families.lineCount).toBe(4);
    expect(families.text).not.toContain("CD5678");
    expect(children.text).toContain("Né(e) le : « ? » n’est pas une date");
    expect(children.lineCount).toBe(1);
  });

  test("is read like any other once it is mended, again and again", () => {
    const mended = {
      families: families.text
        .split("\r\n")
        .filter((line) => !/cette cellule est vide|cette ligne a/u.test(line))
        .join("\r\n")
        .replace("1 rue; des Lilas", "1 rue des Lilas"),
      children: children.text.replace(";?;", ";07/03/2019;"),
    };
    const again = readImport({ families: Buffer.from(mended.families), children: Buffer.from(mended.children) }, today);
    expect(faultsOf(again)).toEqual([]);
    expect(again.families.map(({ household }) => household.guardians.length)).toEqual([2]);
    expect(again.ignoredColumns).toEqual({ families: [], children: [] });
    // Fed back unmended, it says the same, and its own reasons do not pile up.
    const same = readImport({ families: Buffer.from(families.text), children: Buffer.from(children.text) }, today);
    const twice = rejectFile(Buffer.from(children.text), "children", { refused: same.refused, faults: same.faults });
    expect(twice.text.split("\r\n")[0]).toBe(children.text.split("\r\n")[0]);
  });

  test.each([
    ["a/familles.csv", "a/familles-a-corriger.csv"],
    ["a/familles-a-corriger.csv", "a/familles-a-corriger-2.csv"],
    ["familles-a-corriger-9.csv", "familles-a-corriger-10.csv"],
  ])("of %s is %s: none is written over", (path, next) => expect(rejectPath(path)).toBe(next));
});

test.each([
  [0, 10_000, 1000, "[                        ] 0 %, 0 famille sur 10 000"],
  [2500, 10_000, 10_000, "[######                  ] 25 %, 2 500 familles sur 10 000, encore 30 s"],
  [1000, 10_000, 60_000, "[##                      ] 10 %, 1 000 familles sur 10 000, encore 9 minutes"],
  [10_000, 10_000, 60_000, "[########################] 100 %, 10 000 familles sur 10 000, presque fini"],
])("progress: %i of %i after %i ms", (done, total, elapsed, text) =>
  expect(plain(progressText(done, total, elapsed))).toBe(text),
);

test("progress counts what it is told to count", () => {
  expect(plain(progressText(50, 200, 1000, "fiche"))).toContain("50 fiches sur 200, encore 3 s");
});
