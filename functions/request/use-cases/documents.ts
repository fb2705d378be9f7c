/** Documents that go with a request: the family's own, of the kinds that the changes ask for. */
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { kindOf, type DocumentState, type SentDocument } from "../../document/rules/document.ts";
import { readDocuments } from "../../document/store/documents.ts";
import { Problem } from "../../http/problem.ts";
import type { ChildId, DocumentKindId, FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { Attached } from "../rules/request.ts";
import { requestWords as words } from "../words.fr.ts";
import { invalid, neededDocuments, type ReadChange } from "./read-changes.ts";
import type { StandingPart } from "./together.ts";

/** Each document once. */
export const distinct = (documents: readonly Attached[]): readonly Attached[] => [
  ...new Map(documents.map((one) => [one.id, one])).values(),
];

/** Those that go with these changes: those that were attached, and those that a value names for the first time. */
export const goingWith = (
  parts: readonly StandingPart<Pick<ReadChange, "field" | "before" | "after">>[],
  attached: readonly Attached[],
): readonly Attached[] =>
  distinct([
    ...attached,
    ...parts.flatMap(({ section, standing, changes }) => {
      const { childId } = standing.target;
      const named = changes.flatMap(({ field, before, after }) => {
        const known = section.documentsIn?.(field, before) ?? [];
        return (section.documentsIn?.(field, after) ?? []).filter((one) => !known.includes(one));
      });
      return named.map((id) => ({ id, ...(childId === undefined ? {} : { childId }) }));
    }),
  ]);

/** A document of a kind that is asked for: a child's own, or the household's. */
export interface Need {
  readonly kind: DocumentKindId;
  readonly childId?: ChildId | undefined;
}

/** What the changes of these parts ask for, each once. */
export const needsOf = (parts: readonly StandingPart<ReadChange>[]): readonly Need[] => [
  ...new Map(
    parts.flatMap(({ standing: { target }, changes }) =>
      neededDocuments(changes).map(
        (kind) => [`${kind} ${target.childId ?? ""}`, { kind, childId: target.childId }] as const,
      ),
    ),
  ).values(),
];

/** What is asked for of one child is not answered by another one's document. */
const answers =
  ({ kind, childId }: Need) =>
  (one: Attached): boolean =>
    kindOf(one.id) === kind && (one.childId === undefined || one.childId === childId);

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
  needed: readonly Need[],
  sent: readonly Attached[],
  found: readonly SentDocument[],
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
): readonly SentDocument[] {
  const asked = needed.filter((need) => sent.some(answers(need)));
  const answering = (need: Need) => (one: SentDocument) =>
    answers(need)({ id: one.id, childId: one.owner.childId }) && proving.includes(one.state.status);
  const proofs = found.filter((one) => asked.some((need) => answering(need)(one)));
  const lacking = asked.filter((need) => !found.some(answering(need)));
  if (lacking.length > 0)
    throw new Problem(
      "notPossible",
      [...new Set(lacking.map(({ kind }) => kind))]
        .map((kind) => words.noProof(kinds.find(({ id }) => id === kind)?.name ?? kind))
        .join(" "),
    );
  return proofs;
}

interface Needs {
  readonly familyCode: FamilyCode;
  /** Whose documents may go with it, beside the household's. */
  readonly children: readonly (ChildId | undefined)[];
  readonly needed: readonly Need[];
}

/** Refuses what is not the family's, what could not be read, and a lack of what is needed. */
export async function checkDocuments(
  table: Table,
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
  documents: readonly Attached[],
  { familyCode, children, needed }: Needs,
): Promise<void> {
  const lacking = needed.filter((need) => !documents.some(answers(need)));
  if (lacking.length > 0)
    throw invalid(
      lacking.map(({ kind }) => ({
        field: `documents.${kind}`,
        message: words.missingDocument(kinds.find(({ id }) => id === kind)?.name ?? kind),
      })),
    );
  if (documents.some(({ childId }) => childId !== undefined && !children.includes(childId)))
    throw new Problem("notFound", words.foreignDocument);
  const found = await readAttached(table, familyCode, documents);
  if (found.length !== documents.length) throw new Problem("notFound", words.foreignDocument);
  if (found.some(({ state }) => ["unfit", "refused", "removed"].includes(state.status)))
    throw new Problem("notPossible", words.unfitDocument);
}
