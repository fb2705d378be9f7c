/**
 * What becomes of what is booked when the catalogue changes: a booking that is made stays, but its unit may be no more, its
 * day may not be held any more, or its hours may be others. Staff see it before they enter a catalogue, families are told
 * after.
 */
import type { Activity, Site, Unit } from "../../catalogue/rules/catalogue.ts";
import type { Editions } from "../../catalogue/rules/editions.ts";
import { whyClosed } from "../../catalogue/rules/running-days.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { ActivityId, PlainDate, SiteId, UnitId } from "../../kernel/ids.ts";

/** A catalogue, as far as it says what takes place. */
export interface Programme {
  readonly editions: Editions;
  readonly sites: readonly Site[];
  readonly calendars: readonly SchoolCalendar[];
}

type Hours = Pick<Unit, "from" | "to">;

export type BookedChange =
  | { readonly kind: "unitGone" | "dayGone" }
  | { readonly kind: "hoursMoved"; readonly was: Hours; readonly is: Hours };

interface Booked {
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly date: PlainDate;
}

/** Whether the activity is held that day; a closure is not looked at: it has consequences of its own. */
export function isHeld({ sites, calendars }: Programme, activity: Activity, date: PlainDate): boolean {
  const site = sites.find(({ id }) => id === activity.siteId);
  if (!site) return false;
  return whyClosed(activity, { ...site, closures: [] }, date, calendars) === null;
}

/** What a change of the catalogue does to a unit of a day; null when nothing, or when it was not on the programme before. */
export function bookedChange(was: Programme, is: Programme, { activityId, unitId, date }: Booked): BookedChange | null {
  const unitOf = (edition: Activity | null): Unit | undefined => edition?.units.find(({ id }) => id === unitId);
  const [before, after] = [was.editions.on(activityId, date), is.editions.on(activityId, date)];
  const [old, now] = [unitOf(before), unitOf(after)];
  if (!before || !old || !isHeld(was, before, date)) return null;
  if (!after || !now) return { kind: "unitGone" };
  if (!isHeld(is, after, date)) return { kind: "dayGone" };
  return old.from === now.from && old.to === now.to ? null : { kind: "hoursMoved", was: old, is: now };
}

/** Days beyond which nobody has booked anything: two years. */
export const farthestDays = 731;

/** The sites of an activity, by what it is and what it was. */
export const sitesOf = (
  activityId: ActivityId,
  date: PlainDate,
  ...programmes: readonly Programme[]
): ReadonlySet<SiteId> => new Set(programmes.flatMap(({ editions }) => editions.on(activityId, date)?.siteId ?? []));
