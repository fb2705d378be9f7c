/** S’inscrire aux activités: every coming day of an activity, for each child and unit, with its state and its reason. */
import type { bookingsRoutes, CellView } from "../contract/bookings.ts";
import { decideBooking, whyNotCancel, type Offer } from "../domain/booking-rules.ts";
import type { Activity, Catalogue, SchoolCalendar, SchoolZone } from "../domain/catalogue.ts";
import type { ChildDay } from "../domain/child-day.ts";
import type { Child } from "../domain/family.ts";
import type { ActivityId, Instant, PlainDate } from "../domain/ids.ts";
import { calendarsOf, whyClosed } from "../domain/school-calendar.ts";
import { daysFrom, localDate, weekdayOf } from "../domain/time.ts";
import { unitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { Problem } from "../http/problem.ts";
import { byChildAndDate, readFamilyDays } from "../store/child-days.ts";
import type { SiteDay } from "../store/days.ts";
import type { BookingDependencies } from "./dependencies.ts";
import { offersOf, type Offers } from "./offers.ts";
import { catalogueAndDays, ownFamily } from "./reading.ts";
import { activityView, childView, Refusals } from "./views.ts";

/**
 * Days that the grid shows, from today on: the activity's weekdays, closed ones included, because a family looks for them and
 * wants to know why. Only school days of an activity of the holidays are left out: nobody looks for those.
 */
function daysShown(activity: Activity, catalogue: Catalogue, calendars: readonly SchoolCalendar[], today: PlainDate): readonly PlainDate[] {
  const site = catalogue.sites.find(({ id }) => id === activity.siteId);
  return daysFrom(activity.from < today ? today : activity.from, activity.to)
    .filter((date) => activity.runs.weekdays.includes(weekdayOf(date)))
    .filter((date) => !site || whyClosed(activity, site, date, calendars)?.code !== "schoolTime");
}

function planOf(activityId: ActivityId, zone: SchoolZone, today: PlainDate): (catalogue: Catalogue) => readonly SiteDay[] {
  return (catalogue) => {
    const activity = catalogue.activities.find(({ id }) => id === activityId);
    return activity ? daysShown(activity, catalogue, calendarsOf(catalogue, zone), today).map((date) => ({ siteId: activity.siteId, date })) : [];
  };
}

interface Asking {
  readonly offers: Offers;
  readonly resident: boolean;
  readonly now: Instant;
  readonly refusals: Refusals;
}

function cellOf(offer: Offer, child: Child, day: ChildDay, counters: Parameters<typeof decideBooking>[2], { offers, resident, now, refusals }: Asking): CellView {
  if (day.units.get(unitKey(offer.activity.id, offer.unit.id))?.held) {
    const locked = whyNotCancel(offer, now);
    return { state: "booked", cancelBefore: offer.cancelBefore, ...(locked ? { locked: refusals.indexOf(locked) } : {}) };
  }
  const decision = decideBooking(offer, { child, resident, day }, counters, offers.units, now);
  return decision.yes
    ? { state: "free", places: decision.placesLeft, bookBefore: offer.bookBefore }
    : { state: "refused", refusal: refusals.indexOf(decision.refusal) };
}

export function activityGrid({ table, catalogue: cache, clock, schoolZone }: BookingDependencies): UseCases<typeof bookingsRoutes>["activities.grid"] {
  return async ({ session, params: { activityId } }) => {
    const now = clock();
    const today = localDate(now);
    const plan = planOf(activityId, schoolZone, today);
    const [family, { catalogue, days }, ownDays] = await Promise.all([
      ownFamily(table, session.familyCode),
      // Places change by the second whatever is read here; the booking itself decides. Half the cost of a consistent read.
      catalogueAndDays(table, cache, plan, { consistent: false }),
      readFamilyDays(table, session.familyCode, { from: today }),
    ]);
    const offers = offersOf(catalogue, schoolZone);
    const activity = offers.activity(activityId);
    if (!activity) throw new Problem("notFound", "Cette activité n’existe pas ou n’existe plus. Revenez à la liste des activités.");
    const site = offers.site(activity);
    const ownDay = byChildAndDate(ownDays);
    const refusals = new Refusals();
    const asking: Asking = { offers, resident: family.household.resident, now, refusals };
    const shown = daysShown(activity, catalogue, offers.calendars, today).map((date) => {
      const closed = whyClosed(activity, site, date, offers.calendars);
      if (closed) return { date, closed: refusals.indexOf(closed), cells: [] };
      const { counters } = days({ siteId: activity.siteId, date });
      const offered = activity.units.map((unit) => offers.offer(activity, unit, date));
      return { date, cells: family.children.map((child) => offered.map((offer) => cellOf(offer, child, ownDay(child.id, date), counters, asking))) };
    });
    return {
      body: {
        activity: activityView(activity, site, asking.resident, now), children: family.children.map((child) => childView(child, today)),
        refusals: refusals.views, days: shown, now,
      },
    };
  };
}
