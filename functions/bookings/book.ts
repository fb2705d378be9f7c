/** Réserver des jours. */
import type { bookingsRoutes } from "../contract/bookings.ts";
import { decideBooking, excluder, fullRefusal, incompatibleRefusal, type Refusal } from "../domain/booking-rules.ts";
import { turnOf } from "../domain/child-day.ts";
import { unitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { bookUnit, type BookOutcome } from "../store/bookings.ts";
import { answerBasket, type Facts, type KnownLine, type SettleLine } from "./basket.ts";
import type { BookingDependencies } from "./dependencies.ts";

function refusalOf(outcome: BookOutcome, { offer, child }: KnownLine, { offers }: Facts): Refusal | null {
  switch (outcome.kind) {
    case "booked": return null;
    case "alreadyBooked": return { code: "alreadyBooked", firstName: child.firstName };
    case "full": return fullRefusal(offer, outcome.counters);
    case "incompatible": return incompatibleRefusal(child.firstName, offers.units, outcome.with);
    case "changed": return { code: "changed" };
  }
}

/** Books one line when the rules say yes. What this very request has begun was decided then, and is finished whatever the hour. */
const bookLine = (table: BookingDependencies["table"]): SettleLine => async (line, day, facts) => {
  const { place, offer, child } = line;
  const key = unitKey(place.activityId, place.unitId);
  const record = facts.days(place);
  const state = day.units.get(key);
  const claim = record.claimOf(place);
  const begun = state?.held ? state.mark === facts.act.mark : claim?.mark === facts.act.mark && claim.turn === turnOf(day, key);
  if (!begun) {
    const decision = decideBooking(offer, { child, resident: facts.resident, day }, record.counters, facts.offers.units, facts.now);
    if (!decision.yes) return { refusal: decision.refusal, day };
  }
  const booking = await bookUnit(table, { ...place, pools: offer.pools, excludes: excluder(facts.offers.units, offer) }, day, facts.act);
  return { refusal: refusalOf(booking.outcome, line, facts), day: booking.day };
};

export const bookDays = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.book"] =>
  async ({ session, body }) => ({ body: await answerBasket(dependencies, session, body, "book", bookLine(dependencies.table)) });
