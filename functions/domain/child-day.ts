/**
 * A child's day: which units it holds, and the fate of every claim for a place.
 *
 * A booking touches two records that no transaction joins: the site's day, where a place is claimed, and the child's day, which
 * decides. So that whatever dies or runs twice in between can be settled by anyone, a unit's claims of a day are numbered in
 * turns, and the child's day says what became of each:
 *
 *     turn n open  --hold-->  turn n held  --drop (cancelled)-->  turn n+1 open
 *           \------------abandon (the booking failed)------------/
 *
 * A claim carries its turn. While that turn is open the booking can be finished, by the request, by its retry or by the stream;
 * once the turn has passed it can never be held again, and only then is the place released. Hence no place is ever free and held
 * at once, and finishing or releasing twice changes nothing.
 */
import type { ChildId, Instant, Login, PlainDate, SiteId } from "./ids.ts";
import type { UnitKey } from "./units.ts";

/** Short digest of a request's key: says which request made a claim, in a few bytes. */
export type RequestMark = string;

/** Who changes a record, and when. */
export interface Act {
  readonly mark: RequestMark;
  readonly at: Instant;
  /** Absent when a repair finishes what a request began. */
  readonly by?: Login | undefined;
}

/** One unit of the day as it stands. */
export interface UnitState extends Act {
  readonly siteId: SiteId;
  readonly turn: number;
  readonly held: boolean;
  /** When the turn before was held: by which request, as its claim says. */
  readonly was?: RequestMark | undefined;
  /**
   * Requests that held or dropped an earlier turn, the last few. Each is used up: a retry or a late double of it, arriving after
   * the family has changed its mind, must not book again what was cancelled since, nor cancel what was booked again.
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

export const emptyChildDay = (childId: ChildId, date: PlainDate): ChildDay => ({ childId, date, revision: 0, units: new Map() });

/** Number of the turn that a new claim for this unit belongs to. */
export const turnOf = (day: ChildDay, unit: UnitKey): number => day.units.get(unit)?.turn ?? 0;

/** Units held that day. */
export const heldUnits = (day: ChildDay): readonly UnitKey[] => [...day.units].filter(([, { held }]) => held).map(([unit]) => unit);

/** The day once a unit's state is written. */
export const withUnit = (day: ChildDay, unit: UnitKey, state: UnitState): ChildDay =>
  ({ ...day, revision: day.revision + 1, units: new Map(day.units).set(unit, state) });

interface Write { readonly kind: "write"; readonly state: UnitState }

/** A claim that wants to become a booking. */
export interface Hold extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly turn: number;
  /** Whether the child cannot have that other unit on the same day. */
  readonly excludes: (other: UnitKey) => boolean;
}

export type HoldDecision =
  | Write
  /** This very turn is held already: by this request's mark, or by another's. */
  | { readonly kind: "held"; readonly mark: RequestMark }
  /** The turn has passed, or this request held the one before: the claim must be released. */
  | { readonly kind: "passed" }
  | { readonly kind: "incompatible"; readonly with: UnitKey };

/** Turn n open -> held, unless the child already has a unit that excludes it. */
export function hold(day: ChildDay, { unit, siteId, turn, excludes, ...act }: Hold): HoldDecision {
  const state = day.units.get(unit);
  if ((state?.turn ?? 0) > turn) return { kind: "passed" };
  if (state?.held) return { kind: "held", mark: state.mark };
  if (isSpent(state, act.mark)) return { kind: "passed" };
  const other = heldUnits(day).find(excludes);
  if (other) return { kind: "incompatible", with: other };
  return { kind: "write", state: { ...act, siteId, turn, held: true, spent: state?.spent ?? [] } };
}

/** How many are remembered: a family that changes its mind more often within the life of one request is not in a hurry. */
const mostSpent = 8;

/** Whether this request has acted on an earlier turn of the unit. */
export const isSpent = (state: UnitState | undefined, mark: RequestMark): boolean => state?.spent.includes(mark) ?? false;

/** Which turn of a unit ends, and by whom. */
export interface End extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly turn: number;
}

export type EndDecision =
  | Write
  /** The turn is not in the state that this act ends. `state`: what it is instead. */
  | { readonly kind: "unchanged"; readonly state: UnitState | undefined };

const ended = (state: UnitState | undefined, { unit: _, turn, ...rest }: End): Write => {
  const spent = state?.spent ?? [];
  const next = { ...rest, turn: turn + 1, held: false };
  return { kind: "write", state: state?.held ? { ...next, was: state.mark, spent: [...spent, state.mark, rest.mark].slice(-mostSpent) } : { ...next, spent } };
};

/** Turn n held -> n+1 open: a booking given up, once by one request. */
export function drop(day: ChildDay, end: End): EndDecision {
  const state = day.units.get(end.unit);
  return state?.held && state.turn === end.turn && !isSpent(state, end.mark) ? ended(state, end) : { kind: "unchanged", state };
}

/** Turn n open -> n+1 open: a claim that cannot become a booking, so that nobody finishes it while its place is released. */
export function abandon(day: ChildDay, end: End): EndDecision {
  const state = day.units.get(end.unit);
  return (state?.turn ?? 0) === end.turn && !state?.held ? ended(state, end) : { kind: "unchanged", state };
}
