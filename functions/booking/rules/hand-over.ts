/**
 * A child that was held under two codes, or by two households that are one, becomes one: what becomes of the days that it
 * has under the code that goes.
 * Each place passes to the code that stays, with its claim, and no counter moves: never a place more, never one lost on
 * the way. Where both codes hold the same day, one of the two is given up, by a rule that staff sees beforehand: what
 * is surer stays (a booking before a request, an offer, a position), and of two alike, the code's that stays. What
 * another household of the child has stays as it is.
 */
import type { UnitKey } from "../../kernel/ids.ts";
import {
  generationOf,
  hasPlace,
  mostSpent,
  stillOwed,
  type Act,
  type ChildDay,
  type Status,
  type UnitState,
} from "./child-day.ts";

export type Fate =
  /** It passes to the code that stays, whose weaker units (`instead`) are given up for it. */
  | { readonly kind: "moves"; readonly instead: readonly UnitKey[] }
  /** It is given up: the child has `because` already. */
  | { readonly kind: "givenUp"; readonly because: UnitKey };

/** Surer ones are greater. */
const strength: Readonly<Record<Status, number>> = { none: 0, waiting: 1, offered: 2, pending: 3, booked: 4 };

export interface TwoDays {
  /** Of the code that goes. */
  readonly gone: ChildDay;
  /** Of the code that stays, in the same household. */
  readonly kept: ChildDay;
  /** Of the code that stays, in its other households. */
  readonly elsewhere: readonly ChildDay[];
  /** Whether the child cannot have both units on that day. */
  readonly excludes: (one: UnitKey, other: UnitKey) => boolean;
}

const live = (day: ChildDay): readonly (readonly [UnitKey, Status])[] =>
  [...day.units].flatMap(([unit, { status }]) => (status === "none" ? [] : [[unit, status] as const]));

/** What becomes of each unit that the code that goes has, the surest first. */
export function fatesOf({ gone, kept, elsewhere, excludes }: TwoDays): ReadonlyMap<UnitKey, Fate> {
  const has = new Map(live(kept));
  const placedElsewhere = elsewhere.flatMap(live).filter(([, status]) => hasPlace(status));
  const fates = new Map<UnitKey, Fate>();
  const surestFirst = live(gone).toSorted(
    ([one, a], [other, b]) => strength[b] - strength[a] || (one < other ? -1 : 1),
  );
  for (const [unit, status] of surestFirst) {
    const inTheWay = ([other, theirs]: readonly [UnitKey, Status]): boolean =>
      other === unit || (hasPlace(status) && hasPlace(theirs) && excludes(unit, other));
    const there = placedElsewhere.find(inTheWay);
    const own = [...has].filter(inTheWay);
    const stronger = own.find(([, theirs]) => strength[theirs] >= strength[status]);
    const because = there?.[0] ?? stronger?.[0];
    if (because !== undefined) {
      fates.set(unit, { kind: "givenUp", because });
      continue;
    }
    const instead = own.map(([other]) => other);
    for (const other of instead) has.delete(other);
    has.set(unit, status);
    fates.set(unit, { kind: "moves", instead });
  }
  return fates;
}

/** Both days once a unit has passed from one to the other; null: it has nothing to pass, or the other has it already. */
export function handOver(
  gone: ChildDay,
  kept: ChildDay,
  unit: UnitKey,
  act: Act,
): { readonly gone: ReadonlyMap<UnitKey, UnitState>; readonly kept: ReadonlyMap<UnitKey, UnitState> } | null {
  const state = gone.units.get(unit);
  const there = kept.units.get(unit);
  if (!state || state.status === "none" || (there && there.status !== "none")) return null;
  const { siteId, status, claim, arrival, until, engaged, absence, asked, spent } = state;
  const passed: UnitState = {
    ...act,
    siteId,
    generation: generationOf(kept, unit),
    status,
    ...(claim ? { claim } : {}),
    ...(arrival === undefined ? {} : { arrival }),
    ...(until === undefined ? {} : { until }),
    // Of one household: what is kept for it stays where it is.
    ...(engaged ? { engaged } : {}),
    ...(absence ? { absence } : {}),
    ...(asked ? { asked } : {}),
    ...stillOwed(there),
    spent: there?.spent ?? [],
  };
  const left: UnitState = {
    ...act,
    siteId,
    generation: state.generation + 1,
    status: "none",
    // The place is not given back: it goes on under the other code.
    ...stillOwed(state),
    spent: [...spent, claim?.requestToken ?? state.requestToken, act.requestToken].slice(-mostSpent),
  };
  return { gone: new Map([[unit, left]]), kept: new Map([[unit, passed]]) };
}
