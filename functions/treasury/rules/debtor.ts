/**
 * Whom the treasury asks for an invoice. An article has one debtor: the household's first payer. What the treasury would refuse
 * is said by name, so that staff completes the family's file; the other families' articles leave without it.
 */
import { payersOf } from "../../family/rules/payers.ts";
import type { Household } from "../../family/rules/family.ts";
import { folded, rowsOf } from "./fold.ts";

export const lacks = [
  "household",
  "title",
  "firstName",
  "lastName",
  "street",
  "longAddress",
  "postcode",
  "town",
] as const;
/** What lacks of a debtor; `household`: the family is not on file any more. */
export type Lack = (typeof lacks)[number];

export interface Debtor {
  readonly title: "M" | "MME";
  readonly lastName: string;
  readonly firstName: string;
  /** Before the street, the street, after it. */
  readonly address: readonly [before: string | undefined, street: string, after: string | undefined];
  readonly postcode: string;
  readonly town: string;
}

/** Of a name, a row of an address and a town. */
const mostLetters = 38;

/** The treasury knows two titles; it refuses « Mademoiselle ». */
const titles: Readonly<Record<string, Debtor["title"]>> = {
  M: "M",
  "M.": "M",
  MR: "M",
  MONSIEUR: "M",
  MME: "MME",
  "MME.": "MME",
  MADAME: "MME",
};

const cut = (text: string): string => folded(text).slice(0, mostLetters).trim();
const isDepartment = (postcode: string): boolean => /^(?!00)[0-9]{5}$/u.test(postcode);

export function debtorOf(
  household: Pick<Household, "guardians" | "address"> | null,
): { readonly debtor: Debtor } | { readonly lacks: readonly Lack[] } {
  const payer = household && payersOf(household)[0];
  if (!household || !payer) return { lacks: ["household"] };
  const title = titles[folded(payer.title ?? "")];
  const [lastName, firstName] = [cut(payer.lastName), cut(payer.firstName)];
  const { lines, postcode, town: city } = household.address;
  const [street = "", ...more] = lines.flatMap((line) => rowsOf(folded(line), mostLetters));
  const [after, before] = more;
  const town = cut(city);
  const lacking: Lack[] = [];
  if (!title) lacking.push("title");
  if (firstName === "") lacking.push("firstName");
  if (lastName === "") lacking.push("lastName");
  if (street === "") lacking.push("street");
  if (more.length > 2) lacking.push("longAddress");
  if (!isDepartment(postcode)) lacking.push("postcode");
  if (town === "") lacking.push("town");
  if (!title || lacking.length > 0) return { lacks: lacking };
  return { debtor: { title, lastName, firstName, address: [before, street, after], postcode, town } };
}
