/** `justificatifs`: the kinds of supporting documents that the town asks for. */
import type { DocumentKind, Validity, WhenMissing } from "../rules/catalogue.ts";
import type { DocumentKindId } from "../../kernel/ids.ts";
import { quote, readDate, type Reader } from "../../import/cells.ts";
import type { Draft } from "./drafts.ts";
import { fold, type Fields } from "./fields.ts";
import { dateWords, oneOf, readAges, readCode, readLabel, readSentence } from "./words.ts";

export const ownerWords: Readonly<Record<DocumentKind["of"], string>> = {
  child: "enfant",
  household: "foyer",
  person: "personne autorisée",
  health: "santé de l’enfant",
};
const readOwner = oneOf(ownerWords);

export const askedWords: Readonly<Record<DocumentKind["asked"], string>> = {
  always: "à tous",
  byActivities: "par les activités",
};
const readAsked = oneOf(askedWords);

export const whenMissingWords: Readonly<Record<WhenMissing, string>> = {
  blocks: "bloque",
  blocksUntilSent: "bloque jusqu’à l’envoi",
  warns: "prévient",
};
const readWhenMissing = oneOf(whenMissingWords);

/** A document that holds longer than a childhood holds for ever. */
const longest = { months: 216, years: 18 } as const;

/** `toujours`, `année scolaire`, `6 mois`, `2 ans`, `jusqu’au 31/08/2027`. */
const readValidity: Reader<Validity> = (text) => {
  const folded = fold(text);
  if (folded === "toujours") return { value: { kind: "forever" } };
  if (folded === "annee scolaire") return { value: { kind: "schoolYear" } };
  const [, until] = /^jusqu'au (\S+)$/u.exec(folded) ?? [];
  if (until !== undefined) {
    const date = readDate(until);
    return "reason" in date ? date : { value: { kind: "until", date: date.value } };
  }
  const [, number = "", word = ""] = /^(\d{1,3}) (mois|ans?)$/u.exec(folded) ?? [];
  const unit = word === "mois" ? "months" : "years";
  if (word === "" || Number(number) < 1 || Number(number) > longest[unit])
    return {
      reason: `${quote(text)} ne dit pas combien de temps le justificatif est valable : écrivez « toujours », « année scolaire », « 6 mois », « 2 ans » ou « jusqu’au 31/08/2027 »`,
    };
  return { value: { kind: "span", number: Number(number), unit } };
};

export function validityWords(validity: Validity): string {
  switch (validity.kind) {
    case "forever":
      return "toujours";
    case "schoolYear":
      return "année scolaire";
    case "until":
      return `jusqu’au ${dateWords(validity.date)}`;
    case "span":
      return validity.unit === "months"
        ? `${validity.number} mois`
        : `${validity.number} ${validity.number === 1 ? "an" : "ans"}`;
  }
}

function readDocument(id: DocumentKindId, own: Fields): Draft<DocumentKind> | undefined {
  const name = own.needed("nom", readLabel);
  const hint = own.optional("consigne", readSentence);
  const of = own.needed("pour", readOwner);
  const asked = own.optional("demandé", readAsked) ?? "always";
  const ages = own.optional("âges", readAges);
  const validity = own.needed("valable", readValidity);
  const whenMissing = own.needed("s’il manque", readWhenMissing);
  if ((of === "household" || of === "person") && ages)
    own.fault("seul le justificatif d’un enfant a des âges : enlevez « âges », ou écrivez « pour: enfant »", "âges");
  if (of === "person" && asked === "byActivities")
    own.fault(
      "le justificatif d’une personne autorisée se demande dans « fiches », aux « personnes à prévenir » : enlevez « demandé »",
      "demandé",
    );
  if (of === "health" && asked === "byActivities")
    own.fault(
      "le justificatif de la santé d’un enfant se demande dans « fiches », à ce qu’il prouve (« santé enfant: PAI: justificatifs ») : enlevez « demandé »",
      "demandé",
    );
  // Whoever reads bookings reads no health: nothing there could tell who needs it.
  if (of === "health" && whenMissing !== undefined && whenMissing !== "warns")
    own.fault(
      "le justificatif de la santé d’un enfant ne bloque aucune réservation : écrivez « prévient »",
      "s’il manque",
    );
  if (name === undefined || !of || !validity || !whenMissing) return undefined;
  return {
    value: {
      id,
      name,
      ...(hint === undefined ? {} : { hint }),
      of,
      asked,
      ...(ages ? { ages } : {}),
      validity,
      whenMissing,
    },
    fields: own,
  };
}

export const readDocuments = (fields: Fields): readonly Draft<DocumentKind>[] =>
  fields.each("justificatifs", readCode("DocumentKindId"), readDocument);
