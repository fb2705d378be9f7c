/**
 * Fields of a family's file: what each holds, how what a person typed is read, how it is said in words. A form asks for
 * each by its kind; everything else is decided here.
 */
import { dayWithYear } from "../../kernel/dates.fr.ts";
import { readId, type PlainDate } from "../../kernel/ids.ts";
import { cents, eurosInWords } from "../../kernel/money.ts";
import { ageOn } from "../rules/family.ts";
import { isFlat, type FieldValue, type Names } from "../rules/field-values.ts";
import { readPhone } from "./phone.ts";
import { isFrenchPostcode } from "./postcodes.ts";

/** How a form asks for it. `links`: one choice for each child. `amount`: in cents. `parts`: in quarters. `phone`, `mail`: for the keyboards of telephones. */
type FieldKind =
  | "amount"
  | "count"
  | "parts"
  | "text"
  | "phone"
  | "mail"
  | "date"
  | "choice"
  | "yesNo"
  | "address"
  | "links"
  | "own";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** `at`: the part of the field that is at fault, as `postcode` of an address. */
export type Reading = { readonly value: FieldValue } | { readonly fault: string; readonly at?: string };

/** What the town knows that fields choose among. */
export interface Town {
  readonly schools: readonly string[];
}

/** What reading may ask. */
export interface Reader {
  readonly today: PlainDate;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly kind: FieldKind;
  readonly choices?: readonly Choice[] | undefined;
  /** What the town offers for it, beside what stands: then one of these and nothing else. None: whatever people write. */
  readonly offered?: (town: Town, stands: FieldValue) => readonly Choice[];
  /** Reads what was sent, which may be anything; an empty one is null. */
  readonly read: (given: FieldValue, reader: Reader) => Reading;
  /** In words; never called for null. `names`: of the children, by their code. */
  readonly say: (value: FieldValue, names: Names) => string;
}

type Told = Pick<Field, "id" | "label"> & { readonly hint?: string };

const nothing: Reading = { value: null };
const tidy = (text: string): string => text.normalize("NFC").replace(/\s+/gu, " ").trim();
const said = (value: unknown): string => (typeof value === "string" ? value : "");

/** A field that holds a text; `read` gets it tidied, and never empty. */
const texted = (
  told: Told,
  kind: FieldKind,
  read: (text: string, reader: Reader) => Reading,
  say: (text: string) => string = (text) => text,
): Field => ({
  ...told,
  kind,
  read: (given, reader) => {
    if (given === null) return nothing;
    if (typeof given !== "string") return { fault: "Ce champ attend un texte. Rechargez la page." };
    const text = tidy(given);
    return text === "" ? nothing : read(text, reader);
  },
  say: (value) => say(said(value)),
});

/** Whatever people write, kept as it is: it is only ever shown as text. */
export const text = (told: Told, most = 80): Field =>
  texted(told, "text", (value) =>
    value.length > most ? { fault: `${told.label} : ${most} caractères au plus.` } : { value },
  );

/** Who goes to school elsewhere: no sector of the town is theirs. */
export const otherSchool = "Autre école";

/** One of the town's schools where its catalogue names them; one that stands already may stay as it is written. */
export const school = (told: Told): Field => ({
  ...text(told),
  offered: ({ schools }, stands) => {
    if (schools.length === 0) return [];
    const known = [...schools, ...(said(stands) === "" ? [] : [said(stands)]), otherSchool];
    return [...new Set(known)].map((one) => ({ value: one, label: one }));
  },
});

/** The grades of French schools, as children's records write them. */
const grades = ["TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2", "6e", "5e", "4e", "3e"];
export const grade = (told: Told): Field =>
  choice(
    told,
    grades.map((one) => ({ value: one, label: one })),
  );

/** Majority: a grown-up is no child of this portal. */
const adultAge = 18;
/** The day on which a child was born. `expected`: what to do about one that is still to be. */
export const childBirth = (told: Told, expected = ""): Field =>
  date(told, (day, today) => {
    if (day > today) return `${told.label} : cette date est dans l’avenir.${expected}`;
    return ageOn(day, today) >= adultAge ? `${told.label} : à cette date, cet enfant serait majeur.` : null;
  });

/** Letters of any alphabet, with what stands between them in names: the same as in a town's files (import/cells.ts). */
const nameShape = /^[\p{L}\p{M}][\p{L}\p{M} .,'’ʼ()/-]*$/u;
export const name = (told: Told): Field =>
  texted(told, "text", (value) => {
    if (value.length > 80) return { fault: `${told.label} : 80 caractères au plus.` };
    return nameShape.test(value)
      ? { value }
      : { fault: `${told.label} : écrivez des lettres, des espaces, des tirets et des apostrophes.` };
  });

/** The rule of HTML's own e-mail field, with a domain that has a dot. */
const mailShape =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/u;
export const mail = (told: Told): Field =>
  texted(told, "mail", (value) =>
    value.length <= 254 && mailShape.test(value)
      ? { value }
      : { fault: "Cette adresse e-mail est incomplète. Exemple : nom@exemple.fr" },
  );

/**
 * A number that exists, by the rules of its country. French ones are kept as they are read aloud, others with their
 * country's code: as the town's files have them.
 */
export const phone = (told: Told): Field =>
  texted(told, "phone", (value) => {
    const found = readPhone(value);
    return found === null
      ? { fault: `${told.label} : ce numéro n’existe pas. Écrivez ses 10 chiffres, ou + et l’indicatif du pays.` }
      : { value: found };
  });

/** Whether that day exists. */
const isDay = (day: string): boolean =>
  !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

/** A day; `refuse` says what is wrong with it today. */
export const date = (told: Told, refuse: (day: PlainDate, today: PlainDate) => string | null): Field =>
  texted(
    told,
    "date",
    (value, { today }) => {
      const day = readId("PlainDate", value);
      if (!day || !isDay(day)) return { fault: `${told.label} : cette date n’existe pas.` };
      const fault = refuse(day, today);
      return fault === null ? { value: day } : { fault };
    },
    (value) => {
      const day = readId("PlainDate", value);
      return day ? dayWithYear(day) : value;
    },
  );

/** One of a few. */
export const choice = (told: Told, choices: readonly Choice[]): Field => ({
  ...texted(
    told,
    "choice",
    (value) =>
      choices.some((one) => one.value === value) ? { value } : { fault: `${told.label} : choisissez dans la liste.` },
    (value) => choices.find((one) => one.value === value)?.label ?? value,
  ),
  choices,
});

interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** A whole number; what was typed and is none arrives as the text that it is. */
const numbered = (
  told: Told,
  { kind, least, most }: Bounds & { readonly kind: FieldKind },
  fault: string,
  say: (value: number) => string,
): Field => ({
  ...told,
  kind,
  read: (given) => {
    if (given === null) return nothing;
    return typeof given === "number" && Number.isInteger(given) && least <= given && given <= most
      ? // Minus zero is zero.
        { value: given + 0 }
      : { fault: `${told.label} : ${fault}` };
  },
  say: (value) => (typeof value === "number" ? say(value) : said(value)),
});

/** An amount in cents, up to a million euros. Zero is one, none is not zero. */
export const amount = (told: Told): Field =>
  numbered(
    told,
    { kind: "amount", least: 0, most: 100_000_000 },
    "écrivez un montant en euros, avec deux décimales au plus, jusqu’à un million.",
    (value) => eurosInWords(cents(value)),
  );

export const count = (told: Told, bounds: Bounds): Field =>
  numbered(told, { kind: "count", ...bounds }, `écrivez un nombre, de ${bounds.least} à ${bounds.most}.`, String);

/** Parts, held in quarters of one. */
export const parts = (told: Told, bounds: Bounds): Field =>
  numbered(
    told,
    { kind: "parts", ...bounds },
    `écrivez un nombre au quart près, de ${bounds.least / 4} à ${bounds.most / 4}. Par exemple 2,5.`,
    (value) => String(value / 4).replace(".", ","),
  );

export const yesNo = (told: Told): Field => ({
  ...told,
  kind: "yesNo",
  read: (given) =>
    given === null || typeof given === "boolean"
      ? { value: given }
      : { fault: `${told.label} : répondez par oui ou par non.` },
  say: (value) => (value === true ? "oui" : "non"),
});

/** Of an organisation's mail: departments 01 to 95, and overseas by three digits. They are in no list of municipalities. */
const cedexPostcode = /^(?:0[1-9]|[1-8][0-9]|9[0-5])[0-9]{3}$|^97[1-8][0-9]{2}$/u;
const isCedex = (town: string): boolean => /\bcedex\b/iu.test(town);
/** Other countries have letters in theirs, or say the country on its own line. */
const foreignPostcode = /^(?=.*[A-Z])[A-Z0-9][A-Z0-9 -]{2,9}$/u;

export const address = (told: Told): Field => ({
  ...told,
  kind: "address",
  read: (given) => {
    if (given === null) return nothing;
    if (!isFlat(given)) return { fault: "Cette adresse est illisible. Rechargez la page." };
    const written: unknown = given["lines"];
    const lines = (Array.isArray(written) ? written : [])
      .filter((line): line is string => typeof line === "string")
      .map(tidy)
      .filter((line) => line !== "");
    const postcode = tidy(said(given["postcode"])).toUpperCase();
    const town = tidy(said(given["town"]));
    if (lines.length === 0 && postcode === "" && town === "") return nothing;
    if (lines.length === 0) return { fault: "Écrivez le numéro et la rue.", at: "line1" };
    if (lines.length > 4 || lines.some((line) => line.length > 80))
      return { fault: "Une adresse a quatre lignes de 80 caractères au plus.", at: "line1" };
    const exists =
      isFrenchPostcode(postcode) || foreignPostcode.test(postcode) || (isCedex(town) && cedexPostcode.test(postcode));
    if (!exists)
      return {
        fault: /^[0-9]{5}$/u.test(postcode)
          ? `Le code postal ${postcode} n’existe pas : vérifiez ses chiffres.`
          : "Ce code postal n’existe pas : cinq chiffres, par exemple 45300.",
        at: "postcode",
      };
    if (town === "" || town.length > 60 || !/^\p{L}/u.test(town))
      return { fault: "Écrivez le nom de la commune.", at: "town" };
    return { value: { lines, postcode, town } };
  },
  say: (value) => {
    if (!isFlat(value)) return "";
    const lines: unknown = value["lines"];
    return [
      ...(Array.isArray(lines) ? lines.map(String) : []),
      `${String(value["postcode"])} ${String(value["town"])}`,
    ].join(", ");
  },
});

/** What an adult is to each of the children, by the child's code. */
export const links = (told: Told, choices: readonly Choice[]): Field => ({
  ...told,
  kind: "links",
  choices,
  read: (given) => {
    if (given === null) return nothing;
    if (!isFlat(given)) return { fault: "Ces liens sont illisibles. Rechargez la page." };
    const known = Object.entries(given).filter(([, link]) => link !== null && link !== "");
    if (known.length > 30 || !known.every(([child]) => readId("ChildId", child)))
      return { fault: "Cet enfant n’est pas dans la famille. Rechargez la page." };
    if (!known.every(([, link]) => choices.some(({ value }) => value === link)))
      return { fault: `${told.label} : choisissez dans la liste.` };
    return known.length === 0 ? nothing : { value: Object.fromEntries(known.sort()) };
  },
  say: (value, names) =>
    isFlat(value)
      ? Object.entries(value)
          .map(
            ([child, link]) =>
              `${names[child] ?? child} : ${choices.find((one) => one.value === link)?.label ?? String(link)}`,
          )
          .join(", ")
      : "",
});
