/** Acting on a request that is there: read, decided by its rules, written if it is still as it was read. */
import type { SeenFamily } from "../../family/rules/seen.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { Problem } from "../../http/problem.ts";
import type { GuardianSession } from "../../http/session.ts";
import type { FamilyCode, RequestId } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { act, type Author, type Doing, type FileRequest } from "../rules/request.ts";
import { mayFollow } from "../rules/seen.ts";
import { changedRequest, readRequest, requestOf } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";

/** The same answer for what is another family's and for what is not there. */
export async function theRequest(table: Table, code: FamilyCode, id: RequestId): Promise<FileRequest> {
  const request = await readRequest(table, code, id);
  if (!request) throw new Problem("notFound", words.gone);
  return request;
}

/** One that this adult may follow, with the family as they may see it; any other is not there. */
export async function ownRequest(
  table: Table,
  session: GuardianSession,
  id: RequestId,
): Promise<{ readonly request: FileRequest; readonly family: SeenFamily }> {
  const [request, family] = await Promise.all([theRequest(table, session.familyCode, id), ownFamily(table, session)]);
  if (!mayFollow(request, family, session.guardianId)) throw new Problem("notFound", words.gone);
  return { request, family };
}

/** What becomes of it, and whether there is something to write; what the rules refuse is a problem. */
export function judged(
  request: FileRequest,
  seen: number,
  doing: Doing,
  author: Author,
): { readonly next: FileRequest; readonly isNew: boolean } {
  const outcome = act(request, seen, doing, author);
  if ("same" in outcome) return { next: outcome.same, isNew: false };
  if ("request" in outcome) return { next: outcome.request, isNew: true };
  const { refusal } = outcome;
  throw new Problem(
    refusal.code === "changed" || refusal.code === "held" ? "changed" : "notPossible",
    words.refused(refusal),
  );
}

/** An act that touches nothing but the request. */
export const actOn = (
  table: Table,
  first: FileRequest,
  seen: number,
  doing: Doing,
  author: Author,
): Promise<FileRequest> =>
  decideAndWrite<FileRequest, FileRequest>("A request", first, async (request) => {
    const { next, isNew } = judged(request, seen, doing, author);
    if (!isNew) return { done: next };
    const outcome = await put(table, changedRequest(next).Put);
    if (outcome.written) return { done: next };
    if (!outcome.stands) throw new Problem("notFound", words.gone);
    return { again: requestOf(outcome.stands) };
  });
