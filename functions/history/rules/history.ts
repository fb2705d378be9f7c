/**
 * What happened to a booking, read from a child's day before and after one write.
 *
 * Derived from the record itself, so that nothing can change a booking without leaving its trace: a request, staff, the
 * waiting list, a closure, a repair. One write gives each unit whose status changed exactly one event; a claim that
 * comes and goes without changing what the family has gives none.
 */
import type { AbsenceKind } from "../../booking/rules/absences.ts";
import type { ChangeTarget, ChildDay, Status, UnitState } from "../../booking/rules/child-day.ts";
import type { ChildId, FamilyCode, Instant, Login, PlainDate, SiteId, UnitKey } from "../../kernel/ids.ts";

export const happenings = [
  "booked",
  "toApprove",
  "waiting",
  "offered",
  "accepted",
  "approved",
  "changed",
  "cancelled",
  "refused",
  "withdrawn",
  "left",
  "declined",
  "expired",
  "held",
  "heldPaid",
  "heldLeft",
  "heldEnded",
  "absent",
  "present",
  "asked",
  "askWithdrawn",
  "askRefused",
] as const;
/**
 * `changed`: booked in place of another booking (`other`), which is then `cancelled` at the same instant. `refused`: by
 * staff, which was to approve. `withdrawn`: by the family before staff decided. `left` the waiting list. `declined` an
 * offer, or let it pass (`expired`). `held` until it is paid; then paid, given up before, or not paid in time. `asked` staff for a cancellation, or for a change (to `other`), took that back, or
 * was refused it.
 */
export type Happening = (typeof happenings)[number];

export interface HistoryEvent {
  readonly what: Happening;
  readonly at: Instant;
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  /** Of the child's day once it was written: with the unit, names this event and no other. */
  readonly revision: number;
  readonly from: Status;
  readonly to: Status;
  /** Absent when nobody asked for it: the waiting list moved, a repair finished what a request began. */
  readonly by?: Login | undefined;
  readonly reason?: string | undefined;
  /** Of a change: which booking was given up for this one. Of a change that is asked: what is wanted instead. */
  readonly other?: ChangeTarget | undefined;
  /** Of an offer: until when the place is kept. */
  readonly until?: Instant | undefined;
  readonly absence?: AbsenceKind | undefined;
}

/** Who did it: somebody of the family, the office, or nobody. */
export type Author = "family" | "office" | "automatic";

/**
 * A family's sign-ins are its code and, for its other adults, the code and their rank (`ABC4821.2`), or the same of a
 * family that has become part of it; any other is an agent's. What nobody did and yet has a reason follows from what the
 * office decided: a closure.
 */
export function authorOf(codes: readonly FamilyCode[], { by, reason }: Pick<HistoryEvent, "by" | "reason">): Author {
  if (by === undefined) return reason === undefined ? "automatic" : "office";
  return codes.some((code) => by.toString() === code.toString() || by.startsWith(`${code}.`)) ? "family" : "office";
}

/** What a unit is; one that the day has never had is as one that was given up. */
const statusIn = (state: UnitState | undefined): Status => state?.status ?? "none";

/** Which booking this one has taken the place of, as its request had announced. */
function replacedBy(before: UnitState | undefined, state: UnitState): ChangeTarget | undefined {
  const { replaces } = before ?? {};
  return replaces && replaces.requestToken === state.claim?.requestToken
    ? { date: replaces.date, unit: replaces.unit }
    : undefined;
}

function gained(before: UnitState | undefined, state: UnitState): Happening {
  switch (state.status) {
    case "offered":
      return state.toPay ? "held" : "offered";
    case "pending":
      return "toApprove";
    case "waiting":
      return "waiting";
    case "booked":
      if (before?.status === "offered") return before.toPay ? "heldPaid" : "accepted";
      if (before?.status === "pending") return "approved";
      return replacedBy(before, state) ? "changed" : "booked";
    case "none":
      throw new Error("Nothing is gained by having nothing");
  }
}

function lost(before: UnitState, state: UnitState, author: Author): Happening {
  // Whatever falls with its day (a closure says why) was neither refused nor left.
  if (state.by === undefined && author === "office") return "cancelled";
  switch (before.status) {
    case "booked":
      return "cancelled";
    case "pending":
      return author === "family" ? "withdrawn" : "refused";
    case "waiting":
      return "left";
    case "offered":
      if (before.toPay) return author === "automatic" ? "heldEnded" : "heldLeft";
      return author === "automatic" ? "expired" : "declined";
    case "none":
      throw new Error("Nothing is lost by having nothing");
  }
}

/** What is said of a booking that stays. */
function noted(before: UnitState | undefined, state: UnitState, author: Author): Happening | null {
  if (state.status === "offered" && state.until !== before?.until) return state.toPay ? "held" : "offered";
  if (state.status === "offered") return null;
  if (state.status !== "booked") return null;
  const [was, is] = [before?.absence, state.absence];
  if (is && (is.kind !== was?.kind || is.at !== was.at)) return "absent";
  if (was && !is) return "present";
  if (state.asked && state.asked.at !== before?.asked?.at) return "asked";
  if (before?.asked && !state.asked) return author === "family" ? "askWithdrawn" : "askRefused";
  return null;
}

function happened(before: UnitState | undefined, state: UnitState, author: Author): Happening | null {
  const [from, to] = [statusIn(before), state.status];
  if (from === to) return noted(before, state, author);
  return to === "none" && before ? lost(before, state, author) : gained(before, state);
}

/**
 * What one write of a family's record of a child's day did, unit by unit; `before` is null for the first write. `codes`:
 * the family's own, and those of families that have become part of it.
 */
export function historyOf(
  codes: readonly FamilyCode[],
  before: ChildDay | null,
  after: ChildDay,
): readonly HistoryEvent[] {
  const { childId, date, revision } = after;
  return [...after.units].flatMap(([unit, state]): readonly HistoryEvent[] => {
    const old = before?.units.get(unit);
    const what = happened(old, state, authorOf(codes, state));
    if (what === null) return [];
    return [
      {
        what,
        at: state.at,
        childId,
        date,
        unit,
        siteId: state.siteId,
        revision,
        from: statusIn(old),
        to: state.status,
        by: state.by,
        reason: what === "asked" ? state.asked?.reason : state.reason,
        other: what === "changed" ? replacedBy(old, state) : what === "asked" ? state.asked?.to : undefined,
        until: what === "offered" || what === "held" ? state.until : undefined,
        absence: what === "absent" ? state.absence?.kind : undefined,
      },
    ];
  });
}

/** Leaves out the bookings that were given up for another one: the change tells both sides. */
export function withoutGivenUp<E extends HistoryEvent>(events: readonly E[]): readonly E[] {
  const name = (childId: ChildId, at: Instant, { date, unit }: ChangeTarget): string =>
    `${childId} ${at} ${date} ${unit}`;
  const givenUp = new Set(
    events.flatMap(({ what, childId, at, other }) => (what === "changed" && other ? [name(childId, at, other)] : [])),
  );
  return events.filter((event) => event.what !== "cancelled" || !givenUp.has(name(event.childId, event.at, event)));
}
