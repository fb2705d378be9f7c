/**
 * The office's word on a request. Accepting writes the decision, the change and the documents that prove it in one
 * transaction, if the file is still as staff saw it: else they are told all three values, and nothing is written. Taken
 * back within seconds, it is all as it was; the family is told after (follow/tell-requests.ts).
 */
import type { SentDocument, DocumentState } from "../../document/rules/document.ts";
import { kindOf } from "../../document/rules/document.ts";
import { validUntil } from "../../document/rules/validity.ts";
import { decidedWrites, sentOn, standingWrites, undecidedWrites } from "../../document/store/documents.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { sameValue, type FieldValue } from "../../family/rules/field-values.ts";
import type { Made, Standing } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, PlainDate, RequestId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { RequestDependencies } from "../dependencies.ts";
import type { Author, FileRequest } from "../rules/request.ts";
import { changedRequest, readRequests } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { judged, theRequest } from "./acting.ts";
import { provingDocuments, readAttached } from "./documents.ts";
import { lastWriter } from "./last-writer.ts";
import { aboutOf, asValue, labelOf, readStanding, ruleOf, saidOf, sectionOf } from "./parts.ts";
import { codeChance, handOf } from "./send.ts";

interface Deciding {
  readonly familyCode: FamilyCode;
  readonly requestId: RequestId;
  readonly seen: number;
}

/** Documents that are accepted with a request: those that wait, and hold good by the town's rule. */
function accepted(
  { id }: FileRequest,
  found: readonly SentDocument[],
  { documents: kinds = [] }: Pick<Catalogue, "documents">,
  { by, at, key }: Author,
  today: PlainDate,
): { readonly documents: readonly SentDocument[]; readonly writes: Writes } {
  const decided = { at, by, token: key, request: id };
  const holding = found.flatMap((document) => {
    const kind = kinds.find((one) => one.id === kindOf(document.id));
    if (document.state.status !== "toCheck" || !kind) return [];
    const until = validUntil(kind.validity, sentOn(document));
    if (until !== null && until < today) return [];
    const state: Extract<DocumentState, { status: "accepted" }> = {
      status: "accepted",
      decided,
      ...(until === null ? {} : { until }),
    };
    return [{ document, writes: decidedWrites([document], state) }];
  });
  return { documents: holding.map(({ document }) => document), writes: holding.flatMap(({ writes }) => writes) };
}

/** What a request would change that is not as staff saw it, and who changed it. */
async function moved(
  dependencies: RequestDependencies,
  request: FileRequest,
  standing: Standing,
  saw: readonly FieldValue[],
): Promise<readonly string[]> {
  const section = sectionOf(dependencies, request.section);
  const met = request.changes.flatMap((change, rank) => {
    const now = standing.values[change.field] ?? null;
    return sameValue(now, saw[rank] ?? null) ? [] : [{ ...change, now }];
  });
  if (met.length === 0) return [];
  const { requests } = await readRequests(dependencies.table, request.familyCode, undefined);
  return met.map(({ field, before, after, now }) => {
    const say = (value: FieldValue): string | undefined => saidOf(section, field, value, standing.names);
    return words.movedSince(labelOf(section, field), {
      who: lastWriter(requests, section, standing, field),
      before: say(asValue(before)),
      after: say(asValue(after)),
      now: say(now),
    });
  });
}

export const acceptRequest = (
  dependencies: RequestDependencies,
  { familyCode, requestId, seen }: Deciding,
  saw: readonly FieldValue[],
  author: Author,
): Promise<FileRequest> =>
  decideAndWrite<null, FileRequest>("A request and what it changes", null, async () => {
    const { table, catalogue } = dependencies;
    const request = await theRequest(table, familyCode, requestId);
    const section = sectionOf(dependencies, request.section);
    const [standing, latest, attached] = await Promise.all([
      readStanding(dependencies, section, familyCode, "office", aboutOf(request)),
      catalogue.latest(),
      readAttached(table, familyCode, request.documents),
    ]);
    const today = localDate(author.at);
    const proofs = accepted(request, attached, latest, author, today);
    const changes = Object.fromEntries(request.changes.map(({ field, after }) => [field, asValue(after)]));
    const change = standing?.write(changes, { at: author.at, hand: handOf(author), chance: codeChance });
    const doing = {
      what: "accepted",
      stood: request.changes.map(({ field }) => standing?.values[field] ?? null),
      made: change?.made?.childId,
      madeAdult: change?.made?.guardianId,
      documents: proofs.documents.map(({ id, owner: { childId } }) => ({
        id,
        ...(childId === undefined ? {} : { childId }),
      })),
    } as const;
    const { next, isNew } = judged(request, seen, doing, author);
    if (!isNew) return { done: next };
    if (!standing || !change) throw new Problem("notPossible", words.movedAway);
    const met = await moved(dependencies, request, standing, saw);
    if (met.length > 0) throw new Problem("changed", met.join(" "));
    const judging = { catalogue: latest, act: "officeAccepts" } as const;
    const refused = Object.values((await standing.refuse?.({ ...standing.values, ...changes }, judging)) ?? {});
    if (refused.length > 0) throw new Problem("notPossible", refused.join(" "));
    const needed = request.changes.flatMap(({ field }) => ruleOf(latest, section, field).documents);
    const proving = provingDocuments(needed, request.documents, attached, latest);
    const writes: Writes = [
      changedRequest(next),
      ...change.writes,
      ...proofs.writes,
      ...standingWrites(proving.filter((one) => !proofs.documents.includes(one))),
    ];
    return (await transact(table, writes)) === "done" ? { done: next } : { again: null };
  });

/** Who was entered by a decision. */
const madeBy = ({ decided }: FileRequest): Made | null =>
  decided?.made === undefined && decided?.madeAdult === undefined
    ? null
    : { childId: decided.made, guardianId: decided.madeAdult };

/** Writes what stood before a decision, if the file still says what it wrote. */
function restoring(standing: Standing | null, request: FileRequest, author: Author): Writes {
  const { decided, changes } = request;
  const made = madeBy(request);
  if (made && standing?.unmake) {
    const entered = Object.fromEntries(changes.map(({ field, after }) => [field, asValue(after)]));
    const unmade = standing.unmake(made, entered);
    if (!unmade) throw new Problem("notPossible", words.undoneMeanwhile);
    return unmade;
  }
  const stands = changes.every(({ field, after }) => sameValue(standing?.values[field] ?? null, asValue(after)));
  if (!standing || !stands) throw new Problem("notPossible", words.undoneMeanwhile);
  const before = Object.fromEntries(changes.map(({ field }, rank) => [field, asValue(decided?.stood?.[rank])]));
  return standing.write(before, { at: author.at, hand: handOf(author), chance: codeChance }).writes;
}

/** Takes a decision back: the request, the file and the documents are as they were before it. */
export const undoDecision = (
  dependencies: RequestDependencies,
  { familyCode, requestId, seen }: Deciding,
  author: Author,
): Promise<FileRequest> =>
  decideAndWrite<null, FileRequest>("A decision and what it changed", null, async () => {
    const { table } = dependencies;
    const request = await theRequest(table, familyCode, requestId);
    const { next, isNew } = judged(request, seen, { what: "undone" }, author);
    if (!isNew) return { done: next };
    const { decided, state } = request;
    if (state !== "accepted" || !decided)
      return (await transact(table, [changedRequest(next)])) === "done" ? { done: next } : { again: null };
    const section = sectionOf(dependencies, request.section);
    const [standing, found] = await Promise.all([
      readStanding(dependencies, section, familyCode, "office", aboutOf(request)),
      readAttached(table, familyCode, decided.documents ?? []),
    ]);
    const ours = found.filter((one) => one.state.status === "accepted" && one.state.decided.request === request.id);
    const writes: Writes = [changedRequest(next), ...restoring(standing, request, author), ...undecidedWrites(ours)];
    if ((await transact(table, writes)) === "done") return { done: next };
    // What the decision made was written to since: no other try would find it otherwise.
    if (decided.made !== undefined && (await theRequest(table, familyCode, requestId)).version === request.version)
      throw new Problem("notPossible", words.undoneMeanwhile);
    return { again: null };
  });
