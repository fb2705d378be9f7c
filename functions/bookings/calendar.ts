/** Mes réservations: what all the children of the family have, between two dates. */
import type { bookingsRoutes, BookingView } from "../contract/bookings.ts";
import { whyNotCancel } from "../domain/booking-rules.ts";
import type { ChildDay } from "../domain/child-day.ts";
import { heldUnits } from "../domain/child-day.ts";
import type { Instant } from "../domain/ids.ts";
import { localDate } from "../domain/time.ts";
import type { UseCases } from "../http/call.ts";
import { Problem } from "../http/problem.ts";
import { readFamilyDays } from "../store/child-days.ts";
import type { BookingDependencies } from "./dependencies.ts";
import { offersOf, type Offers } from "./offers.ts";
import { ownFamily } from "./reading.ts";
import { childView } from "./views.ts";

function bookingViews(day: ChildDay, offers: Offers, now: Instant): readonly BookingView[] {
  return heldUnits(day).flatMap((key) => {
    const found = offers.units.get(key);
    // A unit that has left the catalogue cannot be described; the office sees it on the day's sheet.
    if (!found) return [];
    const { activity, unit } = found;
    const offer = offers.offer(activity, unit, day.date);
    return [{
      date: day.date, childId: day.childId, activityId: activity.id, activityName: activity.name, siteName: offers.site(activity).name,
      unitId: unit.id, unitName: unit.name, from: unit.from, to: unit.to, cancelBefore: offer.cancelBefore, cancellable: whyNotCancel(offer, now) === null,
    }];
  });
}

export function listBookings({ table, catalogue: cache, clock, schoolZone }: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.list"] {
  return async ({ session, query: { from, to } }) => {
    if (to < from)
      throw new Problem("request.invalid", { detail: "La fin de la période vient avant son début. Échangez les deux dates.", errors: [{ field: "to", message: "Cette date vient avant le début." }] });
    const now = clock();
    const [{ children }, days, catalogue] = await Promise.all([
      ownFamily(table, session.familyCode), readFamilyDays(table, session.familyCode, { from, to }), cache.latest(),
    ]);
    const offers = offersOf(catalogue, schoolZone);
    const today = localDate(now);
    return { body: { children: children.map((child) => childView(child, today)), bookings: days.flatMap((day) => bookingViews(day, offers, now)), now } };
  };
}
