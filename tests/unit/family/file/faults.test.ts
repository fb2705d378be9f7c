import { describe, expect, test } from "vitest";
import { UnreadableFile } from "../../../../functions/import/fault.ts";
import { readImport } from "../../../../functions/family/file/read-files.ts";
import {
  adultLine,
  childHeading,
  childLine,
  codesOf,
  csv,
  encode,
  familyHeading,
  faultsOf,
  read,
  today,
} from "./make.ts";

const other = (over: Parameters<typeof adultLine>[0] = {}) =>
  adultLine({ "Code famille": "CD5678", Nom: "Petit", Prénom: "Anne", ...over });

describe("each bad cell is reported by line, column and reason", () => {
  test.each([
    [{ "Code famille": "" }, "families 2 Code famille: cette cellule est vide"],
    [
      { "Code famille": "AB*1" },
      "families 2 Code famille: « AB*1 » n’est pas un code famille : un numéro, ou 4 à 12 lettres ou chiffres, sans accent",
    ],
    [{ Nom: "" }, "families 2 Nom: cette cellule est vide"],
    [
      { Prénom: "L3a" },
      "families 2 Prénom: « L3a » n’est pas un nom : des lettres, des espaces, des tirets et des apostrophes",
    ],
    [
      { Nom: "\u3164\u3164" },
      "families 2 Nom: « \u3164\u3164 » n’est pas un nom : des lettres, des espaces, des tirets et des apostrophes",
    ],
    [{ Adresse: "" }, "families 2 Adresse: cette cellule est vide"],
    [{ "Code postal": "450" }, "families 2 Code postal: « 450 » n’est pas un code postal"],
    [{ Commune: "45" }, "families 2 Commune: « 45 » n’est pas un nom de commune"],
    [{ Résident: "" }, "families 2: aucune ligne de cette famille ne dit si elle est résidente (oui ou non)"],
    [{ Payeur: "non" }, "families 2: aucun responsable de cette famille n’est payeur"],
  ])("adult %j", (over, fault) => {
    const content = read([adultLine(over), other()]);
    expect(faultsOf(content)).toEqual([fault]);
    expect(codesOf(content)).toEqual(["CD5678"]);
  });

  test.each([
    [{ "Code enfant": "" }, "children 2 Code enfant: cette cellule est vide"],
    [
      { "Code enfant": "n°12" },
      "children 2 Code enfant: « n°12 » n’est pas un code enfant : 1 à 16 lettres ou chiffres, sans accent",
    ],
    [
      { "Né(e) le": "2019" },
      "children 2 Né(e) le: « 2019 » n’est pas une date : écrivez jj/mm/aaaa, par exemple 07/03/2019",
    ],
    [{ "Né(e) le": "29/02/2019" }, "children 2 Né(e) le: le « 29/02/2019 » n’existe pas au calendrier"],
    [{ "Né(e) le": "24/11/2026" }, "children 2 Né(e) le: cette date de naissance est dans l’avenir"],
    [{ "Né(e) le": "23/11/2008" }, "children 2 Né(e) le: né(e) à cette date, cet enfant a 18 ans ou plus"],
    [{ "Code famille": "XX9999" }, "children 2: la famille XX9999 n’est pas dans le fichier des familles"],
  ])("child %j", (over, fault) => {
    const content = read([adultLine(), other()], [childLine(over)]);
    expect(faultsOf(content)).toEqual([fault]);
    const strayed = fault.includes("XX9999");
    expect(codesOf(content)).toEqual(strayed ? ["AB1234", "CD5678"] : ["CD5678"]);
  });

  test("the day before coming of age, and today's newborn, are children", () => {
    expect(
      faultsOf(
        read(
          [adultLine()],
          [
            childLine({ "Né(e) le": "24/11/2008" }),
            childLine({ "Code enfant": "2", Prénom: "Nina", "Né(e) le": "23/11/2026" }),
          ],
        ),
      ),
    ).toEqual([]);
  });
});

describe("a family with one bad line stays out whole", () => {
  test("a bad child keeps its parents and its brother out", () => {
    const content = read(
      [adultLine(), adultLine({ Prénom: "Paul" }), other()],
      [childLine(), childLine({ "Code enfant": "2", Prénom: "Tom", "Né(e) le": "31/04/2020" })],
    );
    expect(codesOf(content)).toEqual(["CD5678"]);
    expect([...content.refused]).toEqual(["AB1234"]);
  });
  test("lines of one family need not follow each other", () => {
    const content = read([adultLine(), other(), adultLine({ Prénom: "Paul", "Code postal": "1" })]);
    expect(codesOf(content)).toEqual(["CD5678"]);
    expect(faultsOf(content)[0]).toMatch(/^families 4 /);
  });
  test("duplicates are named with the line they repeat", () => {
    const content = read(
      [adultLine(), adultLine({ Nom: "MARTIN", Prénom: "Lea" }), other()],
      [
        childLine({ "Code famille": "CD5678" }),
        childLine({ "Code famille": "CD5678", Prénom: "Tom" }),
        childLine({ "Code famille": "CD5678", "Code enfant": "9" }),
      ],
    );
    expect(faultsOf(content)).toEqual([
      "families 3 Nom: Lea MARTIN est déjà à la ligne 2 pour la même famille",
      "children 3 Code enfant: le code enfant 1001 est déjà à la ligne 2 pour la même famille",
      "children 4 Nom: Zoé Martin, né(e) le même jour, est déjà à la ligne 2 avec le code 1001",
    ]);
  });
  test("a child of two households may share its code, two children may not", () => {
    const shared = read(
      [adultLine(), other()],
      [childLine(), childLine({ "Code famille": "CD5678" }), childLine({ "Code enfant": "9", Prénom: "Tom" })],
    );
    expect(faultsOf(shared)).toEqual([]);
    expect(
      shared.families.flatMap(({ children }) => children.map(({ id: code, sharedWith }) => [code, sharedWith])),
    ).toEqual([
      ["9", undefined],
      ["1001", ["CD5678"]],
      ["1001", ["AB1234"]],
    ]);
    expect(
      faultsOf(read([adultLine(), other()], [childLine(), childLine({ "Code famille": "CD5678", Prénom: "Tom" })])),
    ).toEqual(["children 3 Code enfant: le code enfant 1001 désigne déjà Zoé Martin à la ligne 2"]);
  });
  test("two addresses, or two answers on residence, for one family", () => {
    expect(faultsOf(read([adultLine(), adultLine({ Prénom: "Paul", Adresse: "2 rue X", Résident: "non" })]))).toEqual([
      "families 3 Adresse: une famille a une seule adresse, et celle-ci n’est pas celle de la ligne 2 : laissez-la vide, ou donnez deux codes famille",
      "families 3 Résident: la ligne 2 dit le contraire pour la même famille",
    ]);
  });
  test("a line with a cell too few keeps out the family that it names", () => {
    const content = read([adultLine().slice(0, -1), other()]);
    expect(faultsOf(content)).toEqual([
      "families 2: cette ligne a 10 cellules et l’en-tête 11 : un séparateur manque, ou se trouve dans un texte sans guillemets",
    ]);
    expect([...content.refused]).toEqual([]);
    expect(codesOf(content)).toEqual(["CD5678"]);
  });
});

describe("line numbers are those of a text editor", () => {
  test.each(["\n", "\r\n", "\r"])("after quoted line breaks and blank lines, with %j", (lineBreak) => {
    const rows = [
      familyHeading.join(";"),
      adultLine({ Adresse: `"1 rue${lineBreak}des${lineBreak}Lilas"` }).join(";"),
      "",
      other({ "Code postal": "?" }).join(";"),
      "",
      "",
    ];
    const content = readImport({ families: Buffer.from(rows.join(lineBreak)), children: csv([childHeading]) }, today);
    expect(faultsOf(content).map((fault) => fault.slice(0, 11))).toEqual(["families 6 "]);
    expect(content.families[0]?.household.address.lines).toEqual(["1 rue", "des", "Lilas"]);
  });
  test("a quote that is never closed costs its own line only", () => {
    const rows = [
      familyHeading.join(";"),
      adultLine({ Nom: '"Martin' }).join(";"),
      other().join(";"),
      adultLine({ "Code famille": "EF9012", "Code postal": "?" }).join(";"),
    ];
    const content = readImport(
      { families: Buffer.from(rows.join("\n")), children: csv([childHeading, childLine()]) },
      today,
    );
    expect(faultsOf(content)).toEqual([
      "families 2: un guillemet ouvert sur cette ligne n’est jamais fermé",
      "families 4 Code postal: « ? » n’est pas un code postal",
    ]);
    expect(codesOf(content)).toEqual(["CD5678"]);
  });
});

describe("a file that cannot be read is explained and nothing goes in", () => {
  const children = csv([childHeading]);
  const refusal = (families: Uint8Array): string => {
    try {
      readImport({ families, children }, today);
      return "";
    } catch (error) {
      if (error instanceof UnreadableFile) return error.message;
      throw error;
    }
  };
  test("empty", () => expect(refusal(Buffer.from("\r\n\r\n"))).toBe("Le fichier est vide."));
  test("a workbook", () => expect(refusal(Buffer.from("PK\u0003\u0004..."))).toMatch(/^Ce fichier est un classeur/));
  test("binary", () => expect(refusal(Buffer.from("code\0famille"))).toMatch(/^Ce fichier n’est pas du texte/));
  test("too large", () => expect(refusal(new Uint8Array(31 * 1024 * 1024))).toMatch(/^Le fichier dépasse 30 Mo/));
  test("columns missing, with those that were not understood", () => {
    expect(refusal(csv([["Code famille", "Nom", "Prenom", "Domicile", "CP", "Ville", "Résident"]]))).toBe(
      "La première ligne doit donner le nom des colonnes. Il manque : « adresse » (ou « adresse 1 », « rue », « voie »). Colonnes non reconnues : « Domicile ».",
    );
  });
  test("a column twice, neither under the documentation's name", () =>
    expect(refusal(csv([[...familyHeading.filter((one) => one !== "E-mail"), "Courriel", "Mail"]]))).toBe(
      "Les colonnes « Courriel » et « Mail » disent la même chose (e-mail). Gardez-en une, ou nommez la bonne « e-mail ».",
    ));
  test("beside a column under the documentation's name, another of the same meaning is left out", () => {
    const heading = [...familyHeading, "Courriel"];
    const content = readImport({ families: csv([heading, [...adultLine(), "autre@exemple.fr"]]), children }, today);
    expect(content.families[0]?.household.guardians[0]?.email).toBe("lea@exemple.fr");
    expect(content.ignoredColumns.families).toEqual(["Courriel"]);
  });
  test("two encodings in one file", () => {
    const bytes = Buffer.concat([
      csv([familyHeading, adultLine()]),
      encode(`${other({ Commune: "Dadonville-lès-Prés" }).join(";")}\r\n`, "windows-1252"),
    ]);
    expect(refusal(bytes)).toMatch(/^Le fichier mélange deux codages de caractères : à la ligne 3,/);
  });
  test("more lines than an import takes", () => {
    const many = Array.from({ length: 100_001 }, (_, rank) => `${rank};AB1234;;;;;\n`).join("");
    expect(() =>
      readImport(
        { families: csv([familyHeading, adultLine()]), children: Buffer.from(`${childHeading.join(";")}\n${many}`) },
        today,
      ),
    ).toThrow(/plus de 100.000 lignes/);
  });
});
