/**
 * Two entries of one adult in a household: what each says, and what the one that stays says from then on. Where both say
 * something else, staff chooses, field by field; where only one says something, that stays. Whoever received the invoices
 * under either rank receives them, and links to children are those of both. Pure.
 */
import type { FieldsOf } from "../../catalogue/rules/file-rules.ts";
import { isFlat, sameValue, type FieldValue, type Values } from "../../family/rules/field-values.ts";
import type { FamilyCode, Login } from "../../kernel/ids.ts";

/** Who receives invoices is no matter of which entry is right. */
export const chosenAdultFields = [
  "title",
  "lastName",
  "birthName",
  "firstName",
  "birthDate",
  "links",
  "address",
  "phone",
  "workPhone",
  "email",
  "profession",
  "employer",
] as const satisfies readonly FieldsOf<"adult">[];
export type ChosenAdultField = (typeof chosenAdultFields)[number];

const linksOf = ({ links = null }: Values) => (isFlat(links) ? links : {});

/** Both are linked to one child, each otherwise. */
function linksDiffer(one: Values, other: Values): boolean {
  const [mine, theirs] = [linksOf(one), linksOf(other)];
  return Object.keys(mine).some((child) => child in theirs && mine[child] !== theirs[child]);
}

export const differingAdults = (gone: Values, kept: Values): readonly ChosenAdultField[] =>
  chosenAdultFields.filter((field) => {
    if (field === "links") return linksDiffer(gone, kept);
    const [mine, theirs] = [gone[field] ?? null, kept[field] ?? null];
    return mine !== null && theirs !== null && !sameValue(mine, theirs);
  });

export function joinedAdult(gone: Values, kept: Values, take: readonly ChosenAdultField[]): Values {
  const links = take.includes("links")
    ? { ...linksOf(kept), ...linksOf(gone) }
    : { ...linksOf(gone), ...linksOf(kept) };
  const joined = (field: ChosenAdultField): FieldValue => {
    if (field === "links") return Object.keys(links).length > 0 ? links : null;
    const [mine, theirs] = [gone[field] ?? null, kept[field] ?? null];
    return mine !== null && (theirs === null || take.includes(field)) ? mine : theirs;
  };
  return {
    ...Object.fromEntries(chosenAdultFields.map((field) => [field, joined(field)])),
    payer: gone["payer"] === true || kept["payer"] === true,
  };
}

/** A sign-in of one of the two. */
interface SignInOfAdult {
  readonly login: Login;
  /** Nobody has made the invitation their own yet. */
  readonly invited: boolean;
}

/**
 * Which of two sign-ins the person keeps: one that is in use rather than an invitation; the family's code, which stands
 * on its invoices and lets its holder give access to others; else the one of the entry that stays.
 */
export function survivingSignIn<One extends SignInOfAdult>(
  gone: One | undefined,
  kept: One | undefined,
  familyCode: FamilyCode,
): One | undefined {
  if (!gone || !kept) return gone ?? kept;
  if (gone.invited !== kept.invited) return gone.invited ? kept : gone;
  return gone.login.toString() === familyCode.toString() ? gone : kept;
}
