/** The catalogue as the rules ask for it: offers by activity, unit and day. */
import { offerOf, type Offer, type Refusal } from "../domain/booking-rules.ts";
import type { Activity, Catalogue, SchoolCalendar, SchoolZone, Site, Unit } from "../domain/catalogue.ts";
import type { ActivityId, PlainDate, UnitId } from "../domain/ids.ts";
import { calendarsOf } from "../domain/school-calendar.ts";
import { unitsByKey, type UnitsByKey } from "../domain/units.ts";

export interface Offers {
  readonly units: UnitsByKey;
  readonly calendars: readonly SchoolCalendar[];
  readonly site: (activity: Activity) => Site;
  readonly activity: (activityId: ActivityId) => Activity | null;
  readonly offer: (activity: Activity, unit: Unit, date: PlainDate) => Offer;
  /** The offer that a line names, or which part of it does not exist. */
  readonly find: (line: { readonly activityId: ActivityId; readonly unitId: UnitId; readonly date: PlainDate }) => Offer | Refusal;
}

export function offersOf(catalogue: Catalogue, zone: SchoolZone): Offers {
  const calendars = calendarsOf(catalogue, zone);
  const sites = new Map(catalogue.sites.map((site) => [site.id, site]));
  const activities = new Map(catalogue.activities.map((activity) => [activity.id, activity]));
  const site = (activity: Activity): Site => {
    const found = sites.get(activity.siteId);
    if (!found) throw new Error(`Activity ${activity.id} names a site that is not in the catalogue`);
    return found;
  };
  const offer = (activity: Activity, unit: Unit, date: PlainDate): Offer => offerOf(activity, unit, site(activity), date, calendars);
  return {
    units: unitsByKey(catalogue), calendars, site, offer,
    activity: (activityId) => activities.get(activityId) ?? null,
    find: ({ activityId, unitId, date }) => {
      const activity = activities.get(activityId);
      if (!activity) return { code: "unknownActivity" };
      const unit = activity.units.find(({ id }) => id === unitId);
      return unit ? offer(activity, unit, date) : { code: "unknownUnit" };
    },
  };
}

export const isRefusal = (found: Offer | Refusal): found is Refusal => "code" in found;
