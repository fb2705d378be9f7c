/**
 * A basket played through in memory: each line on what the lines before would leave, nothing written. For its preview,
 * and for judging together the days that go together.
 */
import type { BookingLine } from "../contract/basket.ts";
import type { PoolId } from "../rules/capacity.ts";
import { drop, generationOf, hold, join, withUnits, type ChildDay, type Status } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import { dayName, type DaysByKey, type SiteDay } from "../store/day-record.ts";
import { ownDays, type Facts, type KnownLine } from "./facts.ts";

type Line = Pick<KnownLine<BookingLine>, "place" | "slot" | "child">;

/** Places that the lines before would take: two children of a family may want the last one. */
function takenBy(days: DaysByKey): {
  readonly days: DaysByKey;
  readonly take: (day: SiteDay, pools: readonly PoolId[]) => void;
} {
  const taken = new Map<string, Map<PoolId, number>>();
  const on = (day: SiteDay): Map<PoolId, number> => {
    const found = taken.get(dayName(day)) ?? new Map<PoolId, number>();
    taken.set(dayName(day), found);
    return found;
  };
  return {
    days: (day) => {
      const record = days(day);
      const pools = new Set([...record.counters.keys(), ...on(day).keys()]);
      const counters = new Map(
        [...pools].map((pool) => {
          const { used, set } = record.counters.get(pool) ?? { used: 0, set: null };
          return [pool, { used: used + (on(day).get(pool) ?? 0), set }];
        }),
      );
      return { ...record, counters };
    },
    take: (day, pools) => {
      for (const pool of pools) on(day).set(pool, (on(day).get(pool) ?? 0) + 1);
    },
  };
}

export interface Pretence {
  /** What a line would find. */
  readonly facts: Facts;
  /** A child's days as the lines so far would leave them. */
  readonly of: ReturnType<typeof ownDays>["of"];
  /** Each says whether it would change anything. */
  readonly book: (line: Line) => boolean;
  readonly wait: (line: Line) => boolean;
  readonly giveUp: (line: Line, from: readonly Status[]) => boolean;
}

/** `read`: the family's days to begin with. */
export function pretend(facts: Facts, read: readonly ChildDay[]): Pretence {
  const own = ownDays(read);
  const { days, take } = takenBy(facts.days);
  const { act } = facts;
  const onTurn = ({ place }: Line) => {
    const unit = unitKey(place.activityId, place.unitId);
    const day = own.dayOf(place.childId, place.date);
    return { day, turn: { ...act, unit, siteId: place.siteId, generation: generationOf(day, unit) } };
  };
  const set = (day: ChildDay, decision: ReturnType<typeof drop> | ReturnType<typeof hold>): boolean => {
    if (decision.kind === "write") own.setDay(withUnits(day, decision.states));
    return decision.kind === "write";
  };
  return {
    of: own.of,
    facts: {
      ...facts,
      days,
      dayOf: own.dayOf,
      setDay: own.setDay,
      asker: (child, date) => ({
        ...facts.asker(child, date),
        day: own.dayOf(child.id, date),
        days: own.of(child.id),
      }),
    },
    book: (line) => {
      const pools = line.slot.poolsFor(line.child).map(({ id }) => id);
      const { day, turn } = onTurn(line);
      take(line.place, pools);
      return set(day, hold(day, { ...turn, pools, as: "booked", excludes: () => false }));
    },
    wait: (line) => {
      const { day, turn } = onTurn(line);
      return set(day, join(day, { ...turn, arrival: 0 }));
    },
    giveUp: (line, from) => {
      const { day, turn } = onTurn(line);
      return set(day, drop(day, turn, from));
    },
  };
}
