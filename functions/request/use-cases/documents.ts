/** Documents that go with a request: the family's own, of the kinds that the changes ask for. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { kindOf, type DocumentState, type SentDocument } from "../../document/rules/document.ts";
import { readDocuments } from "../../document/store/documents.ts";
import type { Section, Standing } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { DocumentKindId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Attached } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { invalid, type ReadChange } from "./read-changes.ts";

/** Each document once. */
export const distinct = (documents: readonly Attached[]): readonly Attached[] => [
  ...new Map(documents.map((one) => [one.id, one])).values(),
];

/** Those that go with these changes: those that were attached, and those that a value names for the first time. */
export const goingWith = (
  section: Section,
  { target: { childId } }: Standing,
  attached: readonly Attached[],
  changes: readonly Pick<ReadChange, "field" | "before" | "after">[],
): readonly Attached[] => {
  const named = changes.flatMap(({ field, before, after }) => {
    const known = section.documentsIn?.(field, before) ?? [];
    return (section.documentsIn?.(field, after) ?? []).filter((one) => !known.includes(one));
  });
  return distinct([...attached, ...named.map((id) => ({ id, ...(childId === undefined ? {} : { childId }) }))]);
};

/** Those that are there. A child's stand under the child: whose child it is, was asked of the part. */
export const readAttached = (
  table: Table,
  familyCode: FamilyCode,
  documents: readonly Attached[],
): Promise<readonly SentDocument[]> =>
  documents.length === 0
    ? Promise.resolve([])
    : readDocuments(
        table,
        documents.map(({ id, childId }) => ({
          owner: { familyCode, ...(childId === undefined ? {} : { childId }) },
          documentId: id,
        })),
        { consistent: true },
      );

const proving: readonly DocumentState["status"][] = ["toCheck", "accepted"];

/**
 * Of what was sent with a request, the documents of those kinds that prove something: they arrived, and staff has not
 * refused them. Throws when one of a kind was sent and none proves anything by now. A kind that was not asked for when
 * the request was sent is not asked for here.
 */
export function provingDocuments(
  needed: readonly DocumentKindId[],
  sent: readonly Attached[],
  found: readonly SentDocument[],
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
): readonly SentDocument[] {
  const asked = [...new Set(needed)].filter((kind) => sent.some(({ id }) => kindOf(id) === kind));
  const proofs = found.filter(({ kind, state }) => asked.includes(kind) && proving.includes(state.status));
  const lacking = asked.filter((kind) => !proofs.some((one) => one.kind === kind));
  if (lacking.length > 0)
    throw new Problem(
      "notPossible",
      lacking.map((kind) => words.noProof(kinds.find(({ id }) => id === kind)?.name ?? kind)).join(" "),
    );
  return proofs;
}

interface Needs {
  readonly familyCode: FamilyCode;
  /** Whose documents may go with it, beside the household's. */
  readonly childId: Attached["childId"];
  readonly needed: readonly DocumentKindId[];
}

/** Refuses what is not the family's, what could not be read, and a lack of what is needed. */
export async function checkDocuments(
  table: Table,
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
  documents: readonly Attached[],
  { familyCode, childId, needed }: Needs,
): Promise<void> {
  const lacking = needed.filter((kind) => !documents.some(({ id }) => kindOf(id) === kind));
  if (lacking.length > 0)
    throw invalid(
      lacking.map((kind) => ({
        field: `documents.${kind}`,
        message: words.missingDocument(kinds.find(({ id }) => id === kind)?.name ?? kind),
      })),
    );
  if (documents.some((one) => one.childId !== undefined && one.childId !== childId))
    throw new Problem("notFound", words.foreignDocument);
  const found = await readAttached(table, familyCode, documents);
  if (found.length !== documents.length) throw new Problem("notFound", words.foreignDocument);
  if (found.some(({ state }) => ["unfit", "refused", "removed"].includes(state.status)))
    throw new Problem("notPossible", words.unfitDocument);
}
