/**
 * What follows from a change of a document: what the file holds is made anew, in every household of the child, and who
 * was waiting for staff's word is told once it can no longer be taken back. Both judge by what the table says, so that a record of the stream that comes
 * again, or late, changes nothing and tells nobody twice.
 */
import { tellInTime, type TellLaterDependencies, type TellWord } from "../../approval/follow/tell-word.ts";
import type { Clock } from "../../kernel/clock.ts";
import { id, readId, type FamilyCode } from "../../kernel/ids.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import type { SentDocument } from "../rules/document.ts";
import { documentOf, readDocuments } from "../store/documents.ts";
import { holdDocuments, householdsOf } from "../store/held.ts";
import { unfitWords } from "../words.fr.ts";

interface TellDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

export interface FollowDocumentDependencies extends TellDependencies, TellLaterDependencies {}

/** What staff did with it that a family is told, by a name of its own; null: nothing yet, or told with its request. */
function actOf({ id: documentId, state }: SentDocument): string | null {
  switch (state.status) {
    case "accepted":
    case "refused":
      return state.decided.request === undefined ? state.decided.token : null;
    case "removed":
      return documentId;
    case "sending":
    case "toCheck":
    case "unfit":
      return null;
  }
}

/** One mail an act, however many documents it was about; each household of a child gets its own. */
async function tellOf({ table, clock }: TellDependencies, { owner }: SentDocument, act: string) {
  const households = await householdsOf(table, owner);
  await Promise.all(
    households.map((familyCode) =>
      tellOnce(
        table,
        { familyCode, about: owner.childId === undefined ? [] : [owner.childId], mailId: `document-${act}` },
        { kind: "documentAnswered", facts: {} },
        clock(),
      ),
    ),
  );
}

/** Tells a word that stands. */
export const tellDocumentWord: TellWord = async (dependencies, { familyCode, reference, said }) => {
  const [child = "", name = ""] = reference.split("#");
  const [childId, documentId] = [readId("ChildId", child), readId("DocumentId", name)];
  if (!documentId) return;
  const owner = { familyCode, ...(childId ? { childId } : {}) };
  const [document] = await readDocuments(dependencies.table, [{ owner, documentId }], { consistent: true });
  if (document && actOf(document) === said) await tellOf(dependencies, document, said);
};

export async function followDocument(
  dependencies: FollowDocumentDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  const [was, is] = [before && documentOf(before), after && documentOf(after)];
  const document = is ?? was;
  if (!document) return;
  await holdDocuments(dependencies.table, document.owner, document.kind, unfitWords);
  const act = is && actOf(is);
  // Its child goes on under another code: what was decided of it was told under the one before.
  if (!was && after?.["handedOver"] === true) return;
  if (act === null || (was && actOf(was) === act)) return;
  if (document.state.status !== "accepted" && document.state.status !== "refused")
    return tellOf(dependencies, document, act);
  const { owner, id: documentId, state } = document;
  await tellInTime(
    dependencies,
    tellDocumentWord,
    { familyCode: owner.familyCode, word: "document", reference: `${owner.childId ?? ""}#${documentId}`, said: act },
    state.decided.at,
  );
}

/** A child has come to another household, or left one for it: that one sees what the others have given. */
export async function followShared(
  { table }: FollowDocumentDependencies,
  { before, after }: StreamRecord,
  familyCode: FamilyCode,
): Promise<void> {
  const where = (record: NonNullable<StreamRecord["after"]>): string =>
    JSON.stringify([record["sharedWith"], record["left"]]);
  if (!before || !after || where(before) === where(after)) return;
  const childId = id("ChildId", String(after["id"]));
  await holdDocuments(table, { familyCode, childId }, undefined, unfitWords);
}
