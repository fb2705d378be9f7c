/**
 * What a household's days cost, and what a basket would change of it: of its own lines, of the other children's, whose
 * rank a sibling's day moves, and of the days that share one price with its own. Pure; every amount is `price/rules/price-day.ts`'s.
 */
import { unitOf } from "../../catalogue/rules/units.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { daysFrom, localDate } from "../../kernel/time.ts";
import type { ActivityId, ChildId, PlainDate, UnitId } from "../../kernel/ids.ts";
import type { DayPrices, OtherLines, PricedFamily, PriceLine } from "../../price/rules/price-day.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { ChildDay, Status, UnitState } from "./child-day.ts";

/** One unit of one child on one day. */
export interface CostLine {
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly date: PlainDate;
}
type DayOf = (childId: ChildId, date: PlainDate) => ChildDay;

/** Whether something is asked for it: a place that is only waited for or offered costs nothing yet. */
const costs = (status: Status): boolean => status === "booked" || status === "pending";

export const costLineName = ({ childId, activityId, unitId, date }: CostLine): string =>
  `${date} ${childId} ${activityId}/${unitId}`;

/** Of what is kept of a booking: whether it was late, and by which edition it was priced. */
export const pricedAs = ({ at, price }: UnitState): Pick<PriceLine, "late" | "since"> => ({
  late: price?.reasons.some(({ kind }) => kind === "late") ?? false,
  since: price?.tariff.effectiveFrom ?? localDate(at),
});

/** What the household's children have on a day. `isLate`: of what is being booked. */
export const linesOn = (
  date: PlainDate,
  children: PricedFamily["children"],
  dayOf: DayOf,
  isLate: (line: CostLine) => boolean,
): readonly PriceLine[] =>
  children.flatMap(({ id: childId }) =>
    [...dayOf(childId, date).units].flatMap(([unit, state]) => {
      const line = { childId, ...unitOf(unit) };
      if (!costs(state.status)) return [];
      const { late, since } = pricedAs(state);
      return [{ ...line, since, late: late || isLate({ ...line, date }) }];
    }),
  );

/** Prices of lines by their names; those that cost nothing are not there. */
export type Costs = ReadonlyMap<string, CostLine & { readonly price: Price }>;

/** A household, and the prices of any day. */
export interface Pricing {
  readonly family: PricedFamily;
  readonly prices: DayPrices;
}

/** `others`: what the household has on any other day. */
export function costsOn(
  date: PlainDate,
  lines: readonly PriceLine[],
  { family, prices }: Pricing,
  others: OtherLines,
): Costs {
  const found = prices.on(date, family, lines, others);
  return new Map(
    lines.flatMap(({ childId, activityId, unitId }, index) => {
      const line = { childId, activityId, unitId };
      const price = found[index];
      return price ? [[costLineName({ ...line, date }), { ...line, date, price }] as const] : [];
    }),
  );
}

export const priceIn = (costs: Costs, line: CostLine): Price | null => costs.get(costLineName(line))?.price ?? null;

/** A unit that another child keeps, at another price. */
export interface MovedPrice extends CostLine {
  readonly was: Cents;
  readonly is: Price;
}

export interface BasketCosts {
  /** Of a line of the basket: what it will cost, or what is no longer due of it when it is given up. */
  readonly of: (line: CostLine) => Price | null;
  /** What the basket moves of units that are not in it. */
  readonly moved: readonly MovedPrice[];
  /** What the household will owe more, all together; less than nothing when it owes less. */
  readonly total: Cents;
  /** Whether anything at all has a price. */
  readonly any: boolean;
}

/**
 * What a basket changes. `before` and `after`: the household's days without it and with it. `waiting`: its lines that
 * only wait; what they would cost if a place came is told, and is in no total.
 */
export function basketCosts(
  pricing: Pricing,
  {
    lines,
    waiting,
    before,
    after,
    isLate,
    today,
  }: {
    readonly lines: readonly CostLine[];
    readonly waiting: readonly CostLine[];
    readonly before: DayOf;
    readonly after: DayOf;
    readonly isLate: (line: CostLine) => boolean;
    readonly today: PlainDate;
  },
): BasketCosts {
  // A day more or less of a week that has one price may have another day of it bear that price.
  const dates = [
    ...new Set(
      lines.flatMap(({ activityId, date }) => {
        const reach = pricing.prices.reach(activityId, date);
        return reach ? daysFrom(reach.from, reach.to) : [date];
      }),
    ),
  ];
  const together = (of: OtherLines): Costs =>
    new Map(dates.flatMap((date) => [...costsOn(date, of(date), pricing, of)]));
  const on = (dayOf: DayOf) => (date: PlainDate) => linesOn(date, pricing.family.children, dayOf, isLate);
  const [was, is] = [together(on(before)), together(on(after))];
  const hoped =
    waiting.length === 0
      ? is
      : together((date) => [
          ...on(after)(date),
          ...waiting
            .filter((line) => line.date === date)
            .map((line) => ({ ...line, late: isLate(line), since: today })),
        ]);
  const own = new Set(lines.map(costLineName));
  const sum = (costs: Costs): number => [...costs.values()].reduce((all, { price }) => all + price.amount, 0);
  return {
    of: (line) => priceIn(is, line) ?? priceIn(hoped, line) ?? priceIn(was, line),
    moved: [...is].flatMap(([name, { price, ...line }]) => {
      const old = was.get(name);
      return old && !own.has(name) && old.price.amount !== price.amount
        ? [{ ...line, was: old.price.amount, is: price }]
        : [];
    }),
    total: cents(sum(is) - sum(was)),
    any: was.size > 0 || hoped.size > 0,
  };
}
