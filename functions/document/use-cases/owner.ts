/**
 * Whose documents somebody asks for. A child's are reached through a household that has the child: its record there is
 * the right, read in the same wave as what is asked for.
 */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import { hidesHome, mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { readChild, readHousehold } from "../../family/store/families.ts";
import { Problem } from "../../http/problem.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Owner, SentDocument } from "../rules/document.ts";

export const ownerOf = (familyCode: FamilyCode, childId: ChildId | undefined): Owner => ({
  familyCode,
  ...(childId === undefined ? {} : { childId }),
});

/** The same answer for what is another family's and for what is not there. */
export const noDocument = (): Problem =>
  new Problem("notFound", "Ce document n’est pas, ou plus, dans ce dossier. Rechargez la page.");

/**
 * Whether a household may know of a document that stands under a child it has: the paper of somebody who may come for the
 * child is the business of the household that sent it. So is one of a kind that the town no longer has, which may have
 * been that.
 */
export function isSharedWith(
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
  { owner, kind }: Pick<SentDocument, "owner" | "kind">,
  familyCode: FamilyCode,
): boolean {
  const of = kinds.find(({ id }) => id === kind)?.of;
  return owner.childId === undefined || owner.familyCode === familyCode || of === "child" || of === "health";
}

/**
 * Whether it proves something of a child's health: staff sees it from there alone (child-record/use-cases/health-papers.ts).
 * The town may have begun to ask for its kind so, or have given the kind up, since it was sent.
 */
export const isOfHealth = (
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
  { health, kind }: Pick<SentDocument, "health" | "kind">,
): boolean => health === true || kinds.find(({ id }) => id === kind)?.of === "health";

/**
 * Who holds them: the child as this household's record has it, or the household. Throws when there is none that this
 * one may know: what a household has sent of itself says where it lives.
 */
export async function readHolder(table: Table, { familyCode, childId }: Owner, by: SeenBy): Promise<Child | Household> {
  if (childId === undefined) {
    const household = await readHousehold(table, familyCode, { consistent: true });
    if (!household || hidesHome(household, by)) throw noDocument();
    return household;
  }
  const child = await readChild(table, familyCode, childId);
  if (!child || !mayKnow(child, by)) throw noDocument();
  return child;
}
