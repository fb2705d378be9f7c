/** `absences`: read back as they were written; what nobody could judge by is refused by its line, with what to write. */
import { expect, test } from "vitest";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import { absenceRulesOf } from "../../../../functions/catalogue/store/absence-record.ts";
import { changed, readText as read, said } from "./make.ts";

const absences = `
absences:
  mercredis:
    nom: Mercredis
    justificatif: certificat
    motifs:
      avec justificatif:
        justificatif sous:
          10 jours: 2 jours calendaires
          72 heures: rien
      sans justificatif:
        prévenue avant: J-1 ouvrés à 10:00
        non dues: 3 par année scolaire
      sans prévenir:
        reste dû: 100 %
      grève:
        reste dû: 50 %
      enseignant absent:
        jours dus d’abord: 5 jours d’école, rendus
        reste dû: 100 %
`;
const kinds = `
justificatifs:
  certificat: { nom: Certificat, pour: enfant, demandé: par les activités, valable: toujours, s’il manque: prévient }
  loyer: { nom: Loyer, pour: foyer, valable: toujours, s’il manque: prévient }
`;
const file =
  changed("    site: tilleuls\n    du: 02/09/2026", "    absences: mercredis\n    site: tilleuls\n    du: 02/09/2026") +
  absences +
  kinds;
function broken(passage: string, by: string): readonly string[] {
  if (file.split(passage).length !== 2) throw new Error(`Not once in the file: ${passage}`);
  return said(read(file.replace(passage, by))).map((one) => one.replace(/^[^:]*: /u, ""));
}

test("rules are read kind by kind, certificates by the shortest time first", () => {
  const { catalogue, faults, notices } = read(file);
  expect([faults, notices.filter(({ reason }) => reason.includes("règles"))]).toEqual([[], []]);
  expect(catalogue?.activities[0]?.absences).toBe("mercredis");
  const [rules] = catalogue?.absences ?? [];
  expect(rules).toMatchObject({ id: "mercredis", name: "Mercredis", document: "certificat" });
  expect(rules?.kinds).toEqual({
    justified: {
      share: 1_000_000,
      certificate: [
        { within: { number: 72, unit: "hours" }, waiting: null },
        { within: { number: 10, unit: "days" }, waiting: { days: 2, count: "calendar", paidBack: false } },
      ],
      waiting: null,
    },
    unjustified: {
      share: 1_000_000,
      toldBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
      certificate: [],
      waiting: null,
      free: { days: 3, per: "schoolYear" },
    },
    unannounced: { share: 1_000_000, certificate: [], waiting: null },
    strike: { share: 500_000, certificate: [], waiting: null },
    teacherAway: { share: 1_000_000, certificate: [], waiting: { days: 5, count: "school", paidBack: true } },
  });
});

test("they are read back from the file that is written of them, and from their records", () => {
  const { catalogue } = read(file);
  if (!catalogue) throw new Error("The file is refused");
  expect(read(catalogueText(catalogue)).catalogue?.absences).toEqual(catalogue.absences);
  for (const rules of catalogue.absences ?? [])
    expect(absenceRulesOf({ ...structuredClone(rules), pk: "CATALOGUE", sk: "x" })).toEqual(rules);
});

test.each([
  ["        reste dû: 50 %", "        reste dû: beaucoup", "« beaucoup » : écrivez ce qui reste dû"],
  ["        reste dû: 50 %", "        reste dû: 150 %", "« 150 % » : écrivez ce qui reste dû"],
  ["72 heures: rien", "trois jours: rien", "écrivez en combien de temps le justificatif arrive"],
  ["2 jours calendaires", "2 jours", "« 2 jours » : écrivez les jours dus d’abord"],
  ["2 jours calendaires", "0 jours calendaires", "écrivez les jours dus d’abord"],
  ["3 par année scolaire", "3 par trimestre", "écrivez combien d’absences ne sont pas dues"],
  ["      grève:", "      greve:\n        reste dû: rien\n      vacances:", "« vacances »"],
  ["        reste dû: 50 %", "        reste dû: rien\n        non dues: 2 par mois", "rien n’est dû de toute façon"],
  ["    absences: mercredis\n", "    absences: vacances\n", "« vacances » n’est pas dans « absences » de ce fichier"],
  ["    nom: Mercredis\n    justificatif: certificat\n    motifs:", "    motifs:", "il manque « nom »"],
])("%s written %s is refused: %s", (passage, by, reason) => {
  expect(broken(passage, by).join("\n")).toContain(reason);
});

test("rules that no activity follows are said, and enter all the same", () => {
  const { catalogue, notices } = read(file.replace("    absences: mercredis\n", ""));
  expect(catalogue?.absences).toHaveLength(1);
  expect(notices.map(({ reason }) => reason)).toContain(
    "aucune activité ne suit ces règles : écrivez « absences » dans celles qu’elles concernent",
  );
});

test("the certificate of an absence is a document of the child's, which rules for absences ask for", () => {
  expect(broken("justificatif: certificat", "justificatif: certificats")).toEqual([
    "« certificats » n’est pas un justificatif de ce fichier : vouliez-vous écrire « certificat » ?",
  ]);
  expect(broken("justificatif: certificat", "justificatif: loyer")[0]).toBe(
    "« loyer » n’est pas un justificatif de l’enfant : choisissez-en un qui est « pour: enfant »",
  );
  expect(read(file).notices.filter(({ reason }) => reason.includes("justificatif"))).toEqual([]);
});
