/**
 * Everybody of the town in memory, and the index that finds them by words. A document of the index is a household, so that
 * a parent's name finds a child that bears another; which of its people is meant is judged afterwards (lines.ts).
 */
import MiniSearch, { type QueryCombination } from "minisearch";
import { id, type FamilyCode } from "../../kernel/ids.ts";
import { foldCode } from "../../family/rules/codes.ts";
import type { Entry, IndexedFamily } from "../rules/entry.ts";
import {
  adultWords,
  askedIn,
  childWords,
  contactWords,
  householdCodes,
  shortestBeginning,
  shortestWrong,
  type Asked,
  type PersonWords,
} from "../rules/words.ts";
import { linesOf, type FoundLines } from "../rules/lines.ts";
import { TownEntries } from "./town-entries.ts";

const fields = ["names", "codes", "phones", "emails", "births"] as const;
type Document = { readonly code: FamilyCode } & Readonly<Record<(typeof fields)[number], string>>;

/** How far a search goes: nothing wrong in a code, a letter in a name; or, when that finds nobody, one more of each. */
const reaches = [
  { names: 1, codes: 0 },
  // Two neighbours that changed places are two letters to the index.
  { names: 2, codes: 2 },
] as const;
type Reach = (typeof reaches)[number];

/** Households that are judged person by person; beyond, a question is too vague to tell anyone apart. */
const mostJudged = 400;

const split = (text: string): string[] => text.split(" ").filter((word) => word !== "");

export class TownPeople extends TownEntries {
  readonly #index = new MiniSearch<Document>({
    idField: "code",
    fields: [...fields],
    tokenize: split,
    processTerm: (term) => term,
  });

  constructor(entries: Iterable<Entry>) {
    super(entries);
    this.#index.addAll([...this.families()].map(documentOf));
  }

  override apply(entry: Entry): boolean {
    if (!super.apply(entry)) return false;
    const family = this.family(entry.code);
    if (this.#index.has(entry.code)) this.#index.replace(documentOf(family));
    else this.#index.add(documentOf(family));
    return true;
  }

  find(text: string, most: number): FoundLines {
    const asked = askedIn(text);
    let found: FoundLines = { lines: [], total: 0 };
    if (asked.length > 0) for (const reach of reaches) if (found.total === 0) found = this.#look(asked, reach, most);
    return found;
  }

  #look(asked: readonly Asked[], reach: Reach, most: number): FoundLines {
    const found = this.#index.search({ combineWith: "AND", queries: asked.map((one) => queryOf(one, reach)) });
    return linesOf(
      asked,
      found
        .slice(0, mostJudged)
        .map((one) => ({ family: this.family(id("FamilyCode", String(one.id))), score: one.score })),
      { most, total: found.length, codesMayBeWrong: reach.codes > 0 },
    );
  }
}

/** Where a word is looked for, by what its writing says it is. */
function queryOf({ word, is }: Asked, { names, codes }: Reach): QueryCombination {
  const prefix = word.length >= shortestBeginning;
  const wrong = (letters: number) => (letters > 0 && word.length >= shortestWrong ? letters : false);
  switch (is) {
    case "name":
      return {
        combineWith: "OR",
        queries: [
          { queries: [word], fields: ["names"], prefix, fuzzy: wrong(names) },
          { queries: [word], fields: ["codes"], prefix, fuzzy: wrong(codes), boost: { codes: 3 } },
        ],
      };
    case "email":
      return { queries: [word], fields: ["emails"], prefix, fuzzy: wrong(names) };
    case "date":
      return { queries: [word], fields: ["births"] };
    case "digits":
      return {
        combineWith: "OR",
        queries: [
          { queries: [word], fields: ["codes", "phones", "births"], prefix, boost: { codes: 3 } },
          // A code without its zeros.
          { queries: [foldCode(word)], fields: ["codes"], boost: { codes: 3 } },
        ],
      };
  }
}

function documentOf({ code, household, children }: IndexedFamily): Document {
  const people: readonly PersonWords[] = [
    ...(household?.adults ?? []).map(adultWords),
    ...children.map(childWords),
    ...children.flatMap(({ contacts = [] }) => contacts.map(contactWords)),
  ];
  const text = (of: (person: PersonWords) => readonly string[]): string => [...new Set(people.flatMap(of))].join(" ");
  return {
    code,
    names: text(({ names }) => names),
    codes: [...householdCodes({ code, household }), text(({ codes }) => codes)].join(" "),
    phones: text(({ phones }) => phones),
    emails: text(({ emails }) => emails),
    births: text(({ births }) => births),
  };
}
