/** Changer de jour ou de prestation: l’ancienne place n’est rendue que si la nouvelle est obtenue. */
import type { BookingLine, ChangeLine } from "../contract/basket.ts";
import type { bookingAct } from "../contract/act.ts";
import { decideBooking, whyNotCancel, type Refusal } from "../rules/booking-rules.ts";
import { drop, generationOf, withUnits, type ChildDay } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { changeUnit } from "../store/changes.ts";
import { dayState } from "../store/day-record.ts";
import { answerBasket } from "./basket.ts";
import type { BasketKind } from "./basket-kind.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import { refusalOf, wantedOf } from "./book.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";
import { isRefusal } from "../rules/slots.ts";
import type { Pretence } from "./pretend.ts";
import { giveQuotaBack, takeQuota } from "./take-quota.ts";

/** One side of a change: a booking, or what it is to become. */
export type Target = Omit<KnownLine<BookingLine>, "line">;

/** The day as it would be without the booking that is to move. */
function without(day: ChildDay, { place }: Target, { act }: Facts): ChildDay {
  const unit = unitKey(place.activityId, place.unitId);
  const dropped = drop(day, { ...act, unit, siteId: place.siteId, generation: generationOf(day, unit) }, ["booked"]);
  return dropped.kind === "write" ? withUnits(day, dropped.states) : day;
}

/** What a line would become, or why there is no such thing. */
export function targetOf(
  { line, place, child }: KnownLine<BookingLine>,
  to: ChangeLine["to"],
  { slots }: Pick<Facts, "slots">,
): Target | Refusal {
  const slot = slots.find({ ...line, ...to });
  if (isRefusal(slot)) return slot;
  if (to.date === place.date && to.unitId === place.unitId) return { code: "sameBooking" };
  return { child, slot, place: { ...place, ...to, siteId: slot.activity.siteId } };
}

/**
 * Why the booking may not move there, or null: the old one may be given up, and the new one booked once it is. `leave`:
 * rules that staff may set aside.
 */
export function whyNotMove(from: Target, to: Target, facts: Facts, override = facts.override): Refusal | null {
  const key = unitKey(from.place.activityId, from.place.unitId);
  const old = facts.dayOf(from.place.childId, from.place.date);
  const state = old.units.get(key);
  if (state?.status !== "booked") return { code: "notBooked" };
  if (state.engaged || from.slot.activity.prepaid || to.slot.activity.prepaid) return { code: "prepaidChange" };
  const late = whyNotCancel(from.slot, facts.now);
  if (late && !(override?.deadlines && late.code === "tooLateToCancel")) return late;
  // Staff may still refuse it, and by then the old place would be somebody else's.
  if (to.slot.unit.approval && !override) return { code: "approvalFirst" };
  const { days, ...asker } = facts.asker(to.child, to.place.date);
  const { child } = asker;
  const free = without(old, from, facts);
  const around = days.map((day) => (day.date === free.date ? free : day));
  const day = to.place.date === free.date ? free : facts.dayOf(child.id, to.place.date);
  const record = facts.days(to.place);
  const decision = decideBooking(
    to.slot,
    { ...asker, day, days: around },
    dayState(record),
    facts.slots.units(to.place.date),
    facts.now,
    override ? { override } : {},
  );
  return decision.yes ? null : decision.refusal;
}

async function moveLine(
  table: BookingDependencies["table"],
  from: KnownLine<ChangeLine>,
  facts: Facts,
): Promise<LineResult> {
  const { line, place, child } = from;
  const to = targetOf(from, line.to, facts);
  if (!("place" in to)) return refusedBy(to);
  const state = facts.dayOf(child.id, to.place.date).units.get(unitKey(to.place.activityId, to.place.unitId));
  // What this very request has begun was decided then, and is finished whatever the hour.
  const begun =
    state?.claim?.requestToken === facts.act.requestToken ||
    (state?.replaces?.requestToken === facts.act.requestToken && !state.claim);
  if (!begun) {
    const refusal = whyNotMove(from, to, facts);
    if (refusal) return refusedBy(refusal);
  }
  const oldDay = facts.dayOf(child.id, place.date);
  // The quota counts days: the day that is given up makes room for the new one, and comes back when the change is
  // refused.
  const moves = to.place.date !== place.date;
  if (moves)
    await giveQuotaBack(table, from, {
      dayOf: (childId, date) => (date === oldDay.date ? without(oldDay, from, facts) : facts.dayOf(childId, date)),
    });
  const beyond = moves ? await takeQuota(table, to, facts) : null;
  if (beyond) {
    await takeQuota(table, from, facts);
    return refusedBy(beyond);
  }
  const { outcome, days } = await changeUnit(
    table,
    { from: place, to: wantedOf(to, facts) },
    { from: oldDay, to: facts.dayOf(child.id, to.place.date) },
    facts.act,
    facts.days(place),
  );
  facts.setDay(days.from);
  facts.setDay(days.to);
  const refusal = refusalOf(outcome, to, facts);
  if (!refusal) return { outcome: "changed" };
  if (moves) {
    await giveQuotaBack(table, to, facts);
    await takeQuota(table, from, facts);
  }
  return refusedBy(refusal);
}

/** Plays a change: nothing where the rules refuse it, or where this very request has made it already. */
function foreseeMove(from: KnownLine<ChangeLine>, pretence: Pretence): boolean {
  const { facts } = pretence;
  const to = targetOf(from, from.line.to, facts);
  if (!("place" in to) || whyNotMove(from, to, facts) !== null) return false;
  return pretence.giveUp(from, ["booked"]) && pretence.book(to);
}

export const changing = (table: BookingDependencies["table"]): BasketKind<ChangeLine> => ({
  name: "change",
  foresee: foreseeMove,
  settle: (known, facts) => moveLine(table, known, facts),
  obtains: ({ to, ...line }) => ({ ...line, ...to }),
  daysOf: ({ date, to }) => [date, to.date],
});

export const changeDays =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.change"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, changing(dependencies.table)),
  });
