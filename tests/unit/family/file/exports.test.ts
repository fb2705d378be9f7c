/** Files as municipal software and spreadsheets really write them: read as they are meant, or left out by the cell. */
import { describe, expect, test } from "vitest";
import { adultLinks, situations, type FiledAdult, type Said } from "../../../../functions/family/rules/family-merge.ts";
import { adultFields } from "../../../../functions/family/sections/adult-fields.ts";
import type { Field } from "../../../../functions/family/sections/fields.ts";
import { householdSection } from "../../../../functions/family/sections/household.ts";
import { readImport, type ImportContent } from "../../../../functions/family/file/read-files.ts";
import { adultLine, childHeading, childLine, csv, faultsOf, familyHeading, read, today } from "./make.ts";

const noticesOf = ({ notices }: ImportContent): readonly string[] =>
  notices.map(({ file, line, column, reason }) => `${file} ${line}${column ? ` ${column}` : ""}: ${reason}`);
const named = ({ families }: ImportContent): readonly string[] =>
  families.map(
    ({ household: { code, guardians }, children }) =>
      `${code} ${guardians.map((one) => `${one.firstName} ${one.lastName}`).join(" + ")} > ${children.map((one) => `${one.id} ${one.firstName} ${one.lastName}`).join(" + ")}`,
  );

describe("a bad cell that the family can do without", () => {
  test.each([
    [{ Téléphone: "06 12 34" }, "Téléphone", "« 06 12 34 » n’est pas un numéro de téléphone"],
    [{ "E-mail": "lea.exemple.fr" }, "E-mail", "« lea.exemple.fr » n’est pas une adresse e-mail"],
  ])("%j: it enters without, and that is said", (over, column, reason) => {
    const content = read([adultLine(over)]);
    expect(faultsOf(content)).toEqual([]);
    expect(content.families).toHaveLength(1);
    expect(noticesOf(content)).toEqual([expect.stringContaining(`families 2 ${column}: ${reason}`)]);
    expect(noticesOf(content)[0]).toMatch(/la famille entre sans$/u);
  });
  test("says nothing of what it should hold, and no more does a column that is not there", () => {
    const bad = read([adultLine({ Téléphone: "?" })]).families[0]?.household.guardians[0];
    expect(bad).toMatchObject({ phone: undefined, unsaid: ["phone"] });
    const heading = familyHeading.filter((one) => one !== "Téléphone" && one !== "Payeur" && one !== "Résident");
    const line = adultLine().filter((_, index) => heading.some((one) => one === familyHeading[index]));
    const content = readImport({ families: csv([heading, line]), children: csv([childHeading]) }, today);
    expect(content.families[0]?.household.guardians[0]?.unsaid).toEqual(["phone", "payer"]);
    expect(content.families[0]?.household.unsaid).toEqual(["resident"]);
    // An empty cell says that there is none.
    expect(read([adultLine({ Téléphone: "" })]).families[0]?.household.guardians[0]?.unsaid).toBeUndefined();
  });
});

describe("an answer that is neither yes nor no", () => {
  const adults = (...payers: readonly string[]) =>
    payers.map((payer, rank) => adultLine({ Payeur: payer, Prénom: ["Léa", "Paul", "Noé"][rank]! }));
  /** Whether each adult pays; `?`: as the portal knows, and if it does not know them, as is said first. */
  const payersIn = (content: ImportContent): readonly string[] =>
    (content.families[0]?.household.guardians ?? []).map(
      ({ payer, unsaid }: Said<FiledAdult>) => `${payer ? "yes" : "no"}${unsaid?.includes("payer") ? "?" : ""}`,
    );

  test.each([
    [
      ["50 %", "50 %"],
      ["yes?", "no?"],
    ],
    [
      ["oui", "50 %"],
      ["yes", "no?"],
    ],
    [
      ["50 %", "oui"],
      ["no?", "yes"],
    ],
    // Who is left pays, whatever the portal knew: somebody must.
    [
      ["non", "50 %"],
      ["no", "yes"],
    ],
    [
      ["non", "50 %", "50 %"],
      ["no", "yes", "no?"],
    ],
  ])("payers %j: the family enters, with %j", (said, payers) => {
    const content = read(adults(...said));
    expect(faultsOf(content)).toEqual([]);
    expect(payersIn(content)).toEqual(payers);
    expect(noticesOf(content)).toHaveLength(said.filter((one) => one === "50 %").length);
    expect(noticesOf(content).join("\n")).toMatch(
      /Payeur: « 50 % » : écrivez oui ou non ; la famille entre, avec le payeur connu du portail, sinon son premier/u,
    );
  });

  test("of residence: the family enters as without that column, unless another of its lines says it", () => {
    const content = read([adultLine({ Résident: "peut-être" })]);
    expect(faultsOf(content)).toEqual([]);
    expect(content.families[0]?.household).toMatchObject({ resident: true, unsaid: ["resident"] });
    expect(noticesOf(content)).toEqual([
      "families 2 Résident: « peut-être » : écrivez oui ou non ; la famille entre comme s’il n’y avait pas cette colonne",
    ]);
    const [first, second] = [adultLine({ Résident: "?" }), adultLine({ Résident: "non", Prénom: "Paul" })];
    expect(read([first, second]).families[0]?.household).toMatchObject({ resident: false });
    expect(read([first, second]).families[0]?.household.unsaid).toBeUndefined();
  });

  test("in a file with a line a child: it contradicts no other line of the same adult", () => {
    const heading =
      "Code famille;Nom responsable;Prénom responsable;Adresse;Code postal;Commune;Payeur;Code enfant;Nom enfant;Prénom enfant;Né(e) le".split(
        ";",
      );
    const line = (payer: string, child: string, name: string) =>
      `AB1234;Martin;Léa;1 rue du Four;45300;Pithiviers;${payer};${child};Martin;${name};07/03/2019`.split(";");
    for (const said of [
      ["50 %", "oui"],
      ["oui", "50 %"],
    ]) {
      const rows = said.map((payer, rank) => line(payer, `${1001 + rank}`, ["Zoé", "Tom"][rank]!));
      const content = readImport({ families: csv([heading, ...rows]), children: null }, today);
      expect(faultsOf(content)).toEqual([]);
      expect(payersIn(content)).toEqual(["yes"]);
    }
  });
});

describe("what only some files say of adults and of the household", () => {
  const more = ["Né(e) le", "Nom de naissance", "Tél travail", "Profession", "Employeur", "Situation familiale"];
  const saying = (...cells: readonly string[]) =>
    readImport(
      {
        families: csv([
          [...familyHeading, ...more],
          [...adultLine(), ...cells],
        ]),
        children: csv([childHeading]),
      },
      today,
    );
  test("is read as it is meant", () => {
    const content = saying("07/03/1988", "Petit", "0238000001", "Infirmière", "Hôpital", "Divorcée");
    expect(noticesOf(content)).toEqual([]);
    expect(content.families[0]?.household).toMatchObject({
      situation: "separated",
      guardians: [
        {
          birthDate: "1988-03-07",
          birthName: "Petit",
          workPhone: "02 38 00 00 01",
          profession: "Infirmière",
          employer: "Hôpital",
        },
      ],
    });
  });
  test("says that there is none by an empty cell, and nothing where it cannot be read or has no column", () => {
    const empty = saying("", "", "", "", "", "").families[0]?.household;
    expect(empty).toHaveProperty("situation", undefined);
    expect(empty?.guardians[0]).toHaveProperty("profession", undefined);
    const bad = saying("31/02/1988", "?", "12", "<b>", "Hôpital", "compliqué");
    expect(faultsOf(bad)).toEqual([]);
    expect(noticesOf(bad)).toHaveLength(5);
    expect(Object.keys(bad.families[0]?.household.guardians[0] ?? {})).toContain("employer");
    for (const field of ["birthDate", "birthName", "workPhone", "profession"])
      expect(bad.families[0]?.household.guardians[0]).not.toHaveProperty(field);
    expect(bad.families[0]?.household).not.toHaveProperty("situation");
    expect(read([adultLine()]).families[0]?.household.guardians[0]).not.toHaveProperty("profession");
  });
  test("a child of a parent's age, and two situations, are told", () => {
    const content = saying("07/03/2020", "", "", "", "", "");
    expect(noticesOf(content)).toEqual([expect.stringContaining("ce responsable aurait 6 ans")]);
    const two = readImport(
      {
        families: csv([
          [...familyHeading, "Situation familiale"],
          [...adultLine(), "mariée"],
          [...adultLine({ Prénom: "Paul" }), "célibataire"],
        ]),
        children: csv([childHeading]),
      },
      today,
    );
    expect(two.families[0]?.household).toMatchObject({ situation: "married" });
    expect(noticesOf(two)).toEqual([expect.stringContaining("une autre ligne dit une autre situation")]);
  });
  test.each([
    ["Mère", "mother"],
    ["PAPA", "father"],
    ["Belle-mère", "stepparent"],
    ["Grands-parents", "grandparent"],
    ["tutrice légale", "guardian"],
    ["Famille d’accueil", "fosterParent"],
    ["Autre", "other"],
  ])("« %s » is what an adult is to all children of the family", (said, link) => {
    const content = readImport(
      {
        families: csv([
          [...familyHeading, "Lien avec les enfants"],
          [...adultLine({ Prénom: "Paul" }), ""],
          [...adultLine(), said],
        ]),
        children: csv([childHeading, childLine(), childLine({ "Code enfant": "1002", Prénom: "Tom" })]),
      },
      today,
    );
    expect(noticesOf(content)).toEqual([]);
    expect(content.families[0]?.children.map(({ linkedTo }) => linkedTo)).toEqual([
      [{ adult: "2", link }],
      [{ adult: "2", link }],
    ]);
  });
  test("a link that does not say which, or an empty cell, says nothing of anybody", () => {
    const content = readImport(
      {
        families: csv([
          [...familyHeading, "Lien de parenté"],
          [...adultLine(), "Représentant légal"],
          [...adultLine({ Prénom: "Paul" }), ""],
        ]),
        children: csv([childHeading, childLine()]),
      },
      today,
    );
    expect(faultsOf(content)).toEqual([]);
    expect(noticesOf(content)).toEqual([
      expect.stringMatching(/^families 2 Lien de parenté: ce lien n’est pas repris : écrivez mère, père/u),
    ]);
    expect(content.families[0]?.children[0]).not.toHaveProperty("linkedTo");
  });
  test("a line a child says what each adult is to that child; a profession that differs keeps nobody out", () => {
    const heading =
      "Code famille;Nom responsable 1;Prénom responsable 1;Lien responsable 1;Profession responsable 1;Nom responsable 2;Prénom responsable 2;Lien responsable 2;Adresse;CP;Ville;Code enfant;Nom enfant;Prénom enfant;Né(e) le";
    const line = (work: string, link: string, child: string) =>
      `AB1234;Martin;Léa;Mère;${work};Petit;Paul;${link};1 rue;45300;Boynes;${child}`.split(";");
    const lines = [
      line("", "Père", "1;Martin;Zoé;07/03/2019"),
      line("Cadre", "Beau-père", "2;Martin;Tom;08/03/2018"),
      line("Juge", "", "3;Martin;Eva;09/03/2017"),
    ];
    const content = readImport({ families: csv([heading.split(";"), ...lines]), children: null }, today);
    expect(faultsOf(content)).toEqual([]);
    expect(noticesOf(content)).toEqual([
      "families 4 Profession responsable 1: une autre ligne dit autre chose de ce responsable : la première compte (ligne 2)",
    ]);
    const [family] = content.families;
    expect(family?.household.guardians[0]).toMatchObject({ profession: "Cadre" });
    const links = family?.children.map(({ id: code, linkedTo }) => [
      code,
      linkedTo?.map((one) => `${one.adult} ${one.link}`),
    ]);
    expect(Object.fromEntries(links ?? [])).toEqual({
      1: ["1 mother", "2 father"],
      2: ["1 mother", "2 stepparent"],
      3: ["1 mother"],
    });
  });
  test("answers of files are those of the family's own forms", () => {
    const valuesOf = (field: Field) => field.choices?.map(({ value }) => value);
    expect(valuesOf(adultFields.links)).toEqual(adultLinks);
    expect(valuesOf(householdSection.fields.find(({ id }) => id === "situation")!)).toEqual(situations);
  });
  test("in a file with a line a child, a birth is the child's unless it says otherwise", () => {
    const heading =
      "Code famille;Nom responsable;Prénom responsable;Date de naissance responsable;Adresse;CP;Ville;Code enfant;Nom enfant;Prénom enfant;Date de naissance".split(
        ";",
      );
    const line = "AB1234;Martin;Léa;07/03/1988;1 rue;45300;Boynes;1;Martin;Zoé;08/03/2019".split(";");
    const content = readImport({ families: csv([heading, line]), children: null }, today);
    expect(faultsOf(content)).toEqual([]);
    expect(content.families[0]).toMatchObject({
      household: { guardians: [{ birthDate: "1988-03-07" }] },
      children: [{ birthDate: "2019-03-08" }],
    });
    const bare = readImport(
      { families: csv([heading, line].map((row) => row.filter((_, index) => index !== 3))), children: null },
      today,
    );
    expect(bare.families[0]?.children).toMatchObject([{ birthDate: "2019-03-08" }]);
    expect(bare.families[0]?.household.guardians[0]).not.toHaveProperty("birthDate");
  });
});

test("no column for « résident »: the default that was chosen", () => {
  const heading = familyHeading.filter((one) => one !== "Résident");
  const line = adultLine().filter((_, index) => familyHeading[index] !== "Résident");
  const files = { families: csv([heading, line]), children: csv([childHeading]) };
  const residents = ([true, false] as const).map(
    (resident) => readImport(files, today, { resident }).families[0]?.household.resident,
  );
  expect(residents).toEqual([true, false]);
  expect(readImport(files, today).saysResident).toBe(false);
});

test("a line that is repeated identically counts once, and that is said", () => {
  const content = read([adultLine(), adultLine()], [childLine(), childLine(), childLine()]);
  expect(faultsOf(content)).toEqual([]);
  expect(named(content)).toEqual(["AB1234 Léa Martin > 1001 Zoé Martin"]);
  expect(noticesOf(content)).toEqual([
    "families 3: cette ligne en répète une autre à l’identique : elle compte une fois (ligne 2)",
    "children 3: cette ligne en répète une autre à l’identique : elle compte une fois (ligne 2)",
    "children 4: cette ligne en répète une autre à l’identique : elle compte une fois (ligne 2)",
  ]);
});

test("dates of a database, and of two-digit years", () => {
  const content = read(
    [adultLine()],
    [childLine({ "Né(e) le": "2019-03-07" }), childLine({ "Code enfant": "2", Prénom: "Tom", "Né(e) le": "08/03/19" })],
  );
  expect(faultsOf(content)).toEqual([]);
  expect(content.families[0]?.children.map(({ birthDate }) => birthDate)).toEqual(["2019-03-07", "2019-03-08"]);
});

describe("codes", () => {
  test.each(["1", "42", "999"])("family %s", (code) => {
    const content = read([adultLine({ "Code famille": code })], [childLine({ "Code famille": code })]);
    expect(faultsOf(content)).toEqual([]);
    expect(content.families[0]?.household.code).toBe(code);
  });
  test("whose zeros one file has lost are those of the other", () => {
    const content = read(
      [adultLine({ "Code famille": "000123" }), adultLine({ "Code famille": "7", Prénom: "Paul" })],
      [
        childLine({ "Code famille": "123" }),
        childLine({ "Code famille": "0007", "Code enfant": "01002", Prénom: "Tom" }),
        childLine({ "Code famille": "123", "Code enfant": "1002", Prénom: "Tom" }),
      ],
    );
    expect(faultsOf(content)).toEqual([]);
    expect(named(content)).toEqual([
      "000123 Léa Martin > 01002 Tom Martin + 1001 Zoé Martin",
      "0007 Paul Martin > 01002 Tom Martin",
    ]);
    const eaten = "un tableur a mangé les zéros du code famille : il est lu avec les zéros de l’autre fichier";
    expect(noticesOf(content)).toEqual([
      `children 2: 123 est lu 000123 : ${eaten}`,
      `children 4: 123 est lu 000123 : ${eaten}`,
      `families 3: 7 est lu 0007 : ${eaten}`,
    ]);
  });
  test("a line that cannot be cut keeps out a family of one digit that it may be about", () => {
    const files = {
      families: Buffer.concat([
        csv([familyHeading, adultLine({ "Code famille": "12" })]),
        Buffer.from(`${adultLine({ "Code famille": "12", Prénom: "Paul" }).join(";").replace(";", "")}\r\n`),
      ]),
      children: csv([childHeading]),
    };
    expect(readImport(files, today).families).toEqual([]);
  });
});

describe("two adults side by side", () => {
  const heading = (
    "Code famille;Civilité responsable 1;Nom responsable 1;Prénom responsable 1;Mail 1;Portable 1;" +
    "Civilité responsable 2;Nom responsable 2;Prénom responsable 2;Mail 2;Portable 2;Adresse;CP;Ville"
  ).split(";");
  const rows = (...lines: readonly string[]): Uint8Array => csv([heading, ...lines.map((line) => line.split(";"))]);
  test("are two adults; where there is one, one", () => {
    const content = readImport(
      {
        families: rows(
          "AB1234;Mme;Martin;Léa;lea@exemple.fr;0612345678;M.;Martin;Paul;paul@exemple.fr;0712345678;1 rue;45300;Boynes",
          "CD5678;;;;;;M.;Petit;Jean;;;2 rue;45300;Boynes",
          "EF9012;Mme;Roy;Ana;;;;;;;;3 rue;45300;Boynes",
        ),
        children: csv([childHeading]),
      },
      today,
    );
    expect(faultsOf(content)).toEqual([]);
    expect(named(content)).toEqual(["AB1234 Léa Martin + Paul Martin > ", "CD5678 Jean Petit > ", "EF9012 Ana Roy > "]);
    expect(content.families[0]?.household.guardians).toMatchObject([
      { title: "Mme", email: "lea@exemple.fr", phone: "06 12 34 56 78", payer: true },
      { title: "M.", email: "paul@exemple.fr", phone: "07 12 34 56 78", payer: false },
    ]);
  });
});

describe("one file with a line a child", () => {
  const one = (heading: string, ...lines: readonly string[]): ImportContent =>
    readImport({ families: csv([heading.split(";"), ...lines.map((line) => line.split(";"))]), children: null }, today);
  const heading =
    "Code famille;Nom responsable;Prénom responsable;Téléphone;Adresse;CP;Ville;Code enfant;Nom;Prénom;Date de naissance;Classe;QF";
  const family = "AB1234;Martin;Léa;0612345678;1 rue;45300;Boynes";
  test("names its adults on each line, and « nom » is the child's", () => {
    const content = one(
      heading,
      `${family};1;Martin;Zoé;07/03/2019;CE1;400`,
      `${family};2;Martin;Tom;07/03/2020;CP;400`,
      "CD5678;Petit;Anne;;2 rue;45300;Boynes;3;Petit;Lou;2018-05-04;CE2;",
      "EF9012;Roy;Ana;;2 rue;45300;Boynes;;;;;;",
    );
    expect(faultsOf(content)).toEqual([]);
    expect(named(content)).toEqual([
      "AB1234 Léa Martin > 1 Zoé Martin + 2 Tom Martin",
      "CD5678 Anne Petit > 3 Lou Petit",
      "EF9012 Ana Roy > ",
    ]);
    expect(content.ignoredColumns).toEqual({ families: ["QF"], children: [] });
  });
  test("where the child's columns say so, « nom » is the adult's; names may share a column", () => {
    const content = one(
      "Code famille;Nom;Prénom;Adresse;CP;Ville;Code enfant;Nom et prénom de l’enfant;Date de naissance",
      "AB1234;Martin;Léa;1 rue;45300;Boynes;1;MARTIN Zoé;07/03/2019",
    );
    expect(faultsOf(content)).toEqual([]);
    expect(named(content)).toEqual(["AB1234 Léa Martin > 1 Zoé MARTIN"]);
  });
  test("a fault is told once, and so is a repetition; an adult written in two ways is one", () => {
    const content = one(
      heading,
      `${family};1;Martin;Zoé;07/03/2019;CE1;`,
      `${family};1;Martin;Zoé;07/03/2019;CE1;`,
      ";Petit;Anne;;2 rue;45300;Boynes;3;Petit;Lou;2018-05-04;CE2;",
      `${family.replace("0612345678", "0712345678")};2;Martin;Tom;07/03/2020;CP;`,
    );
    expect(faultsOf(content)).toEqual([
      "families 4 Code famille: cette cellule est vide",
      "families 5 Nom responsable: Léa Martin n’est pas écrit(e) comme à la ligne 2 de la même famille : donnez les mêmes nom, téléphone et adresse e-mail",
    ]);
    expect(noticesOf(content)).toHaveLength(1);
  });
});

test("names in one column", () => {
  const heading = ["Code famille", "Nom et prénom", "Adresse", "CP", "Ville"];
  const content = readImport(
    {
      families: csv([heading, ["AB1234", "DE LA TOUR Anne-Lise", "1 rue", "45300", "Boynes"]]),
      children: csv([
        ["Code enfant", "Code famille", "Nom prénom", "DDN"],
        ["1", "AB1234", "DE LA TOUR Zoé", "07/03/2019"],
        ["2", "AB1234", "de la tour tom", "07/03/2019"],
      ]),
    },
    today,
  );
  expect(faultsOf(content)).toEqual([
    "children 3 Nom prénom: « de la tour tom » ne dit pas où finit le nom : écrivez le NOM en majuscules, ou donnez deux colonnes, nom et prénom",
  ]);
  expect(content.refused).toEqual(new Set(["AB1234"]));
});
