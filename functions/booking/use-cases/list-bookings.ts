/** Mes réservations: what all the children of the family have, between two dates. */
import type { BookingView } from "../contract/booking-view.ts";
import type { bookingLook } from "../contract/look.ts";
import { whyNotCancel, type Refusal } from "../rules/booking-rules.ts";
import { groupOf, unitsWith } from "../rules/minimum.ts";
import type { Child } from "../../family/rules/family.ts";
import { whyNotAlone } from "./judge-minimum.ts";
import type { Asked, ChildDay, UnitState } from "../rules/child-day.ts";
import type { ActivityId, Instant, UnitId, UnitKey } from "../../kernel/ids.ts";
import { priceInWords } from "../../kernel/money.ts";
import { addDays, localDate } from "../../kernel/time.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import type { Reader } from "../../catalogue/words.fr.ts";
import { requirePeriod } from "../../http/period.ts";
import { byChildAndDate, readFamilyDays, readNextDays } from "../store/child-days.ts";
import type { PricingDependencies } from "../dependencies.ts";
import { priceViewOf } from "../price-views.ts";
import { readPricing } from "../read-prices.ts";
import { priceIn, type CostLine, type Pricing } from "../rules/costs.ts";
import type { Price } from "../../price/rules/price-of.ts";
import { daysPriced } from "./cell-prices.ts";
import { slotsOf, type Slots } from "../rules/slots.ts";
import { readPositions, type Positions } from "../positions.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { gatheredSpan, pricedSpan } from "../read-facts.ts";
import { childView, refusalView } from "../views.ts";

export interface ViewFacts {
  readonly slots: Slots;
  readonly positions: Positions;
  readonly now: Instant;
  readonly reader: Reader;
  /** What a household's days cost; null: nothing has a price. */
  readonly pricing: Pricing | null;
  /**
   * All days that go together with those shown, or share a price with them. `children`: whose, where what a family gives
   * up with others is to be told.
   */
  readonly around?: { readonly children: readonly Child[]; readonly days: readonly ChildDay[] };
}

/** What goes together with a booking: why it cannot be given up, or all that is given up with it. */
function togetherOf(
  day: ChildDay,
  { activityId, unitId }: { readonly activityId: ActivityId; readonly unitId: UnitId },
  { slots, now, around }: ViewFacts,
): { readonly locked: Refusal } | { readonly together: NonNullable<BookingView["together"]> } | null {
  const child = around?.children.find(({ id }) => id === day.childId);
  const group = child && groupOf(slots, activityId, day.date, child);
  if (!around || !child || !group || typeof group.minimum.days === "number") return null;
  const days = around.days.filter(({ childId }) => childId === day.childId);
  const why = whyNotAlone({ place: { activityId, unitId, date: day.date }, child }, days, { slots, now });
  if (!why) return null;
  return why.mayLeave
    ? { together: unitsWith(group, days, day.date).map(({ date, unit }) => ({ date, unitId: unitOf(unit).unitId })) }
    : { locked: why };
}

/** What is asked of staff; a unit that has left the catalogue is named by its id. */
const askedView = ({ to }: Asked, slots: Slots): NonNullable<BookingView["asked"]> =>
  to
    ? {
        what: "change",
        to: { date: to.date, unitName: slots.named(to.unit, to.date)?.unit.name ?? unitOf(to.unit).unitId },
      }
    : { what: "cancellation" };

function bookingView(
  day: ChildDay,
  key: UnitKey,
  state: UnitState,
  facts: ViewFacts,
  priceOf: (line: CostLine) => Price | null,
): readonly BookingView[] {
  const { slots, positions, now } = facts;
  const found = slots.named(key, day.date);
  // A unit that has left the catalogue cannot be described; the office sees it on the day's sheet.
  if (!found || state.status === "none") return [];
  const { activity, unit } = found;
  const site = slots.site(activity);
  const slot = slots.slot(activity, unit, day.date);
  const late = state.status === "booked" ? whyNotCancel(slot, now) : null;
  const others =
    state.status === "booked" && !late ? togetherOf(day, { activityId: activity.id, unitId: unit.id }, facts) : null;
  const locked = late ?? (others && "locked" in others ? others.locked : null);
  const { until, toPay, absence, asked, status } = state;
  const price = priceOf({ childId: day.childId, date: day.date, activityId: activity.id, unitId: unit.id });
  return [
    {
      date: day.date,
      childId: day.childId,
      activityId: activity.id,
      activityName: activity.name,
      activityKind: activity.kind,
      siteName: site.name,
      siteTown: site.town,
      unitId: unit.id,
      unitName: unit.name,
      from: unit.from,
      to: unit.to,
      meal: unit.meal,
      status,
      ...(status === "waiting" ? { position: positions({ childId: day.childId, date: day.date, unit: key }) } : {}),
      ...(until === undefined ? {} : { until }),
      ...(toPay ? { toPay: priceInWords(toPay.amount) } : {}),
      ...(absence ? { absence: absence.kind } : {}),
      ...(asked ? { asked: askedView(asked, slots) } : {}),
      ...(slot.cancelBefore === null ? {} : { cancelBefore: slot.cancelBefore }),
      cancellable: locked === null && now < slot.over,
      ...(locked ? { locked: refusalView(locked, now, facts.reader) } : {}),
      ...(others && "together" in others ? { together: others.together } : {}),
      ...(price ? { price: priceViewOf(price) } : {}),
      past: now >= slot.over,
    },
  ];
}

/** What these days hold, as pages show it: all that the household's children have on each of them. */
export function bookingViews(days: readonly ChildDay[], facts: ViewFacts): BookingView[] {
  const { pricing } = facts;
  const dayOn = pricing && daysPriced(pricing, byChildAndDate(facts.around?.days ?? days)).on;
  const priceOf = (line: CostLine): Price | null => (dayOn ? priceIn(dayOn(line.date).costs, line) : null);
  return days.flatMap((day) => [...day.units].flatMap(([key, state]) => bookingView(day, key, state, facts, priceOf)));
}

/** What is booked on these days. */
export const bookedOn = (days: readonly ChildDay[]): readonly Pick<CostLine, "activityId" | "date">[] =>
  days.flatMap(({ date, units }) =>
    [...units].flatMap(([unit, { status }]) =>
      status === "booked" ? [{ activityId: unitOf(unit).activityId, date }] : [],
    ),
  );

export function listBookings({
  table,
  catalogue: cache,
  clock,
  schoolZone,
  town,
}: PricingDependencies): UseCases<typeof bookingLook>["booking.list"] {
  return async ({ session, query: { from, to } }) => {
    requirePeriod({ from, to });
    const now = clock();
    const [{ children, hidden, household }, allDays, allLater, catalogue, pricing] = await Promise.all([
      ownFamily(table, session),
      readFamilyDays(table, session.familyCode, { from, to }),
      readNextDays(table, session.familyCode, addDays(to, 1)),
      cache.latest(),
      readPricing({ table, catalogue: cache, town, schoolZone }, session.familyCode),
    ]);
    const known = ({ childId }: ChildDay): boolean => !hidden.has(childId);
    const [days, later] = [allDays.filter(known), allLater.filter(known)];
    const slots = slotsOf(catalogue, schoolZone);
    const today = localDate(now);
    const booked = bookedOn(days);
    const priced = await pricing({ household, children }, catalogue);
    const wide = pricedSpan(priced, booked, gatheredSpan(slots, booked, { from, to }));
    const [positions, around] = await Promise.all([
      readPositions(table, days),
      wide.from < from || wide.to > to ? readFamilyDays(table, session.familyCode, wide) : days,
    ]);
    const next = later.find(({ units }) => [...units.values()].some(({ status }) => status !== "none"))?.date;
    return {
      body: {
        children: children.map((child) => childView(child, today)),
        bookings: bookingViews(days, {
          slots,
          positions,
          now,
          reader: "family",
          pricing: priced,
          around: { children, days: around },
        }),
        now,
        ...(next === undefined ? {} : { next }),
      },
    };
  };
}
