/**
 * A child's day: what it has, and the fate of every claim for a place.
 *
 * A booking touches two records that no transaction joins: the site's day, where a place is claimed, and the child's
 * day, which decides. So that whatever dies or runs twice in between can be settled by anyone, a unit's claims of a day
 * are numbered in turns, and the child's day says what became of each:
 *
 *     turn n   none --hold--> booked | pending (staff is to approve)            } a claim
 *              none --join--> waiting --hold--> offered --accept--> booked | pending } from `offered` on
 *              pending --approve--> booked
 *     whichever --drop (cancelled, refused, expired, left)--> turn n+1, none
 *              none | waiting --abandon (the claim cannot be held)--> turn n+1, none | waiting
 *
 * A claim carries its turn. While that turn is open the booking can be finished, by the request, by its retry or by the
 * stream; once the turn has passed it can never be held again, and only then is the place released. Hence no place is
 * ever free and held at once, and finishing or releasing twice changes nothing.
 */
import type { AbsenceKind } from "./absences.ts";
import type { PoolId } from "./capacity.ts";
import type { ChildId, Instant, Login, PlainDate, SiteId, UnitKey } from "../../kernel/ids.ts";

/** Short digest of a request's key: says which request made a claim, in a few bytes. */
export type RequestMark = string;

/** Who changes a record, and when. */
export interface Act {
  readonly mark: RequestMark;
  readonly at: Instant;
  /** Absent when a repair finishes what a request began, and when the waiting list moves by itself. */
  readonly by?: Login | undefined;
  /** Why, when staff acts for the family. */
  readonly reason?: string | undefined;
}

/**
 * Marks of requests are digests in base64url; an offer's names the rank and turn that it is made to, so that making it
 * twice is once.
 */
const offerSign = "+";
export const offerMark = (ticket: number, turn: number): RequestMark =>
  `${offerSign}${ticket.toString(36)}-${turn.toString(36)}`;
export const isOfferMark = (mark: RequestMark): boolean => mark.startsWith(offerSign);

export const statuses = ["none", "waiting", "offered", "pending", "booked"] as const;
/** `waiting`: on the waiting list. `offered`: a place is kept for it for a while. `pending`: staff is to approve. */
export type Status = (typeof statuses)[number];

/** Whether a place is taken on the site's day. */
export const hasPlace = (status: Status): boolean =>
  status === "offered" || status === "pending" || status === "booked";

/** The claim behind a place: which request made it, and which limits it counts in. */
export interface HeldClaim {
  readonly mark: RequestMark;
  readonly pools: readonly PoolId[];
}

/** An absence that the family has declared for a day that it keeps. */
export interface Absence {
  readonly kind: AbsenceKind;
  readonly at: Instant;
  readonly by: Login;
}

/** Another day or unit, of the same activity. */
export interface ChangeTarget {
  readonly date: PlainDate;
  readonly unit: UnitKey;
}

/** What a family asks of staff once it is too late to do it itself. */
export interface Asked {
  readonly what: "cancel" | "change";
  /** Of a change: what is wanted instead. */
  readonly to?: ChangeTarget | undefined;
  readonly reason: string;
  readonly at: Instant;
  readonly by: Login;
}

/** One unit of the day as it stands. */
export interface UnitState extends Act {
  readonly siteId: SiteId;
  readonly turn: number;
  readonly status: Status;
  /** With a place. */
  readonly claim?: HeldClaim | undefined;
  /** The claim of the turn before, when it had one: its place is to be released. */
  readonly was?: HeldClaim | undefined;
  /** Rank on the waiting list of that site's day, while waiting. */
  readonly ticket?: number | undefined;
  /** Until when the place is kept, while offered. */
  readonly until?: Instant | undefined;
  readonly absence?: Absence | undefined;
  readonly asked?: Asked | undefined;
  /**
   * A change under way towards this unit, by the request of that mark: once the place is claimed, that other booking is
   * given up in the same write that makes this one.
   */
  readonly replaces?: (ChangeTarget & { readonly mark: RequestMark }) | undefined;
  /**
   * Requests that held or dropped an earlier turn, the last few. Each is used up: a retry or a late double of it,
   * arriving after the family has changed its mind, must not book again what was cancelled since, nor cancel what was
   * booked again.
   */
  readonly spent: readonly RequestMark[];
}

export interface ChildDay {
  readonly childId: ChildId;
  readonly date: PlainDate;
  /** Grows by one at every write; 0 when nothing is recorded yet. */
  readonly revision: number;
  readonly units: ReadonlyMap<UnitKey, UnitState>;
}

export const emptyChildDay = (childId: ChildId, date: PlainDate): ChildDay => ({
  childId,
  date,
  revision: 0,
  units: new Map(),
});

/** Number of the turn that a new claim for this unit belongs to. */
export const turnOf = (day: ChildDay, unit: UnitKey): number => day.units.get(unit)?.turn ?? 0;

export const statusOf = (day: ChildDay, unit: UnitKey): Status => day.units.get(unit)?.status ?? "none";

/** Units for which a place is taken that day: booked, to be approved, or offered. */
export const placedUnits = (day: ChildDay): readonly UnitKey[] =>
  [...day.units].filter(([, { status }]) => hasPlace(status)).map(([unit]) => unit);

/** The day once states are written. */
export const withUnits = (day: ChildDay, states: ReadonlyMap<UnitKey, UnitState>): ChildDay => ({
  ...day,
  revision: day.revision + 1,
  units: new Map([...day.units, ...states]),
});

/** States to write, of one unit or of several at once. */
interface Write {
  readonly kind: "write";
  readonly states: ReadonlyMap<UnitKey, UnitState>;
}

const write = (unit: UnitKey, state: UnitState): Write => ({ kind: "write", states: new Map([[unit, state]]) });

/** A claim that wants to become a booking, a booking to be approved, or an offer. */
export interface Hold extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly turn: number;
  readonly pools: readonly PoolId[];
  readonly as: "booked" | "pending" | "offered";
  /** For an offer. */
  readonly until?: Instant | undefined;
  /** Whether the child cannot have that other unit on the same day. */
  readonly excludes: (other: UnitKey) => boolean;
  /** A unit of the same day that this one takes the place of, and which therefore excludes nothing. */
  readonly insteadOf?: UnitKey | undefined;
}

export type HoldDecision =
  | Write
  /** This very turn has its place already: by this request's mark, or by another's. */
  | { readonly kind: "held"; readonly claim: RequestMark }
  /** The turn has passed, or this request held the one before: the claim must be released. */
  | { readonly kind: "passed" }
  | { readonly kind: "incompatible"; readonly with: UnitKey }
  /** Another household of the child has this unit, or one that excludes it. */
  | { readonly kind: "elsewhere"; readonly with: UnitKey };

/** The unit, or one that excludes it, among those that other households of the child hold that day. */
export const heldElsewhere = (
  elsewhere: readonly UnitKey[],
  unit: UnitKey,
  excludes: (other: UnitKey) => boolean,
): UnitKey | undefined => elsewhere.find((held) => held === unit || excludes(held));

/**
 * Turn n: none or waiting -> a place, unless the child already has a unit that excludes it, here or in another
 * household (`elsewhere`: its days there).
 */
export function hold(
  day: ChildDay,
  { unit, siteId, turn, pools, as, until, excludes, insteadOf, ...act }: Hold,
  elsewhere: readonly ChildDay[] = [],
): HoldDecision {
  const state = day.units.get(unit);
  if ((state?.turn ?? 0) > turn) return { kind: "passed" };
  if (state?.claim) return { kind: "held", claim: state.claim.mark };
  if (isSpent(state, act.mark)) return { kind: "passed" };
  // Only one who waits is offered a place.
  if (as === "offered" && state?.status !== "waiting") return { kind: "passed" };
  const other = placedUnits(day).find((placed) => placed !== insteadOf && excludes(placed));
  if (other) return { kind: "incompatible", with: other };
  const there = heldElsewhere(elsewhere.flatMap(placedUnits), unit, excludes);
  if (there) return { kind: "elsewhere", with: there };
  return write(unit, {
    ...act,
    siteId,
    turn,
    status: as,
    claim: { mark: act.mark, pools },
    ...(as === "offered" ? { until } : {}),
    spent: state?.spent ?? [],
  });
}

/**
 * How many are remembered: a family that changes its mind more often within the life of one request is not in a hurry.
 */
const mostSpent = 8;

/** Whether this request has acted on an earlier turn of the unit. */
export const isSpent = (state: UnitState | undefined, mark: RequestMark): boolean =>
  state?.spent.includes(mark) ?? false;

/** Which turn of a unit something happens to, and by whom. */
export interface OnTurn extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly turn: number;
}

export type TurnDecision =
  | Write
  /** The turn is not in the state that this act is about. `state`: what it is instead. */
  | { readonly kind: "unchanged"; readonly state: UnitState | undefined };

const unchanged = (state: UnitState | undefined): TurnDecision => ({ kind: "unchanged", state });

/** Turn n -> n+1 without a place, remembering who held it and who gave it up. */
function ended(state: UnitState, { mark, at, by, reason }: Act): UnitState {
  const { claim, siteId, turn, spent } = state;
  return {
    mark,
    at,
    by,
    reason,
    siteId,
    turn: turn + 1,
    status: "none",
    ...(claim ? { was: claim } : {}),
    spent: [...spent, claim?.mark ?? state.mark, mark].slice(-mostSpent),
  };
}

/** Turn n, in one of these states -> n+1: given up, once by one request. */
export function drop(day: ChildDay, end: OnTurn, from: readonly Status[]): TurnDecision {
  const state = day.units.get(end.unit);
  if (!state || state.turn !== end.turn || !from.includes(state.status) || isSpent(state, end.mark))
    return unchanged(state);
  return write(end.unit, ended(state, end));
}

/**
 * Turn n without a place -> n+1: a claim that cannot be held, so that nobody finishes it while its place is released.
 * Who waits goes on waiting.
 */
export function abandon(day: ChildDay, { unit, siteId, turn, ...act }: OnTurn): TurnDecision {
  const state = day.units.get(unit);
  if ((state?.turn ?? 0) !== turn || state?.claim) return unchanged(state);
  const { spent = [], status = "none", ticket, mark = act.mark } = state ?? {};
  return write(unit, {
    ...act,
    mark: status === "waiting" ? mark : act.mark,
    siteId,
    turn: turn + 1,
    status,
    ...(ticket === undefined ? {} : { ticket }),
    spent,
  });
}

/** What the turn before had: its place may not have been released yet, and calendars show it as cancelled. */
const stillToRelease = (state: UnitState | undefined): Pick<UnitState, "was"> => (state?.was ? { was: state.was } : {});

/** Turn n, none -> waiting. */
export function join(
  day: ChildDay,
  { unit, siteId, turn, ticket, ...act }: OnTurn & { readonly ticket: number },
): TurnDecision {
  const state = day.units.get(unit);
  if ((state?.turn ?? 0) !== turn || (state?.status ?? "none") !== "none" || isSpent(state, act.mark))
    return unchanged(state);
  return write(unit, {
    ...act,
    siteId,
    turn,
    status: "waiting",
    ticket,
    ...stillToRelease(state),
    spent: state?.spent ?? [],
  });
}

/**
 * Turn n, offered or pending -> booked, with the place that it has. An offer that is accepted still waits for staff
 * where staff is to approve: `as`.
 */
export function confirm(
  day: ChildDay,
  { unit, turn, ...act }: OnTurn,
  from: "offered" | "pending",
  as: "booked" | "pending" = "booked",
): TurnDecision {
  const state = day.units.get(unit);
  if (state?.turn !== turn || state.status !== from) return unchanged(state);
  const { until: _, ...rest } = state;
  return write(unit, { ...rest, ...act, status: as });
}

/** Turn n, booked: says something of the booking without moving its place; null takes it back. */
export function annotate(
  day: ChildDay,
  { unit, turn, ...act }: OnTurn,
  note: { readonly absence?: Absence | null; readonly asked?: Asked | null },
): TurnDecision {
  const state = day.units.get(unit);
  if (state?.turn !== turn || state.status !== "booked") return unchanged(state);
  const said = {
    absence: note.absence === undefined ? state.absence : (note.absence ?? undefined),
    asked: note.asked === undefined ? state.asked : (note.asked ?? undefined),
  };
  return write(unit, { ...state, ...act, siteId: state.siteId, ...said });
}

/** Turn n, without a place: a change towards this unit begins. */
export function intend(
  day: ChildDay,
  { unit, siteId, turn, replaces, ...act }: OnTurn & { readonly replaces: ChangeTarget },
): TurnDecision {
  const state = day.units.get(unit);
  if ((state?.turn ?? 0) !== turn || state?.claim || isSpent(state, act.mark)) return unchanged(state);
  // Who waits keeps its rank until the place is obtained.
  const { status = "none", ticket, spent = [] } = state ?? {};
  return write(unit, {
    ...act,
    siteId,
    turn,
    status,
    ...(ticket === undefined ? {} : { ticket }),
    ...stillToRelease(state),
    replaces: { ...replaces, mark: act.mark },
    spent,
  });
}

/** On one child's day: the new unit held and the old one given up, in one write. */
export function swap(
  day: ChildDay,
  want: Hold,
  old: OnTurn,
  elsewhere: readonly ChildDay[] = [],
): HoldDecision | { readonly kind: "gone" } {
  const dropped = drop(day, old, ["booked"]);
  if (dropped.kind !== "write") {
    const held = hold(day, want, elsewhere);
    return held.kind === "held" || held.kind === "passed" ? held : { kind: "gone" };
  }
  const held = hold(day, { ...want, insteadOf: old.unit }, elsewhere);
  return held.kind === "write" ? { kind: "write", states: new Map([...dropped.states, ...held.states]) } : held;
}
