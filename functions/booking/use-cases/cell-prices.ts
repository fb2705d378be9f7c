/** What each cell of a grid costs: what is booked as it stands, what is free as if it were added to the household's day. */
import type { Slot } from "../rules/booking-rules.ts";
import type { ChildDay } from "../rules/child-day.ts";
import { costsOn, linesOn, priceIn, type Costs, type Pricing } from "../rules/costs.ts";
import type { Child } from "../../family/rules/family.ts";
import type { ChildId, Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate, minuteOver } from "../../kernel/time.ts";
import type { OtherLines, PriceLine } from "../../price/rules/price-day.ts";
import type { PriceViews } from "../price-views.ts";

/** What a cell says of its price. */
export type CellPrice = ReturnType<PriceViews["pointer"]>;

type DayOf = (childId: ChildId, date: PlainDate) => ChildDay;
interface Day {
  readonly lines: readonly PriceLine[];
  readonly costs: Costs;
}

/** What the household has on any day, and what that costs: each day counted once. */
export function daysPriced(
  pricing: Pricing,
  ownDay: DayOf,
): { readonly on: (date: PlainDate) => Day; readonly linesOf: OtherLines } {
  const days = new Map<PlainDate, Day>();
  const known = new Map<PlainDate, readonly PriceLine[]>();
  const linesOf: OtherLines = (date) => {
    const lines = known.get(date) ?? linesOn(date, pricing.family.children, ownDay, () => false);
    known.set(date, lines);
    return lines;
  };
  const on = (date: PlainDate): Day => {
    const lines = linesOf(date);
    const day = days.get(date) ?? { lines, costs: costsOn(date, lines, pricing, linesOf) };
    days.set(date, day);
    return day;
  };
  return { on, linesOf };
}

/** Null `pricing`: nothing has a price. */
export function cellPrices(
  pricing: Pricing | null,
  {
    ownDay,
    prices,
    now,
  }: {
    readonly ownDay: DayOf;
    readonly prices: PriceViews;
    readonly now: Instant;
  },
): (slot: Slot, child: Child) => CellPrice {
  if (!pricing) return () => ({});
  const { family, prices: priced } = pricing;
  const { on: dayOn, linesOf } = daysPriced(pricing, ownDay);
  return ({ activity, unit, date, bookBefore }, child) => {
    if (activity.tariff === undefined) return {};
    const { lines, costs } = dayOn(date);
    const line = { childId: child.id, activityId: activity.id, unitId: unit.id };
    const booked = priceIn(costs, { ...line, date });
    if (booked) return prices.pointer(booked);
    const added = { ...line, late: minuteOver(bookBefore, now), since: localDate(now), wished: true as const };
    return prices.pointer(priced.on(date, family, [...lines, added], linesOf).at(-1));
  };
}
