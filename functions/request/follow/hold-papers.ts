/**
 * A request's papers are looked at beside it: while it waits, they do not wait for staff by themselves as well. Decided or
 * withdrawn, whatever of them is still to be checked waits on its own again, so that none is forgotten. Judged by what
 * the table says, so that a record of the stream that comes late, or again, changes nothing.
 */
import type { SentDocument } from "../../document/rules/document.ts";
import { readDocument, recordGoing } from "../../document/store/documents.ts";
import type { RequestId } from "../../kernel/ids.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Table } from "../../table/table.ts";
import { isOpen, type Attached, type FileRequest } from "../rules/request.ts";
import { readRequest, requestOf } from "../store/requests.ts";
import { distinct } from "../use-cases/documents.ts";

const undecided: readonly SentDocument["state"]["status"][] = ["sending", "toCheck"];

/** With which request a document goes, seen from this one; undefined: this one has no say in it. */
function goesWith(document: SentDocument, request: FileRequest): RequestId | null | undefined {
  const goes = isOpen(request) && request.documents.some(({ id }) => id === document.id);
  if (goes) return document.request === request.id ? undefined : request.id;
  return document.request === request.id ? null : undefined;
}

async function holdPaper(table: Table, request: FileRequest, { id, childId }: Attached): Promise<void> {
  const { familyCode } = request;
  const owner = { familyCode, ...(childId === undefined ? {} : { childId }) };
  await decideAndWrite<null, null>("A paper of a request", null, async () => {
    const document = await readDocument(table, owner, id);
    if (!document || !undecided.includes(document.state.status)) return { done: null };
    const next = goesWith(document, request);
    if (next === undefined || (await recordGoing(table, document, next))) return { done: null };
    return { again: null };
  });
}

export async function holdPapers({ table }: { readonly table: Table }, { before, after }: StreamRecord): Promise<void> {
  // Gone: its household has become part of another one, where it stands with its papers.
  if (!after) return;
  const { familyCode, id, documents } = requestOf(after);
  const papers = distinct([...documents, ...(before ? requestOf(before).documents : [])]);
  if (papers.length === 0) return;
  const request = await readRequest(table, familyCode, id);
  if (!request) return;
  for (const paper of papers) await holdPaper(table, request, paper);
}
