/**
 * What follows from a request. The office's word is told once it can no longer be taken back: its moment is put as a
 * one-time schedule, and what stands then decides. What staff has changed itself is told at once; what a household
 * changed of a child it shares, to the child's others.
 */
import { tellInTime, type TellLaterDependencies, type TellWord } from "../../approval/follow/tell-word.ts";
import type { Clock } from "../../kernel/clock.ts";
import { readId, type ChildId, type FamilyCode } from "../../kernel/ids.ts";
import type { Mail } from "../../mail/kinds.ts";
import { tellOnce } from "../../mail/outbox.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import type { Table } from "../../table/table.ts";
import { isDecision, partsOf, toldActs, type FileRequest } from "../rules/request.ts";
import { linkedChildren } from "../rules/seen.ts";
import { readRequest, requestOf } from "../store/requests.ts";

export interface TellRequestDependencies extends TellLaterDependencies {
  readonly table: Table;
  readonly clock: Clock;
}

type Telling = Pick<TellRequestDependencies, "table" | "clock">;

/** Whom it is about: an adult who is shut out of a child that it has entered, or named, is told nothing of it. */
const childrenOf = (request: FileRequest): readonly ChildId[] => {
  const { decided, documents } = request;
  const named = [
    ...partsOf(request).map(({ childId }) => childId),
    decided?.made,
    ...documents.map((one) => one.childId),
  ];
  return [...named.filter((child) => child !== undefined), ...linkedChildren(request)];
};

/** Who is of the household concerns every adult of it, from the moment that one of them asks for a change. */
const concernsAdults = ({ section }: FileRequest): boolean => section === "newAdult" || section === "adultLeaving";

/** Once each, by what it is about. */
const tell = (
  { table, clock }: Telling,
  familyCode: FamilyCode,
  request: FileRequest,
  what: string,
  mail: Mail,
  more: { readonly courtesy?: true } = {},
): Promise<unknown> =>
  tellOnce(table, { familyCode, about: childrenOf(request), mailId: `request-${what}`, ...more }, mail, clock());

const tellOthers = async (telling: Telling, request: FileRequest, what: string): Promise<void> => {
  await Promise.all(
    request.others.map((other) => tell(telling, other, request, what, { kind: "fileChanged", facts: {} })),
  );
};

/** Tells a decision that stands. */
export const tellRequestWord: TellWord = async (telling, { familyCode, reference, said }) => {
  const requestId = readId("RequestId", reference);
  const request = requestId && (await readRequest(telling.table, familyCode, requestId));
  if (!request) return;
  // Each act raises the version by one: what came after a decision that stands (a note) leaves it told all the same.
  const rank = request.acts.length - 1 - (request.version - Number(said));
  const decision = request.acts[rank];
  if (!decision || !isDecision(decision) || !toldActs(request.acts).includes(decision)) return;
  const about = `${requestId}-${rank}`;
  await tell(telling, familyCode, request, about, { kind: "requestAnswered", facts: {} });
  if (decision.what === "accepted") await tellOthers(telling, request, about);
};

/** The same again changes nothing and tells nobody twice. */
export async function followRequest(
  dependencies: TellRequestDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  // Its household has become part of another one: what was done of it was told then.
  if (!after || (!before && after["handedOver"] === true)) return;
  const request = requestOf(after);
  const known = before ? requestOf(before).acts.length : 0;
  for (const [rank, one] of request.acts.entries()) {
    if (rank < known) continue;
    const about = `${request.id}-${rank}`;
    if (isDecision(one))
      await tellInTime(
        dependencies,
        tellRequestWord,
        // The version of the request as the decision left it.
        { familyCode: request.familyCode, word: "request", reference: request.id, said: String(request.version) },
        one.at,
      );
    // A courtesy: an adult without an address is told at the latest by what the office answers.
    if (one.what === "sent" && concernsAdults(request))
      await tell(
        dependencies,
        request.familyCode,
        request,
        about,
        { kind: "adultsAsked", facts: {} },
        { courtesy: true },
      );
    if (one.what !== "done") continue;
    // The line that a change leaves in a child's file tells all its households (child-record/follow/follow-child.ts).
    if (one.side === "office" && request.section !== "childRecord")
      await tell(dependencies, request.familyCode, request, about, { kind: "fileChanged", facts: {} });
    await tellOthers(dependencies, request, about);
  }
}
