/**
 * The office's word on a request. Accepting writes the decision, the change and the documents that prove it in one
 * transaction, if the file is still as staff saw it: else they are told all three values, and nothing is written. Taken
 * back within seconds, it is all as it was; the family is told after (follow/tell-requests.ts).
 */
import type { SentDocument, DocumentState } from "../../document/rules/document.ts";
import { kindOf } from "../../document/rules/document.ts";
import { validUntil } from "../../document/rules/validity.ts";
import { decidedWrites, sentOn, undecidedWrites } from "../../document/store/documents.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { sameValue, type FieldValue } from "../../family/rules/field-values.ts";
import type { Section, Standing } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, PlainDate, RequestId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { RequestDependencies } from "../dependencies.ts";
import type { Author, FileRequest } from "../rules/request.ts";
import { changedRequest } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { judged, theRequest } from "./acting.ts";
import { readAttached } from "./documents.ts";
import { aboutOf, asValue, labelOf, readStanding, saidOf, sectionOf } from "./parts.ts";
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

/** What a request would change that is not as staff saw it. */
function moved(
  dependencies: RequestDependencies,
  request: FileRequest,
  standing: Standing,
  saw: readonly FieldValue[],
): readonly string[] {
  const section = sectionOf(dependencies, request.section);
  return request.changes.flatMap(({ field, before, after }, rank) => {
    const now = standing.values[field] ?? null;
    if (sameValue(now, saw[rank] ?? null)) return [];
    const say = (value: FieldValue): string | undefined => saidOf(section, field, value, standing.names);
    return [
      words.movedSince(labelOf(section, field), {
        before: say(asValue(before)),
        after: say(asValue(after)),
        now: say(now),
      }),
    ];
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
      ...(change?.made === undefined ? {} : { made: change.made }),
      documents: proofs.documents.map(({ id, owner: { childId } }) => ({
        id,
        ...(childId === undefined ? {} : { childId }),
      })),
    } as const;
    const { next, isNew } = judged(request, seen, doing, author);
    if (!isNew) return { done: next };
    if (!standing || !change) throw new Problem("notPossible", words.movedAway);
    const met = moved(dependencies, request, standing, saw);
    if (met.length > 0) throw new Problem("changed", met.join(" "));
    const refused = Object.values(standing.refuse?.({ ...standing.values, ...changes }) ?? {});
    if (refused.length > 0) throw new Problem("notPossible", refused.join(" "));
    const writes: Writes = [changedRequest(next), ...change.writes, ...proofs.writes];
    return (await transact(table, writes)) === "done" ? { done: next } : { again: null };
  });

/** Writes what stood before a decision, if the file still says what it wrote. */
function restoring(section: Section, standing: Standing | null, request: FileRequest, author: Author): Writes {
  const { decided, changes, familyCode } = request;
  if (decided?.made !== undefined && section.unmake) return section.unmake(familyCode, decided.made);
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
    const writes: Writes = [
      changedRequest(next),
      ...restoring(section, standing, request, author),
      ...undecidedWrites(ours),
    ];
    if ((await transact(table, writes)) === "done") return { done: next };
    // What the decision made was written to since: no other try would find it otherwise.
    if (decided.made !== undefined && (await theRequest(table, familyCode, requestId)).version === request.version)
      throw new Problem("notPossible", words.undoneMeanwhile);
    return { again: null };
  });
