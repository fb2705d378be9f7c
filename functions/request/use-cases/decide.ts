/**
 * The office's word on a request. Accepting writes the decision, the changes of all its parts and the documents that prove it in one
 * transaction, if the file is still as staff saw it: else they are told all three values, and nothing is written. Taken
 * back within seconds, it is all as it was; the family is told after (follow/tell-requests.ts).
 */
import type { SentDocument, DocumentState } from "../../document/rules/document.ts";
import { kindOf } from "../../document/rules/document.ts";
import { validUntil } from "../../document/rules/validity.ts";
import { decidedWrites, sentOn, standingWrites, undecidedWrites } from "../../document/store/documents.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import { sameValue, type FieldValue, type Values } from "../../family/rules/field-values.ts";
import type { Judging, Made, Writing } from "../../family/sections/section.ts";
import { Problem } from "../../http/problem.ts";
import type { FamilyCode, PlainDate, RequestId } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { joined } from "../../table/change.ts";
import { transact, type Writes } from "../../table/transact.ts";
import type { RequestDependencies } from "../dependencies.ts";
import { askedAt, partsOf, type Author, type FieldChange, type FileRequest } from "../rules/request.ts";
import { changedRequest, readRequests } from "../store/requests.ts";
import { requestWords as words } from "../words.fr.ts";
import { judged, theRequest } from "./acting.ts";
import { provingDocuments, readAttached } from "./documents.ts";
import { lastWriter } from "./last-writer.ts";
import { asValue, labelOf, ruleOf, saidOf } from "./parts.ts";
import { codeChance, handOf } from "./send.ts";
import { readParts, refuseTogether, type StandingPart } from "./together.ts";

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

type RequestPart = StandingPart<FieldChange>;

/** How each part of a request stands; null: what one of them changes is no longer in the file. */
const standingOf = (dependencies: RequestDependencies, request: FileRequest): Promise<readonly RequestPart[] | null> =>
  readParts(dependencies, request.familyCode, "office", partsOf(request));

/** What stands in place of the changes of all parts. */
export const standsIn = (parts: readonly RequestPart[]): readonly FieldValue[] =>
  parts.flatMap(({ standing, changes }) => changes.map(({ field }) => standing.values[field] ?? null));

const afterIn = (changes: readonly FieldChange[]): Values =>
  Object.fromEntries(changes.map(({ field, after }) => [field, asValue(after)]));

/** What a request would change that is not as staff saw it, and who changed it. */
async function moved(
  dependencies: RequestDependencies,
  { familyCode }: FileRequest,
  parts: readonly RequestPart[],
  saw: readonly FieldValue[],
): Promise<readonly string[]> {
  const met = parts
    .flatMap(({ section, standing, changes }) => changes.map((change) => ({ section, standing, ...change })))
    .flatMap((change, rank) => {
      const now = change.standing.values[change.field] ?? null;
      return sameValue(now, saw[rank] ?? null) ? [] : [{ ...change, now }];
    });
  if (met.length === 0) return [];
  const { requests } = await readRequests(dependencies.table, familyCode, undefined);
  return met.map(({ section, standing, field, before, after, now }) => {
    const say = (value: FieldValue): string | undefined => saidOf(section, field, value, standing.names);
    return words.movedSince(labelOf(section, field), {
      who: lastWriter(requests, section, standing, field),
      before: say(asValue(before)),
      after: say(asValue(after)),
      now: say(now),
    });
  });
}

/** What is wrong with the changes of these parts beside what stands, of each and of all at once. */
async function refusedIn(parts: readonly RequestPart[], judging: Judging): Promise<readonly string[]> {
  const refused = await Promise.all(
    parts.map(async ({ standing, changes }) =>
      Object.values((await standing.refuse?.({ ...standing.values, ...afterIn(changes) }, judging)) ?? {}),
    ),
  );
  return refused.flat();
}

/** By whom a request is written, and when the family asked for it. */
const writingOf = (request: FileRequest, author: Author): Writing => ({
  at: author.at,
  hand: handOf(author),
  chance: codeChance,
  asked: askedAt(request),
});

export const acceptRequest = (
  dependencies: RequestDependencies,
  { familyCode, requestId, seen }: Deciding,
  saw: readonly FieldValue[],
  author: Author,
): Promise<FileRequest> =>
  decideAndWrite<null, FileRequest>("A request and what it changes", null, async () => {
    const { table, catalogue } = dependencies;
    const request = await theRequest(table, familyCode, requestId);
    const [parts, latest, attached] = await Promise.all([
      standingOf(dependencies, request),
      catalogue.latest(),
      readAttached(table, familyCode, request.documents),
    ]);
    const today = localDate(author.at);
    const proofs = accepted(request, attached, latest, author, today);
    const writing = writingOf(request, author);
    const written = parts?.map(({ standing, changes }) => standing.write(afterIn(changes), writing));
    // Who enters the file does so by a request of their own.
    const made = written?.[0]?.made;
    const doing = {
      what: "accepted",
      stood: standsIn(parts ?? []),
      made: made?.childId,
      madeAdult: made?.guardianId,
      documents: proofs.documents.map(({ id, owner: { childId } }) => ({
        id,
        ...(childId === undefined ? {} : { childId }),
      })),
    } as const;
    const { next, isNew } = judged(request, seen, doing, author);
    if (!isNew) return { done: next };
    if (!parts || !written) throw new Problem("notPossible", words.movedAway);
    const met = await moved(dependencies, request, parts, saw);
    if (met.length > 0) throw new Problem("changed", met.join(" "));
    const refused = await refusedIn(parts, {
      catalogue: latest,
      act: "officeAccepts",
      asked: askedAt(request),
      at: author.at,
    });
    if (refused.length > 0) throw new Problem("notPossible", refused.join(" "));
    refuseTogether(parts.map((part) => ({ ...part, values: afterIn(part.changes) })));
    const needed = parts.flatMap(({ section, standing: { target }, changes }) =>
      changes
        .flatMap(({ field }) => ruleOf(latest, section, field).documents)
        .map((kind) => ({ kind, childId: target.childId })),
    );
    const proving = provingDocuments(needed, request.documents, attached, latest);
    const changing = joined(written.flatMap(({ writes }) => writes));
    if (!changing) return { again: null };
    const writes: Writes = [
      changedRequest(next),
      ...changing,
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

/** Writes what stood before a decision, if the file still says what it wrote. Null: it has changed while it was read. */
function restoring(parts: readonly RequestPart[] | null, request: FileRequest, author: Author): Writes | null {
  const made = madeBy(request);
  const [first] = parts ?? [];
  if (made && first?.standing.unmake) {
    const unmade = first.standing.unmake(made, afterIn(first.changes));
    if (!unmade) throw new Problem("notPossible", words.undoneMeanwhile);
    return unmade;
  }
  const writing = writingOf(request, author);
  if (first?.standing.takeBack && request.decided) {
    const back = first.standing.takeBack(afterIn(first.changes), request.decided.at, writing);
    if (!back) throw new Problem("notPossible", words.undoneMeanwhile);
    return back;
  }
  const stands = parts?.every(({ standing, changes }) =>
    changes.every(({ field, after }) => sameValue(standing.values[field] ?? null, asValue(after))),
  );
  if (!parts || !stands) throw new Problem("notPossible", words.undoneMeanwhile);
  const stood = [...(request.decided?.stood ?? [])];
  return joined(
    parts.flatMap(({ standing, changes }) => {
      const before = Object.fromEntries(changes.map(({ field }) => [field, asValue(stood.shift())]));
      return standing.write(before, writing).writes;
    }),
  );
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
    const [parts, found] = await Promise.all([
      standingOf(dependencies, request),
      readAttached(table, familyCode, decided.documents ?? []),
    ]);
    const ours = found.filter((one) => one.state.status === "accepted" && one.state.decided.request === request.id);
    const restored = restoring(parts, request, author);
    if (!restored) return { again: null };
    const writes: Writes = [changedRequest(next), ...restored, ...undecidedWrites(ours)];
    if ((await transact(table, writes)) === "done") return { done: next };
    // What the decision made was written to since: no other try would find it otherwise.
    if (decided.made !== undefined && (await theRequest(table, familyCode, requestId)).version === request.version)
      throw new Problem("notPossible", words.undoneMeanwhile);
    return { again: null };
  });
