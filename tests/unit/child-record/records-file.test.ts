/** What a town's file says of children's files: read as it is meant, and what cannot be read is left out, and said. */
import { describe, expect, test } from "vitest";
import { isRecordHeading, readRecords, type RecordsFile } from "../../../functions/child-record/file/read-records.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { csv } from "../family/file/make.ts";

const today = id("PlainDate", "2026-11-26");
const reading = (heading: string, ...lines: readonly string[]): RecordsFile =>
  readRecords(csv([heading, ...lines].map((line) => line.split("|"))), today);
const of = (heading: string, cells: string): RecordsFile =>
  reading(`Code enfant|Code famille|${heading}`, `1001|AB1234|${cells}`);
const valuesOf = (heading: string, cells: string) => of(heading, cells).drafts[0]?.values;

describe("a line", () => {
  test("says contacts in their order, each with name and phone; nobody comes for a child unless it is said", () => {
    expect(
      valuesOf(
        "Contact 1|Lien contact 1|Téléphone contact 1|Peut venir chercher contact 1|Nom contact 2|Prénom contact 2|Portable contact 2",
        "PETIT Jeanne|grand-mère|0238000001|oui|Roy|Ana|0612345678",
      ),
    ).toEqual({
      contacts: [
        {
          firstName: "Jeanne",
          lastName: "PETIT",
          link: "grand-mère",
          phone: "02 38 00 00 01",
          call: true,
          collect: true,
          identity: false,
        },
        {
          firstName: "Ana",
          lastName: "Roy",
          link: "non précisé",
          phone: "06 12 34 56 78",
          call: true,
          collect: false,
          identity: false,
        },
      ],
    });
  });
  test("says permissions, doctor and insurance", () => {
    expect(
      valuesOf(
        "Part seul|Droit à l’image|Médecin|Tél médecin|Assurance|N° contrat assurance|Fin assurance",
        "non|oui|Dr Blanc|0238000002|MAIF|123 A|2027-08-31",
      ),
    ).toEqual({
      leaveAlone: false,
      photo: true,
      doctor: { name: "Dr Blanc", phone: "02 38 00 00 02" },
      insurance: { company: "MAIF", contract: "123 A", until: "2027-08-31" },
    });
  });
  test("says health in the few answers that there are", () => {
    expect(
      valuesOf(
        "Allergies alimentaires|Allergies|Régime alimentaire|PAI|Fin PAI|Lunettes|Appareil auditif|Sait nager",
        "Arachides, œufs|aucune|Sans porc|oui|31/08/2027|oui|non|apprend",
      ),
    ).toEqual({
      allergies: [
        { to: "Arachides", kind: "food" },
        { to: "œufs", kind: "food" },
      ],
      diet: "noPork",
      carePlan: { has: true, until: "2027-08-31" },
      glasses: "always",
      hearingAid: false,
      swimming: "learning",
    });
    expect(valuesOf("Allergies", "Aucune")).toEqual({ allergies: [] });
  });
  test("says injections by name and day, or under the vaccine's own name; one that stands twice is one", () => {
    expect(
      valuesOf(
        "Vaccin 1|Date vaccin 1|Vaccin 2|Date vaccin 2|Vaccin 3|Date vaccin 3|ROR|Vaccin DTP",
        "Infanrix Hexa|2020-05-10|vaccin ROR 1|11/03/2021|Prevenar 13|10/05/20|11/03/2021, 09/09/2021|01/02/2026 et 01/03/2026",
      ),
    ).toEqual({
      vaccines: {
        doses: [
          { product: "hexavalent", on: "2020-05-10" },
          { product: "pneumococcus", on: "2020-05-10" },
          { product: "mmr", on: "2021-03-11" },
          { product: "mmr", on: "2021-09-09" },
          { product: "dtp", on: "2026-02-01" },
          { product: "dtp", on: "2026-03-01" },
        ],
        certified: false,
      },
    });
  });
  test.each([
    ["DTCaP-Hib-HepB", "hexavalent"],
    ["Pentavac", "pentavalent"],
    ["DTP coqueluche", "tetravalent"],
    ["D.T. Polio rappel 2", "dtp"],
    ["Act-HIB", "hib"],
    ["Vaccin contre l’hépatite B", "hepatitisB"],
    ["Méningocoque C", "meningococcusC"],
    ["Nimenrix", "meningococcusAcwy"],
    ["BEXSERO dose 3", "meningococcusB"],
    ["M-M-RVaxPro", "mmr"],
  ])("%s is %s", (name, product) => {
    expect(valuesOf("Vaccin 1|Date vaccin 1", `${name}|10/05/2020`)).toEqual({
      vaccines: { doses: [{ product, on: "2020-05-10" }], certified: false },
    });
  });
  test("leaves aside a vaccine that nobody asks for, and counts one without its day as not given; both are said", () => {
    const { drafts, notices } = of(
      "Vaccin 1|Date vaccin 1|Vaccin 2|Date vaccin 2|Vaccin 3|Date vaccin 3",
      "BCG|10/05/2020|ROR||DTP|01/02/2026",
    );
    expect(drafts[0]?.values).toEqual({
      vaccines: { doses: [{ product: "dtp", on: "2026-02-01" }], certified: false },
    });
    expect(notices.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [2, "Vaccin 1", expect.stringMatching(/il est laissé de côté$/u)],
      [2, "Vaccin 2", "sans date, cette injection compte comme pas encore faite"],
    ]);
    expect(of("Vaccin 1|Date vaccin 1|Vaccin 2", "BCG|10/05/2020|ROR").drafts).toEqual([]);
  });
  test("says nothing by an empty cell: nothing is taken away by it", () => {
    expect(of("Allergies|Médecin|Photo", "||").drafts).toEqual([]);
  });
});

describe("what cannot be read", () => {
  test.each([
    ["Régime alimentaire", "halal", "normal, sans porc ou sans viande"],
    ["Allergies", "oui", "écrivez à quoi l’enfant est allergique"],
    ["Lunettes", "bleues", "jamais, parfois ou toujours"],
    ["PAI", "diabète", "oui ou non"],
    ["Appareil auditif", "surdité légère", "oui ou non"],
    ["Sait nager", "phobie de l’eau", "oui, non ou apprend"],
  ])("%s « %s » is left out, and the remark repeats nothing of a child's health", (heading, cell, advice) => {
    const { drafts, notices } = of(heading, cell);
    expect(drafts).toEqual([]);
    expect(notices).toEqual([expect.objectContaining({ file: "children", line: 2, column: heading })]);
    expect(notices[0]?.reason).toContain(advice);
    expect(notices[0]?.reason).not.toContain(cell === "oui" ? "« oui »" : cell);
  });
  test("« Fin du PAI » that is no date leaves the plan without its end, and what stands there is not repeated", () => {
    for (const cell of ["diabète, à revoir", "31/02/2027"]) {
      const { drafts, notices } = of("PAI|Fin du PAI", `oui|${cell}`);
      expect(drafts[0]?.values).toEqual({ carePlan: { has: true } });
      expect(notices.map(({ line, column }) => [line, column])).toEqual([[2, "Fin du PAI"]]);
      expect(JSON.stringify(notices)).not.toContain(cell);
    }
  });
  test.each([
    ["Vaccin 2", "Hexion", "Date vaccin 2", "10/05/2020", "ce vaccin n’est pas reconnu"],
    ["Vaccin 2", "ROR", "Date vaccin 2", "mai 2020", "écrivez la date de l’injection"],
    ["Vaccin 2", "ROR", "Date vaccin 2", "27/11/2026", "cette injection serait à venir"],
    ["Vaccin 2", "", "Date vaccin 2", "10/05/2020", "le vaccin de cette injection manque"],
    ["Pneumocoque", "10/05/2020, fait", "Vaccin 2", "", "écrivez la date de l’injection"],
  ])("%s « %s », %s « %s »: no injection enters, since it may be the one that counts", (one, cell, two, other, why) => {
    const { drafts, notices } = of(`Vaccin 1|Date vaccin 1|${one}|${two}`, `DTP|01/02/2026|${cell}|${other}`);
    expect(drafts).toEqual([]);
    expect(notices).toEqual([expect.objectContaining({ line: 2, file: "children" })]);
    expect(notices[0]?.reason).toContain(why);
    expect(notices[0]?.reason).toMatch(/la fiche de l’enfant entre sans ses vaccins$/u);
    expect(notices[0]?.reason).not.toMatch(/Hexion|mai 2020|27\/11|fait,/u);
  });
  test("keeps « no allergy » from being said beside it", () => {
    expect(of("Allergies|Allergies alimentaires", "aucune|oui").drafts).toEqual([]);
  });
  test.each([
    ["Contact 1|Téléphone contact 1", "PETIT Jeanne|", "le téléphone de ce contact manque"],
    ["Nom contact 1|Téléphone contact 1", "Petit|0238000001", "le nom ou le prénom de ce contact manque"],
    ["Médecin", "Dr Blanc", "le téléphone du médecin manque"],
    ["Assurance", "MAIF", "le numéro de contrat manque"],
  ])("%s without the rest is left out, and said", (heading, cells, reason) => {
    const { drafts, notices } = of(heading, cells);
    expect(drafts).toEqual([]);
    expect(notices.map((one) => one.reason)).toEqual([expect.stringContaining(reason)]);
  });
});

test("two lines of one child say one file: the first counts, and a contradiction is said", () => {
  const { drafts, notices } = reading(
    "Code enfant|Code famille|Photo|Sorties",
    "1001|AB1234|oui|",
    "1001|CD5678|non|oui",
  );
  expect(drafts.map(({ familyCode, also, values }) => [familyCode, also, values])).toEqual([
    ["AB1234", ["CD5678"], { photo: true, outings: true }],
  ]);
  expect(notices.map(({ line, reason }) => [line, reason])).toEqual([
    [3, expect.stringContaining("la première compte (ligne 2)")],
  ]);
});

test("headings of a child's file are known, and its codes are not taken for them", () => {
  expect(
    ["Régime alimentaire", "TEL MEDECIN", "contact 3", "Vaccin 20", "date vaccin 7", "ROR"].every(isRecordHeading),
  ).toBe(true);
  expect(["Code enfant", "QF", "Nom", "Vaccin 21", "Vaccins à jour"].some(isRecordHeading)).toBe(false);
});
