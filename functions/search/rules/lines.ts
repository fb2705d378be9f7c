/**
 * Whom of a household a question means, and why: the person who answers most of its words, then the household's code,
 * then a relative for what is left. A household none of whose people answers every word between them is not shown.
 */
import type { FamilyCode } from "../../kernel/ids.ts";
import { foldName } from "../../family/rules/family.ts";
import type { HeldContact } from "../../family/rules/held-record.ts";
import type { ChildEntry, IndexedAdult, IndexedFamily } from "./entry.ts";
import {
  adultWords,
  childWords,
  contactWords,
  fit,
  fitExactly,
  foldPhone,
  householdCodes,
  nameWords,
  phonesOf,
  type Asked,
  type Fit,
  type PersonWords,
} from "./words.ts";

/** A piece of a text; `hit`: it is what the question asked for. */
export interface Piece {
  readonly text: string;
  readonly hit?: true;
}

/** What answers the question beside the person's own name. */
export interface Why {
  readonly by: "code" | "childCode" | "phone" | "email" | "birth" | "birthName" | "relative";
  readonly text: readonly Piece[];
}

export interface Line {
  readonly familyCode: FamilyCode;
  readonly closed: boolean;
  /** `contact`: whom a child's file names beside its parents. */
  readonly who: "adult" | "child" | "contact";
  readonly name: readonly Piece[];
  /** Of a child. */
  readonly birthYear?: string;
  /** Of a contact: the first names of the children whose files name it. */
  readonly of?: readonly string[];
  readonly why: readonly Why[];
}

export interface FoundLines {
  readonly lines: readonly Line[];
  /** Households that the index found, at least. */
  readonly total: number;
}

type Person =
  | { readonly who: "adult"; readonly one: IndexedAdult; readonly words: PersonWords }
  | { readonly who: "child"; readonly one: ChildEntry; readonly words: PersonWords }
  | {
      readonly who: "contact";
      readonly one: HeldContact;
      readonly words: PersonWords;
      readonly of: readonly string[];
    };

/** A grandmother stands in the file of each of her grandchildren: she is one person. */
function contactsOf(children: readonly ChildEntry[]): readonly Person[] {
  const found = new Map<string, { readonly one: HeldContact; readonly of: readonly string[] }>();
  for (const { firstName, contacts = [] } of children)
    for (const one of contacts) {
      const name = JSON.stringify([foldName(one.firstName), foldName(one.lastName), one.phones.map(foldPhone)]);
      found.set(name, { one, of: [...new Set([...(found.get(name)?.of ?? []), firstName])] });
    }
  return [...found.values()].map(({ one, of }) => ({ who: "contact", one, words: contactWords(one), of }) as const);
}

/** The numbers that a person is called at, as they are written. */
const phonesIn = (person: Person): readonly string[] =>
  person.who === "adult" ? phonesOf(person.one) : person.who === "contact" ? person.one.phones : [];

const kinds = ["names", "codes", "phones", "emails", "births"] as const;

/** How each kind of word is compared. */
interface Comparison {
  readonly names: (asked: Asked, known: string) => Fit;
  readonly codes: (asked: Asked, known: string) => Fit;
}

/** A question, and how its words are compared with those of the index. */
class Question {
  readonly asked: readonly Asked[];
  readonly #compare: Comparison;
  constructor(asked: readonly Asked[], codesMayBeWrong: boolean) {
    this.asked = asked;
    this.#compare = { names: fit, codes: codesMayBeWrong ? fit : fitExactly };
  }
  fitOf(word: Asked, { words }: Person): number {
    return Math.max(...kinds.map((kind) => this.#best(word, kind, words[kind])));
  }
  fitOfCode(word: Asked, codes: readonly string[]): number {
    return this.#best(word, "codes", codes);
  }
  /** Whether any of its words is one of these. */
  hits(kind: (typeof kinds)[number], known: readonly string[]): boolean {
    return this.asked.some((word) => this.#best(word, kind, known) > 0);
  }
  #best(word: Asked, kind: (typeof kinds)[number], known: readonly string[]): number {
    const compare = kind === "names" || kind === "emails" ? this.#compare.names : this.#compare.codes;
    return known.reduce<number>((most, one) => Math.max(most, compare(word, one)), 0);
  }
}

/** People of a household that one question shows at most. */
const mostOfFamily = 3;

interface Judged {
  readonly line: Line;
  /** Words that the person answers without anybody else; how well they fit; what the index thought. */
  readonly own: number;
  readonly quality: number;
  readonly score: number;
}

interface LineOptions {
  /** Lines at most. */
  readonly most: number;
  /** Households that the index found. */
  readonly total: number;
  readonly codesMayBeWrong: boolean;
}

export function linesOf(
  asked: readonly Asked[],
  found: readonly { readonly family: IndexedFamily; readonly score: number }[],
  { most, total, codesMayBeWrong }: LineOptions,
): FoundLines {
  const question = new Question(asked, codesMayBeWrong);
  const judged = found.map(({ family, score }) => judge(question, family, score));
  const lost = judged.filter((lines) => lines.length === 0).length;
  const lines = judged
    .flat()
    .sort((one, other) => other.own - one.own || other.quality - one.quality || other.score - one.score)
    .slice(0, most)
    .map(({ line }) => line);
  return { lines, total: total - lost };
}

function judge(question: Question, { code, household, children }: IndexedFamily, score: number): readonly Judged[] {
  const people: readonly Person[] = [
    ...children.map((one) => ({ who: "child", one, words: childWords(one) }) as const),
    ...(household?.adults ?? []).map((one) => ({ who: "adult", one, words: adultWords(one) }) as const),
    ...contactsOf(children),
  ];
  const { asked } = question;
  const codes = householdCodes({ code, household });
  const byCode = asked.map((word) => question.fitOfCode(word, codes));
  const fits = people.map((person) => asked.map((word) => question.fitOf(word, person)));
  const answered = asked.every((_, rank) => (byCode[rank] ?? 0) > 0 || fits.some((own) => (own[rank] ?? 0) > 0));
  if (!answered) return [];
  const owns = fits.map((own) => own.filter((quality, rank) => quality > 0 || (byCode[rank] ?? 0) > 0).length);
  const largest = Math.max(0, ...owns);
  // A code alone means the household: its adults answer for it.
  const codeOnly = asked.every((_, rank) => (byCode[rank] ?? 0) > 0 && fits.every((own) => own[rank] === 0));
  return people
    .map((person, rank) => ({ person, own: fits[rank] ?? [], count: owns[rank] ?? 0 }))
    .filter(({ person, count }) => count === largest && (!codeOnly || person.who === "adult"))
    .slice(0, codeOnly ? 1 : mostOfFamily)
    .map(({ person, own, count }) => ({
      line: {
        familyCode: code,
        closed: household?.closed ?? false,
        who: person.who,
        name: markedName(question, person.one),
        ...(person.who === "child" ? { birthYear: person.one.birthDate.slice(0, 4) } : {}),
        ...(person.who === "contact" ? { of: person.of } : {}),
        why: whyOf(question, { code, byCode, person, own, relatives: people.filter((other) => other !== person) }),
      },
      own: count,
      quality: own.reduce((sum, quality, index) => sum + Math.max(quality, byCode[index] ?? 0), 0),
      score,
    }));
}

interface Reasons {
  readonly code: FamilyCode;
  readonly byCode: readonly number[];
  readonly person: Person;
  readonly own: readonly number[];
  readonly relatives: readonly Person[];
}

function whyOf(question: Question, { code, byCode, person, own, relatives }: Reasons): readonly Why[] {
  const { words, one, who } = person;
  const hits = (kind: (typeof kinds)[number]): boolean => question.hits(kind, words[kind]);
  const whole = (by: Why["by"], text: string): Why => ({ by, text: [{ text, hit: true }] });
  const left = question.asked.filter((_, rank) => own[rank] === 0 && byCode[rank] === 0);
  const helping = left.flatMap((word) => relatives.find((other) => question.fitOf(word, other) > 0) ?? []);
  return [
    ...(byCode.some((quality) => quality > 0) ? [whole("code", code)] : []),
    ...(who === "child" && hits("codes") ? [whole("childCode", one.id)] : []),
    ...phonesAsked(question, person),
    ...birthNameAsked(question, person),
    ...(who === "adult" && one.email !== undefined && hits("emails") ? [whole("email", one.email)] : []),
    ...(who === "child" && hits("births") ? [whole("birth", one.birthDate)] : []),
    ...[...new Set(helping)].flatMap((other) => relativeReasons(question, other)),
  ];
}

/** Those of a person's numbers that the question asks for. */
const phonesAsked = (question: Question, person: Person): readonly Why[] =>
  phonesIn(person)
    .filter((phone) => question.hits("phones", [foldPhone(phone)]))
    .map((text) => ({ by: "phone", text: [{ text, hit: true }] }));

/** The name of one's birth, where it is what the question asks for. */
const birthNameAsked = (question: Question, { who, one }: Person): readonly Why[] =>
  who === "adult" && one.birthName !== undefined && question.hits("names", nameWords(one.birthName))
    ? [{ by: "birthName", text: marked(question, one.birthName) }]
    : [];

/** A relative who answers by their name, their phone or their mail. */
function relativeReasons(question: Question, person: Person): readonly Why[] {
  const { who, one, words } = person;
  const byEmail = who === "adult" && one.email !== undefined && question.hits("emails", words.emails);
  return [
    { by: "relative", text: markedName(question, one) },
    ...birthNameAsked(question, person),
    ...phonesAsked(question, person),
    ...(byEmail ? [{ by: "email", text: [{ text: one.email ?? "", hit: true }] } as const] : []),
  ];
}

/** First and last name, with the words that answer the question marked. */
const markedName = (
  question: Question,
  { firstName, lastName }: Pick<IndexedAdult, "firstName" | "lastName">,
): readonly Piece[] => [...marked(question, firstName), { text: " " }, ...marked(question, lastName)];

function marked(question: Question, name: string): readonly Piece[] {
  const hits = (word: string): boolean => word !== "" && question.hits("names", [word]);
  const together = nameWords(name);
  // `Legoff` means the whole of `Le Goff`.
  const joined = together.length > 1 ? together.at(-1) : undefined;
  if (joined !== undefined && hits(joined) && !together.slice(0, -1).some(hits)) return [{ text: name, hit: true }];
  return (name.match(/[\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+/gu) ?? []).map((text) =>
    hits(foldName(text)) ? { text, hit: true } : { text },
  );
}
