/**
 * Words of the index and of a question, folded alike: accents, case, hyphens and spaces do not matter. A question's word
 * fits one of the index when it is the same, its beginning, or differs by one letter: another one, one more, one less,
 * or two neighbours that changed places.
 */
import { foldCode } from "../../family/rules/codes.ts";
import { foldName } from "../../family/rules/family.ts";
import type { HeldContact } from "../../family/rules/held-record.ts";
import type { ChildEntry, IndexedAdult, IndexedFamily } from "./entry.ts";

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text, folded. */
export const wordsOf = (text: string): readonly string[] =>
  (text.match(wordPattern) ?? []).map(foldName).filter((word) => word !== "");

/** A name's words, and what they make together: `Le Goff` is also written `Legoff`. */
export function nameWords(name: string): readonly string[] {
  const words = wordsOf(name);
  return words.length > 1 ? [...words, words.join("")] : words;
}

/** Digits as they are dialled in France: `+33 6 12…` and `06 12…` are one. */
export const foldPhone = (phone: string): string =>
  phone
    .replace(/[^\d+]/gu, "")
    .replace(/^(?:\+33|0033|33(?=\d{9}$))0?/u, "0")
    .replace(/\+/gu, "");

export const foldEmail = (email: string): string => email.trim().toUpperCase();

export const codeWords = (code: string): readonly string[] => [...new Set([code, foldCode(code)])];

/** What a person is found by, each kind apart. */
export interface PersonWords {
  readonly names: readonly string[];
  readonly codes: readonly string[];
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly births: readonly string[];
}

/** An adult's numbers, as they are written. */
export const phonesOf = ({ phone, workPhone }: Pick<IndexedAdult, "phone" | "workPhone">): readonly string[] =>
  [phone, workPhone].filter((one) => one !== undefined);

export const adultWords = (adult: IndexedAdult): PersonWords => ({
  names: [adult.firstName, adult.lastName, adult.birthName ?? ""].flatMap(nameWords),
  codes: [],
  phones: phonesOf(adult).map(foldPhone),
  emails: adult.email === undefined ? [] : [foldEmail(adult.email)],
  births: [],
});

export const contactWords = ({ firstName, lastName, phones }: HeldContact): PersonWords => ({
  names: [firstName, lastName].flatMap(nameWords),
  codes: [],
  phones: phones.map(foldPhone),
  emails: [],
  births: [],
});

export const childWords = ({
  firstName,
  lastName,
  birthDate,
  id,
  townCode,
  formerCodes = [],
}: ChildEntry): PersonWords => ({
  names: [...nameWords(firstName), ...nameWords(lastName)],
  codes: [...codeWords(id), ...(townCode === undefined ? [] : codeWords(townCode)), ...formerCodes.flatMap(codeWords)],
  phones: [],
  emails: [],
  births: [birthDate.slice(0, 4), birthDate],
});

export const householdCodes = ({ code, household }: Pick<IndexedFamily, "code" | "household">): readonly string[] =>
  [code, ...(household?.formerCodes ?? [])].flatMap(codeWords);

/** A word of a question. `email`, `date`, `digits`: what its writing says it is. */
export interface Asked {
  readonly word: string;
  readonly is: "name" | "email" | "date" | "digits";
}

/** Words of a question that are read: more of them tell nobody apart. */
const mostWords = 8;
const date = /(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)/gu;
/** What begins as a phone does, its digits however set apart. */
const phone = /(?<![\p{L}\p{N}])(?:\+\d{1,3}|0033|0[1-9])(?:[ .()-]{0,2}\d){2,}(?![\p{L}\p{N}])/gu;

/** What a question asks for, in its order. */
export function askedIn(text: string): readonly Asked[] {
  const asked: Asked[] = [];
  const rest = text
    .normalize("NFKC")
    .replace(/\S*@\S+/gu, (email) => {
      asked.push({ word: foldEmail(email.replace(/^[<(]+|[>),;.]+$/gu, "")), is: "email" });
      return " ";
    })
    .replace(date, (_, day: string, month: string, year: string) => {
      asked.push({ word: `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`, is: "date" });
      return " ";
    })
    .replace(phone, (digits) => {
      asked.push({ word: foldPhone(digits), is: "digits" });
      return " ";
    });
  for (const word of wordsOf(rest)) asked.push({ word, is: /^\d+$/u.test(word) ? "digits" : "name" });
  return asked.filter(({ word }) => word !== "").slice(0, mostWords);
}

/** The shortest word that may be the beginning of another, and that may have a wrong letter. */
export const shortestBeginning = 2;
export const shortestWrong = 4;

/** Whether two words differ by one letter at most. */
export function oneLetterApart(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}

/** How well a question's word fits one of the index: 3 the same, 2 its beginning, 1 but for a letter, 0 not at all. */
export type Fit = 0 | 1 | 2 | 3;

export function fit({ word, is }: Asked, known: string): Fit {
  const exact = fitExactly({ word, is }, known);
  if (exact > 0 || (is !== "name" && is !== "email")) return exact;
  return word.length >= shortestWrong && oneLetterApart(word, known) ? 1 : 0;
}

/** The same where no letter may be wrong: another family's code is most often one letter away. */
export function fitExactly({ word, is }: Asked, known: string): Fit {
  if (word === known) return 3;
  if (is === "digits" && foldCode(word) === known) return 3;
  return word.length >= shortestBeginning && known.startsWith(word) ? 2 : 0;
}
