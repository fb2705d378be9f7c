/**
 * What a cell says. Each reader takes the cell's trimmed text, never empty, and returns its value or the reason why it
 * has none, in French, for the staff member. People's writing is tolerated where only one reading is possible, and refused
 * elsewhere.
 */
import { readId, tidyLogin, type ChildId, type FamilyCode, type PlainDate } from "../kernel/ids.ts";

export type Reading<T> =
  /** `notice`: the value stands, but something in the cell was left out. */
  | { readonly value: T; readonly notice?: string }
  /** `kind`: the reason without the cell's own text, by which many of the same are told at once. */
  | { readonly reason: string; readonly kind?: string };
export type Reader<T> = (text: string) => Reading<T>;

/** Excerpt of a cell for a message. */
export const quote = (text: string): string =>
  `« ${text.length > 40 ? `${text.slice(0, 40)}…` : text} »`.replace(/\s+/gu, " ");

/** A cell that is not what its column says. */
const unlike = (text: string, what: string): { readonly reason: string; readonly kind: string } => ({
  reason: `${quote(text)} ${what}`,
  kind: what,
});

export const readFamilyCode: Reader<FamilyCode> = (text) => {
  const value = readId("FamilyCode", tidyLogin(text));
  return value
    ? { value }
    : unlike(text, "n’est pas un code famille : un numéro, ou 4 à 12 lettres ou chiffres, sans accent");
};

export const readChildCode: Reader<ChildId> = (text) => {
  const value = readId("ChildId", tidyLogin(text));
  return value ? { value } : unlike(text, "n’est pas un code enfant : 1 à 16 lettres ou chiffres, sans accent");
};

/**
 * Letters of any alphabet, with what stands between them in names: `d’Artagnan`, `Jean-Pierre`, `MARTIN (née PETIT)`.
 */
const nameShape = /^[\p{L}\p{M}][\p{L}\p{M} .,'’ʼ()/-]*$/u;
/** Some of what counts as a letter or an accent shows nothing. */
const invisible = /\p{Default_Ignorable_Code_Point}/u;

export const readName: Reader<string> = (text) => {
  const value = text.normalize("NFC").replace(/[ \u00a0]+/gu, " ");
  if (value.length > 80) return { reason: "80 caractères au plus" };
  return nameShape.test(value) && !invisible.test(value)
    ? { value }
    : unlike(text, "n’est pas un nom : des lettres, des espaces, des tirets et des apostrophes");
};

export interface FullName {
  readonly lastName: string;
  readonly firstName: string;
}

const isCapital = (word: string): boolean => /\p{Lu}/u.test(word) && word === word.toUpperCase();

/**
 * `DE LA TOUR Anne-Lise`, or `Anne-Lise DE LA TOUR`: capitals are the surname. Without capitals, two words are taken in
 * the column's own order, the surname first; more do not tell where it ends.
 */
export const readFullName: Reader<FullName> = (text) => {
  const reading = readName(text);
  if ("reason" in reading) return reading;
  const words = reading.value.replace(/^(?:M\.|Mme|Mlle|Monsieur|Madame) /u, "").split(" ");
  const small = words.findIndex((word) => !isCapital(word));
  const lastSmall = words.findLastIndex((word) => !isCapital(word));
  const cut = (at: number): FullName => ({
    lastName: words.slice(0, at).join(" "),
    firstName: words.slice(at).join(" "),
  });
  if (small > 0 && lastSmall === words.length - 1 && words.slice(small).every((word) => !isCapital(word)))
    return { value: cut(small) };
  if (small === 0 && lastSmall < words.length - 1 && words.slice(0, lastSmall + 1).every((word) => !isCapital(word)))
    return {
      value: { lastName: words.slice(lastSmall + 1).join(" "), firstName: words.slice(0, lastSmall + 1).join(" ") },
    };
  return words.length === 2
    ? { value: cut(1) }
    : unlike(text, "ne dit pas où finit le nom : écrivez le NOM en majuscules, ou donnez deux colonnes, nom et prénom");
};

const titles: Readonly<Record<string, string>> = {
  m: "M.",
  mr: "M.",
  monsieur: "M.",
  mme: "Mme",
  madame: "Mme",
  mlle: "Mme",
  mademoiselle: "Mme",
};

export const readTitle: Reader<string | undefined> = (text) => {
  const value = titles[text.toLowerCase().replace(/[. ]/gu, "")];
  return value
    ? { value }
    : { value: undefined, notice: `${quote(text)} n’est pas repris : M. ou Mme, une ligne par responsable` };
};

/** The rule of HTML's own e-mail field, with a domain that has a dot. */
const emailShape =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/u;

export const readEmail: Reader<string> = (text) =>
  text.length <= 254 && emailShape.test(text) ? { value: text } : unlike(text, "n’est pas une adresse e-mail");

/**
 * French numbers have ten digits and are kept as they are read aloud, `06 12 34 56 78`; a tableur that took one for a
 * number has eaten its 0. Numbers of other countries keep their country code, `+32470123456` (E.164: 15 digits at
 * most). The full rules of every country (libphonenumber) are not needed to show a number that the town already has.
 */
export const readPhone: Reader<string> = (text) => {
  const refusal = unlike(text, "n’est pas un numéro de téléphone : 10 chiffres, ou + et l’indicatif du pays");
  const digits = text
    .replace(/\(0\)/gu, "")
    .replace(/[\s./()-]/gu, "")
    .replace(/^00/u, "+");
  if (!/^\+?[0-9]+$/u.test(digits)) return refusal;
  const national = digits.replace(/^\+33/u, "").replace(/^(?=[1-9][0-9]{8}$)/u, "0");
  if (/^0[1-9][0-9]{8}$/u.test(national)) return { value: national.replace(/(?=(?:[0-9]{2})+$)(?!^)/gu, " ") };
  return !digits.startsWith("+33") && /^\+[1-9][0-9]{6,14}$/u.test(digits) ? { value: digits } : refusal;
};

/** A cell can hold several lines; each is a line of the address. */
export const readAddressLines: Reader<readonly string[]> = (text) => {
  const value = text
    .split(/[\r\n]+/u)
    .map((line) => line.trim().replace(/[ \u00a0]+/gu, " "))
    .filter((line) => line !== "");
  if (value.length > 4) return { reason: "quatre lignes d’adresse au plus" };
  return value.some((line) => line.length > 80) ? { reason: "80 caractères au plus par ligne d’adresse" } : { value };
};

/** Five digits; four when a tableur took `01300` for a number. Other countries have letters in theirs. */
export const readPostcode: Reader<string> = (text) => {
  const code = text.toUpperCase();
  if (/^[0-9]{4,5}$/u.test(code)) return { value: code.padStart(5, "0") };
  return /^(?=.*[A-Z])[A-Z0-9][A-Z0-9 -]{2,9}$/u.test(code)
    ? { value: code }
    : unlike(text, "n’est pas un code postal");
};

export const readTown: Reader<string> = (text) =>
  text.length <= 60 && /\p{L}/u.test(text) && !/[\p{Cc}<>]/u.test(text) && !invisible.test(text)
    ? { value: text.replace(/[ \u00a0]+/gu, " ") }
    : unlike(text, "n’est pas un nom de commune");

const yes = new Set(["oui", "o", "1", "vrai", "x", "yes", "true"]);
const no = new Set(["non", "n", "0", "faux", "no", "false"]);

export const readYesNo: Reader<boolean> = (text) => {
  const word = text.toLowerCase();
  return yes.has(word) || no.has(word) ? { value: yes.has(word) } : unlike(text, ": écrivez oui ou non");
};

/** `jj/mm/aaaa`, a day that exists. Some software adds midnight to its dates. */
export const readDate: Reader<PlainDate> = (text) => {
  const found = /^(?<day>[0-9]{1,2})[/.-](?<month>[0-9]{1,2})[/.-](?<year>[0-9]{4})(?: 0?0:00(?::00)?)?$/u.exec(
    text,
  )?.groups;
  if (!found) return unlike(text, "n’est pas une date : écrivez jj/mm/aaaa, par exemple 07/03/2019");
  const iso = `${found["year"] ?? ""}-${found["month"]?.padStart(2, "0") ?? ""}-${found["day"]?.padStart(2, "0") ?? ""}`;
  const value = readId("PlainDate", iso);
  // A day past the end of its month would roll over into the next one.
  return value && new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso)
    ? { value }
    : { reason: `le ${quote(text)} n’existe pas au calendrier`, kind: "n’existe pas au calendrier" };
};

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/**
 * A date that is not in the future, as exports write them: `07/03/2019`, `2019-03-07`, `2019-03-07T00:00:00`, or
 * `07/03/19`, whose century is the one that does not make it a date to come.
 */
export const readPastDate =
  (today: PlainDate): Reader<PlainDate> =>
  (text) => {
    const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/u.exec(text);
    if (iso) return readDate(`${iso[3] ?? ""}/${iso[2] ?? ""}/${iso[1] ?? ""}`);
    const short = /^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{2})$/u.exec(text);
    if (!short) return readDate(text);
    const [, day = "", month = "", year = ""] = short;
    const said = (century: number): Reading<PlainDate> => readDate(`${day}/${month}/${twoDigits(century)}${year}`);
    const recent = said(Number(today.slice(0, 2)));
    return "value" in recent && recent.value > today ? said(Number(today.slice(0, 2)) - 1) : recent;
  };

/** The grades that rules know, as they are written on the portal, by what classes are called in exports. */
const grades: readonly (readonly [RegExp, string])[] = [
  [/\b(?:TPS|TOUTE PETITE SECTION)\b/u, "TPS"],
  [/\b(?:PS|(?<!TOUTE )PETITE SECTION)\b/u, "PS"],
  [/\b(?:MS|MOYENNE SECTION)\b/u, "MS"],
  [/\b(?:GS|GRANDE SECTION)\b/u, "GS"],
  [/\bCP\b/u, "CP"],
  [/\bCE ?1\b/u, "CE1"],
  [/\bCE ?2\b/u, "CE2"],
  [/\bCM ?1\b/u, "CM1"],
  [/\bCM ?2\b/u, "CM2"],
  [/\b6 ?(?:E|EME)\b/u, "6e"],
  [/\b5 ?(?:E|EME)\b/u, "5e"],
  [/\b4 ?(?:E|EME)\b/u, "4e"],
  [/\b3 ?(?:E|EME)\b/u, "3e"],
  [/\bULIS\b/u, "ULIS"],
];

/**
 * `CE1 B - Mme Petit` is CE1. A class of two grades does not tell the child's: the grade is then left empty, and it is
 * said.
 */
export const readGrade: Reader<string | undefined> = (text) => {
  const name = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^A-Z0-9]+/gu, " ");
  const found = grades.filter(([shape]) => shape.test(name)).map(([, grade]) => grade);
  const [grade] = found;
  if (found.length === 1 && grade) return { value: grade };
  return {
    value: undefined,
    notice:
      found.length > 1
        ? `${quote(text)} a plusieurs niveaux : celui de l’enfant n’est pas repris`
        : `${quote(text)} n’est pas un niveau connu (PS, MS, GS, CP, CE1…) : il n’est pas repris`,
  };
};

/** What people write of themselves, as a profession: kept as it is, and only ever shown as text. */
export const readText: Reader<string> = (text) => {
  const value = text.normalize("NFC").replace(/\s+/gu, " ");
  if (value.length > 80) return { reason: "80 caractères au plus" };
  return /[\p{L}\p{N}]/u.test(value) && !/[\p{Cc}<>]/u.test(value) && !invisible.test(value)
    ? { value }
    : unlike(text, "n’est pas un texte : des lettres et des chiffres, sur une ligne");
};

export const readSchool: Reader<string> = (text) =>
  text.length <= 80 ? { value: text.replace(/\s+/gu, " ") } : { reason: "80 caractères au plus" };
