/**
 * What the town says of the fields of a family's file: shown or not, required or not, changed by the family at once, after
 * a check, or at the office only, and with which supporting documents.
 *
 * The parts of the file and the names of their fields stand here once, because the town's own file names them; what a
 * field holds, how it is read and written, is its subject's (family/sections). A part that is missing there, or a field
 * that has no name here, does not compile.
 */
import type { DocumentKindId } from "../../kernel/ids.ts";

/** `atOnce`: written as soon as it is sent. `checked`: becomes a request. `office`: shown, and changed by staff only. */
export type Change = "atOnce" | "checked" | "office";

export interface FieldRule {
  readonly shown: boolean;
  readonly required: boolean;
  readonly change: Change;
  /** Asked for with a change of it: one document of each of these kinds. */
  readonly documents: readonly DocumentKindId[];
  /** Of a school: those of the town, beside those that its activities name. */
  readonly among?: readonly string[] | undefined;
}

interface Declared {
  /** What the town's file calls it. */
  readonly words: string;
  /** What holds unless the town says otherwise. */
  readonly usual: Omit<FieldRule, "documents" | "among">;
  /** The part is nothing without it: no town may do without. */
  readonly essential: boolean;
  /** It names people, and a document that it asks for is each one's own: it stands with them, however it is changed. */
  readonly each?: true;
  /** Of health: a paper proves it, and stands beside it, however it is changed. */
  readonly proven?: true;
  /** What a price rests on: no town may take a family's word for it. */
  readonly neverAtOnce?: true;
}

const field = (words: string, change: Change, { required = false, essential = false } = {}): Declared => ({
  words,
  usual: { shown: true, required, change },
  essential,
});
const required = { required: true, essential: true };

/** Of an adult who is in the file: what proves them is checked, what only they can know is taken at once. */
const adultFields = {
  title: field("civilité", "atOnce"),
  lastName: field("nom", "checked", required),
  birthName: field("nom de naissance", "checked"),
  firstName: field("prénom", "checked", required),
  birthDate: field("date de naissance", "checked"),
  links: field("lien avec les enfants", "checked"),
  address: field("adresse", "checked"),
  phone: field("téléphone", "atOnce"),
  workPhone: field("téléphone professionnel", "atOnce"),
  email: field("e-mail", "checked"),
  profession: field("profession", "atOnce"),
  employer: field("employeur", "atOnce"),
  payer: field("payeur", "checked"),
};
/** Of one who is to come, everything waits together. */
const newAdultFields = {
  title: field("civilité", "checked"),
  lastName: field("nom", "checked", required),
  birthName: field("nom de naissance", "checked"),
  firstName: field("prénom", "checked", required),
  birthDate: field("date de naissance", "checked"),
  links: field("lien avec les enfants", "checked"),
  address: field("adresse", "checked"),
  phone: field("téléphone", "checked"),
  workPhone: field("téléphone professionnel", "checked"),
  email: field("e-mail", "checked"),
  profession: field("profession", "checked"),
  employer: field("employeur", "checked"),
  payer: field("payeur", "checked"),
} satisfies Readonly<Record<keyof typeof adultFields, Declared>>;
/** What a site usually cannot look after a child without: whom to call, what to do in an emergency, what it must not eat. */
const usually = { required: true };

/** A figure of which a quotient is counted. */
const figure = (words: string): Declared => ({ ...field(words, "checked", required), neverAtOnce: true });

/** Whose documents go with a change. */
export type DocumentsOf = "household" | "child" | "person" | "health";

/** `of`: whose documents go with it. */
export const fileSections = {
  household: {
    words: "foyer",
    of: "household",
    fields: {
      address: field("adresse", "checked", required),
      situation: field("situation familiale", "checked"),
      resident: field("résident", "checked", required),
    },
  },
  adult: {
    words: "responsable",
    of: "household",
    fields: adultFields,
  },
  newAdult: {
    words: "nouveau responsable",
    of: "household",
    fields: newAdultFields,
  },
  adultLeaving: {
    words: "départ d’un responsable",
    of: "household",
    fields: {
      from: field("date", "checked", required),
      why: field("motif", "checked", required),
    },
  },
  newChild: {
    words: "nouvel enfant",
    of: "household",
    fields: {
      arrival: field("motif", "checked", required),
      lastName: field("nom", "checked", required),
      firstName: field("prénom", "checked", required),
      birthDate: field("date de naissance", "checked", required),
      school: field("école", "checked"),
      grade: field("classe", "checked"),
    },
  },
  child: {
    words: "enfant",
    of: "child",
    fields: {
      lastName: field("nom", "checked", required),
      firstName: field("prénom", "checked", required),
      birthDate: field("date de naissance", "checked", required),
      school: field("école", "checked"),
      grade: field("classe", "checked"),
    },
  },
  childLeaving: {
    words: "départ d’un enfant",
    of: "household",
    fields: {
      from: field("date", "checked", required),
      why: field("motif", "checked", required),
    },
  },
  childRecord: {
    words: "fiche enfant",
    of: "child",
    fields: {
      contacts: { ...field("personnes à prévenir", "atOnce", usually), each: true },
      leaveAlone: field("partir seul", "atOnce", usually),
      photo: field("photos", "atOnce"),
      outings: field("sorties", "atOnce"),
      transport: field("transport", "atOnce"),
      emergencyCare: field("soins en urgence", "atOnce", usually),
      doctor: field("médecin", "atOnce", usually),
      insurance: field("assurance", "atOnce"),
    },
  },
  /** Those of every way of counting: a family is asked for those of its town's. */
  quotientPapers: {
    words: "quotient sur justificatifs",
    of: "household",
    fields: {
      yearlyIncome: figure("revenus annuels"),
      monthlyIncome: figure("revenus du mois"),
      monthlyBenefits: figure("prestations du mois"),
      monthlyRent: figure("loyer du mois"),
      children: figure("enfants à charge"),
      quarterParts: figure("parts fiscales"),
      persons: figure("personnes au foyer"),
    },
  },
} as const satisfies Readonly<Record<string, DeclaredPart>>;

interface DeclaredPart {
  readonly words: string;
  readonly of: DocumentsOf;
  readonly fields: Readonly<Record<string, Declared>>;
}

/**
 * Parts of the file that no request may hold, so that the town cannot have them checked: a child's health, which one
 * function alone reads, and whose every look is recorded.
 */
const keptApart = {
  childHealth: {
    words: "santé enfant",
    of: "health",
    fields: {
      allergies: field("allergies", "atOnce", usually),
      diet: field("repas", "atOnce", usually),
      carePlan: { ...field("PAI", "atOnce", usually), proven: true },
      glasses: field("lunettes", "atOnce"),
      hearingAid: field("appareil auditif", "atOnce"),
      swimming: field("natation", "atOnce"),
      medicines: { ...field("médicaments", "atOnce"), proven: true },
      vaccines: { ...field("vaccins", "atOnce"), proven: true },
    },
  },
} as const satisfies Readonly<Record<string, DeclaredPart>>;

/** Everything that the town's file may speak of. */
export const fileParts = { ...fileSections, ...keptApart };
type Parts = typeof fileParts;
/** A part of a family's file that the town's file names. */
export type PartId = keyof Parts;
/** One that is read and changed as a whole, by a request too. */
export type SectionId = keyof typeof fileSections;
export type FieldsOf<S extends PartId> = keyof Parts[S]["fields"] & string;

export const partIds = Object.keys(fileParts).filter((name): name is PartId => name in fileParts);
export const sectionIds = Object.keys(fileSections).filter((name): name is SectionId => name in fileSections);

/** Whether a change of it may wait for the office in a request. */
export const mayBeChecked = (part: PartId): boolean => part in fileSections;

/** What the town says where it says something. */
export type FileRules = Readonly<Partial<Record<PartId, Readonly<Partial<Record<string, FieldRule>>>>>>;

const declaredFields = (part: PartId): Readonly<Partial<Record<string, Declared>>> => fileParts[part].fields;

/** The names of a part's fields, in the order in which they are shown. */
export const fieldNames = (part: PartId): readonly string[] => Object.keys(fileParts[part].fields);

/** What the town's file calls each field of a part. */
export const fieldWords = (part: PartId): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(declaredFields(part)).flatMap(([name, one]) => (one ? [[name, one.words] as const] : [])),
  );

function declaredField(part: PartId, name: string): Declared {
  const declared = declaredFields(part)[name];
  if (!declared) throw new Error(`${part} has no field ${name}`);
  return declared;
}

/** Whose the documents are that a field asks for. */
export const documentsFor = (part: PartId, name: string): DocumentsOf =>
  declaredField(part, name).each ? "person" : fileParts[part].of;

/** Whether a field may ask for documents that stand beside it, however it is changed. */
export function asksBeside(part: PartId, name: string): boolean {
  const { each, proven } = declaredField(part, name);
  return each === true || proven === true;
}

/** Whether the town may say among what it is chosen. */
export const mayBeAmong = (part: PartId, name: string): boolean =>
  name === "school" && (part === "child" || part === "newChild");

/** Whether no town may have a family change it without the office's word. */
export const isNeverAtOnce = (part: PartId, name: string): boolean => declaredField(part, name).neverAtOnce === true;

/** Whether no town may do without a field. */
export const isEssential = (part: PartId, name: string): boolean => declaredField(part, name).essential;

/** What holds of a field: the town's word, or what is usual. */
export const fieldRule = (rules: FileRules | undefined, part: PartId, name: string): FieldRule =>
  rules?.[part]?.[name] ?? { ...declaredField(part, name).usual, documents: [] };

/** Every document that a change asks for. */
export const documentsOf = (rules: FileRules | undefined): readonly DocumentKindId[] =>
  Object.values(rules ?? {}).flatMap((part) => Object.values(part).flatMap((rule) => rule?.documents ?? []));
