/** What a basket books its lines for: counted once, on all that it leaves the household, and kept with each booking. */
import type { BookingLine } from "../contract/basket.ts";
import type { ChildDay } from "../rules/child-day.ts";
import { basketCosts, costLineName, type CostLine, type Pricing } from "../rules/costs.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { ChildId, PlainDate } from "../../kernel/ids.ts";
import { localDate, minuteOver } from "../../kernel/time.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { BasketKind } from "./basket-kind.ts";
import type { Facts, KnownLine } from "./facts.ts";
import { pretend } from "./pretend.ts";

type DayOf = (childId: ChildId, date: PlainDate) => ChildDay;

/**
 * Plays the whole basket on the household's days, and prices what it leaves, as its preview did. A line that is lost to
 * another family a moment later leaves the others at the price that was said for all of them; what is billed is counted
 * on what stands. Null `pricing`: nothing has a price.
 */
export function pricesForeseen<L extends BookingLine>(
  kind: BasketKind<L>,
  found: readonly KnownLine<L>[],
  facts: Facts,
  days: readonly ChildDay[],
  pricing: Pricing | null,
): (line: CostLine) => Price | null {
  const { obtains, foresee } = kind;
  if (!pricing || !obtains) return () => null;
  const pretence = pretend(facts, days);
  for (const one of kind.inOrder?.(found) ?? found) foresee?.(one, pretence);
  const { dayOf } = pretence.facts;
  const wanted = found.flatMap(({ line, slot }) => {
    const target = obtains(line);
    return target ? [{ target, late: kind.asksNew?.(line) === true && minuteOver(slot.bookBefore, facts.now) }] : [];
  });
  const late = new Set(wanted.flatMap((one) => (one.late ? [costLineName(one.target)] : [])));
  const targets = wanted.map(({ target }) => target);
  const isPlaced = ({ childId, date, activityId, unitId }: CostLine): boolean =>
    dayOf(childId, date).units.get(unitKey(activityId, unitId))?.claim !== undefined;
  const costs = basketCosts(pricing, {
    lines: targets,
    // What the play could not place is priced as if it were: whoever obtains it after all is told what for.
    waiting: targets.filter((target) => !isPlaced(target)),
    before: facts.dayOf,
    after: dayOf,
    isLate: (line) => late.has(costLineName(line)),
    today: localDate(facts.now),
  });
  return costs.of;
}

/** What a settled line was booked for, or is held for, as the child's day keeps it. */
export function keptFor<L extends BookingLine>(
  { obtains }: Pick<BasketKind<L>, "obtains">,
  line: L,
  dayOf: DayOf,
): Price | null {
  const target = obtains?.(line);
  if (!target) return null;
  const state = dayOf(target.childId, target.date).units.get(unitKey(target.activityId, target.unitId));
  return (state?.claim && (state.status !== "offered" || state.toPay) && state.price) || null;
}
