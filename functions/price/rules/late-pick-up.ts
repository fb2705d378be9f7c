/**
 * What it costs to collect children after the end: counted from the end on, by begun blocks where the tariff says so, and
 * more from the n-th time of a school year on. Pure.
 */
import type { LatePickUp, Tariff } from "../../catalogue/rules/tariffs.ts";
import type { ChildId, PlainDate } from "../../kernel/ids.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { minutesOf } from "./blocks.ts";

/** A child that was still there after the end of its unit. */
export interface PickUp {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly left: LocalTime;
  /** When the unit ends. */
  readonly until: LocalTime;
  /** As it holds that day. */
  readonly tariff: Tariff;
  /** The school year, or whatever times are counted in. */
  readonly year: string;
}

/** Why it costs what it costs. */
export interface PickUpReason {
  readonly left: LocalTime;
  readonly until: LocalTime;
  readonly minutes: number;
  readonly blocks: number;
  readonly block: LatePickUp["block"];
  readonly each: Cents;
  /** Which time of the year it is. */
  readonly time: number;
  /** It costs another amount, since it is not the first time. */
  readonly again: boolean;
  /** Asked once of the household. */
  readonly household: boolean;
}

/** Minutes that count; 0 within the tolerance, and where nothing is asked. */
function lateBy({ left, until, tariff }: PickUp): number {
  const minutes = minutesOf(left) - minutesOf(until);
  return tariff.latePickUp && minutes > tariff.latePickUp.tolerance ? minutes : 0;
}

const byMoment = (one: PickUp, other: PickUp): number => {
  const [a, b] = [one, other].map(({ date, left, childId }) => `${date} ${left} ${childId}`);
  return (a ?? "") < (b ?? "") ? -1 : 1;
};

export interface PricedPickUp<P extends PickUp> {
  readonly pickUp: P;
  readonly amount: Cents;
  readonly reason: PickUpReason;
}

/**
 * What each late pick-up costs. `pickUps`: those of one household, in any order, from the first day of the school year of
 * the first that is asked about: times are counted by child, or by household, as the tariff asks.
 */
export function latePickUps<P extends PickUp>(pickUps: readonly P[]): readonly PricedPickUp<P>[] {
  const times = new Map<string, number>();
  const days = new Set<string>();
  return (
    [...pickUps]
      .filter((one) => lateBy(one) > 0)
      // Of a household's children on a day, the one who stayed longest is asked for.
      .sort((one, other) => (one.date === other.date ? -byMoment(one, other) : byMoment(one, other)))
      .flatMap((pickUp) => {
        const { tariff, childId, date, year, left, until } = pickUp;
        const rule = tariff.latePickUp;
        if (!rule) return [];
        const household = rule.of === "household";
        if (household && days.has(`${tariff.id} ${date}`)) return [];
        days.add(`${tariff.id} ${date}`);
        const counted = `${tariff.id} ${year} ${household ? "" : childId}`;
        const time = (times.get(counted) ?? 0) + 1;
        times.set(counted, time);
        const later = rule.again !== null && time >= rule.again.time ? rule.again : null;
        const each = (later ?? rule).amount;
        const minutes = lateBy(pickUp);
        const blocks = rule.block === null ? 1 : Math.ceil(minutes / rule.block);
        return [
          {
            pickUp,
            amount: cents(blocks * each),
            reason: { left, until, minutes, blocks, block: rule.block, each, time, again: later !== null, household },
          },
        ];
      })
  );
}
