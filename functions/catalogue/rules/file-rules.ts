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
}

interface Declared {
  /** What the town's file calls it. */
  readonly words: string;
  /** What holds unless the town says otherwise. */
  readonly usual: Omit<FieldRule, "documents">;
}

const field = (words: string, change: Change, { required = false } = {}): Declared => ({
  words,
  usual: { shown: true, required, change },
});
const required = { required: true };

/** Whose documents go with a change. */
export type DocumentsOf = "household" | "child";

/** `of`: whose documents go with it. */
export const fileSections = {
  household: {
    words: "foyer",
    of: "household",
    fields: {
      address: field("adresse", "checked", required),
      situation: field("situation familiale", "checked"),
    },
  },
  adult: {
    words: "responsable",
    of: "household",
    fields: {
      title: field("civilité", "atOnce"),
      lastName: field("nom", "checked", required),
      birthName: field("nom de naissance", "checked"),
      firstName: field("prénom", "checked", required),
      birthDate: field("date de naissance", "checked"),
      links: field("lien avec les enfants", "checked"),
      phone: field("téléphone", "atOnce"),
      workPhone: field("téléphone professionnel", "atOnce"),
      email: field("e-mail", "checked"),
      profession: field("profession", "atOnce"),
      employer: field("employeur", "atOnce"),
      payer: field("payeur", "checked"),
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
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly words: string;
      readonly of: DocumentsOf;
      readonly fields: Readonly<Record<string, Declared>>;
    }
  >
>;
type Sections = typeof fileSections;
/** A part of a family's file that is read and changed as a whole. */
export type SectionId = keyof Sections;
export type FieldsOf<S extends SectionId> = keyof Sections[S]["fields"] & string;

export const sectionIds = Object.keys(fileSections).filter((name): name is SectionId => name in fileSections);

/** What the town says where it says something. */
export type FileRules = Readonly<Partial<Record<SectionId, Readonly<Partial<Record<string, FieldRule>>>>>>;

const declaredFields = (section: SectionId): Readonly<Partial<Record<string, Declared>>> =>
  fileSections[section].fields;

/** The names of a part's fields, in the order in which they are shown. */
export const fieldNames = (section: SectionId): readonly string[] => Object.keys(fileSections[section].fields);

/** What the town's file calls each field of a part. */
export const fieldWords = (section: SectionId): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(declaredFields(section)).flatMap(([name, one]) => (one ? [[name, one.words] as const] : [])),
  );

/** What holds of a field: the town's word, or what is usual. */
export function fieldRule(rules: FileRules | undefined, section: SectionId, name: string): FieldRule {
  const said = rules?.[section]?.[name];
  if (said) return said;
  const declared = declaredFields(section)[name];
  if (!declared) throw new Error(`${section} has no field ${name}`);
  return { ...declared.usual, documents: [] };
}

/** Every document that a change asks for. */
export const documentsOf = (rules: FileRules | undefined): readonly DocumentKindId[] =>
  Object.values(rules ?? {}).flatMap((section) => Object.values(section).flatMap((rule) => rule?.documents ?? []));
