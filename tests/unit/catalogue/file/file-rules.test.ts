/** `fiches`: what the town says of the fields of families' files, read back as it was written, and refused by its line. */
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import {
  asksBeside,
  documentsFor,
  fieldNames,
  isEssential,
  isNeverAtOnce,
  mayBeAmong,
  mayBeChecked,
  partIds,
  type FieldRule,
  type FileRules,
} from "../../../../functions/catalogue/rules/file-rules.ts";
import { id } from "../../../../functions/kernel/ids.ts";
import type { DocumentKind } from "../../../../functions/catalogue/rules/catalogue.ts";
import { good, readText as read } from "./make.ts";

const proof = id("DocumentKindId", "domicile");
const address: DocumentKind = {
  id: proof,
  name: "Justificatif de domicile",
  of: "household",
  asked: "always",
  validity: { kind: "forever" },
  whenMissing: "warns",
};
const { catalogue: bare } = read(good);
if (!bare) throw new Error("The good file is good");
const ofChild: DocumentKind = {
  ...address,
  id: id("DocumentKindId", "identite"),
  name: "Pièce d’identité",
  of: "child",
};
const ofPerson: DocumentKind = { ...address, id: id("DocumentKindId", "passeport-personne"), of: "person" };
const ofHealth: DocumentKind = { ...address, id: id("DocumentKindId", "protocole"), of: "health" };
const catalogue = { ...bare, documents: [address, ofChild, ofPerson, ofHealth] };
const kindsOf = { household: proof, child: ofChild.id, person: ofPerson.id, health: ofHealth.id };

/** What a town may say of a field. */
const ruleFor = (part: (typeof partIds)[number], name: string): fc.Arbitrary<FieldRule> => {
  return fc
    .record({
      shown: fc.boolean(),
      required: fc.boolean(),
      change: isNeverAtOnce(part, name)
        ? fc.constantFrom("checked" as const, "office" as const)
        : mayBeChecked(part)
          ? fc.constantFrom("atOnce" as const, "checked" as const, "office" as const)
          : fc.constantFrom("atOnce" as const, "office" as const),
      proven: fc.boolean(),
      among: fc.subarray(["École du Moulin", "École des Vignes"]),
    })
    .map(({ shown, required, change, proven, among }) => {
      const isRequired = isEssential(part, name) || required;
      return {
        required: isRequired,
        shown: isRequired || shown,
        change,
        // What a person gives stands with the person, what proves an answer beside it, however the field is changed.
        documents:
          proven && (change === "checked" || asksBeside(part, name)) ? [kindsOf[documentsFor(part, name)]] : [],
        ...(mayBeAmong(part, name) && among.length > 0 ? { among } : {}),
      };
    });
};
const rules: fc.Arbitrary<FileRules> = fc
  .record(
    Object.fromEntries(
      partIds.map((part) => [
        part,
        fc.record(Object.fromEntries(fieldNames(part).map((name) => [name, ruleFor(part, name)] as const)), {
          requiredKeys: [],
        }),
      ]),
    ),
    { requiredKeys: [] },
  )
  .map((said) => Object.fromEntries(Object.entries(said).filter(([, fields]) => Object.keys(fields ?? {}).length > 0)));

describe("fiches", () => {
  test("are read back as they were written", () => {
    fc.assert(
      fc.property(rules, (file) => {
        const { catalogue: found, faults } = read(catalogueText({ ...catalogue, file }));
        expect(faults).toEqual([]);
        expect(found?.file ?? {}).toEqual(file);
      }),
      { numRuns: 40 },
    );
  });

  test.each([
    ["fiches:\n  responsable:\n    surnom:\n      obligatoire: oui\n", "surnom"],
    ["fiches:\n  responsable:\n    nom:\n      obligatoire: non\n", "enlevez"],
    ["fiches:\n  responsable:\n    nom:\n      modifié: demain\n", "demain"],
    ["fiches:\n  foyer:\n    adresse:\n      justificatifs: [passeport]\n", "passeport"],
    [
      "fiches:\n  responsable:\n    téléphone:\n      modifié: aussitôt\n      justificatifs: [domicile]\n",
      "après validation",
    ],
    ["fiches:\n  santé enfant:\n    allergies:\n      modifié: après validation\n", "donnée de santé"],
    [
      "fiches:\n  quotient sur justificatifs:\n    revenus annuels:\n      modifié: aussitôt\n",
      "ne fixe pas elle-même son quotient",
    ],
    ["fiches:\n  santé enfant:\n    PAI:\n      justificatifs: [domicile]\n", "de la santé d’un enfant"],
    ["fiches:\n  santé enfant:\n    repas:\n      justificatifs: [protocole]\n", "seuls « PAI »"],
    [
      "fiches:\n  santé enfant:\n    PAI:\n      affiché: non\n      obligatoire: oui\n",
      "un champ obligatoire est affiché",
    ],
    [
      "fiches:\n  fiche enfant:\n    photos:\n      modifié: après validation\n      justificatifs: [domicile]\n",
      "d’un enfant",
    ],
    [
      "fiches:\n  fiche enfant:\n    personnes à prévenir:\n      justificatifs: [identite]\n",
      "d’une personne autorisée",
    ],
    ["fiches:\n  enfant:\n    classe:\n      parmi: [CE1]\n", "seule une école"],
    ["fiches:\n  voisin:\n    nom:\n      obligatoire: oui\n", "voisin"],
  ])("of a mistake say the line and what to write instead", (text, word) => {
    const { faults } = read(`${catalogueText(catalogue)}\n${text}`);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]?.reason).toContain(word);
    expect(faults[0]?.path[0]).toBe("fiches");
  });

  test.each([
    ["s’il manque: bloque", "ne bloque aucune réservation"],
    ["s’il manque: prévient, demandé: par les activités", "se demande dans « fiches »"],
  ])("of a paper of health, which nobody who books reads: %s", (rest, word) => {
    const text = catalogueText({ ...bare, documents: [] });
    const { faults } = read(
      `${text}\njustificatifs:\n  protocole: { nom: Protocole, pour: santé de l’enfant, valable: toujours, ${rest} }\n`,
    );
    expect(faults.map(({ reason }) => reason).join(" ")).toContain(word);
  });
});
