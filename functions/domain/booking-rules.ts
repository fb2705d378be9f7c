/**
 * May this child have this unit on this day? Yes, or the one reason why not.
 *
 * When several rules refuse, the most final one is named first (the day, then the child, then the deadline, then the window, then
 * what changes with other people's choices), so that nobody waits for an opening that would not help. A refusal that time alone
 * can lift says when: `changesAt`.
 */
import { placesInAll, placesLeft, poolsOf, type Counters, type Pool } from "./capacity.ts";
import type { Activity, SchoolCalendar, Site, Unit } from "./catalogue.ts";
import { heldUnits, type ChildDay } from "./child-day.ts";
import { deadlineInstant } from "./deadlines.ts";
import { whyIneligible, type Ineligible } from "./eligibility.ts";
import type { Child } from "./family.ts";
import type { Instant, PlainDate } from "./ids.ts";
import { whyClosed, type DayClosed } from "./school-calendar.ts";
import { addDays, localToInstant } from "./time.ts";
import { incompatible, unitKey, type UnitKey, type UnitsByKey } from "./units.ts";
import { windowFor } from "./windows.ts";

/** Why not, with the facts that its sentence needs. */
export type Refusal =
  | DayClosed
  | Ineligible
  | { readonly code: "unknownChild" | "unknownActivity" | "unknownUnit" }
  | { readonly code: "past" }
  | { readonly code: "tooLate"; readonly since: Instant }
  | { readonly code: "windowClosed"; readonly since: Instant }
  | { readonly code: "windowSoon"; readonly opensAt: Instant; readonly residentsFirst: boolean }
  /** It opens for this family when it is too late for this day. */
  | { readonly code: "opensTooLate"; readonly opensAt: Instant; readonly bookBefore: Instant }
  /** The window has no step for families from elsewhere. */
  | { readonly code: "residentsOnly" }
  | { readonly code: "alreadyBooked"; readonly firstName: string }
  | { readonly code: "incompatible"; readonly firstName: string; readonly unitName: string; readonly activityName: string }
  | { readonly code: "full"; readonly places: number; /** Until when other families can give a place up. */ readonly freedUntil: Instant }
  /** It changed elsewhere while this was asked: another page, another adult of the family. */
  | { readonly code: "changed" }
  | { readonly code: "notBooked" }
  | { readonly code: "tooLateToCancel"; readonly since: Instant };

/** The instant from which waiting has helped; null when waiting alone never helps. */
export const changesAt = (refusal: Refusal): Instant | null => (refusal.code === "windowSoon" ? refusal.opensAt : null);

/** A unit on a day, with all that does not depend on who asks: made once, asked for each child. */
export interface Offer {
  readonly activity: Activity;
  readonly unit: Unit;
  readonly date: PlainDate;
  readonly closed: DayClosed | null;
  /** When the day is over. */
  readonly over: Instant;
  readonly bookBefore: Instant;
  readonly cancelBefore: Instant;
  readonly pools: readonly Pool[];
}

export function offerOf(activity: Activity, unit: Unit, site: Site, date: PlainDate, calendars: readonly SchoolCalendar[]): Offer {
  const subject = { date, startsAt: unit.from, periodStart: activity.from };
  return {
    activity, unit, date,
    closed: whyClosed(activity, site, date, calendars),
    over: localToInstant(addDays(date, 1), "00:00"),
    bookBefore: deadlineInstant(unit.bookBefore, subject),
    cancelBefore: deadlineInstant(unit.cancelBefore, subject),
    pools: poolsOf(activity, unit, date),
  };
}

/** Who asks: a child of a family, and what it already has that day. */
export interface Asker {
  readonly child: Child;
  readonly resident: boolean;
  readonly day: ChildDay;
}

export type Decision =
  | { readonly yes: true; readonly placesLeft: number }
  | { readonly yes: false; readonly refusal: Refusal };

const no = (refusal: Refusal): Decision => ({ yes: false, refusal });

/** Whether a unit that the child holds that day excludes this one, and which. */
export const excluder = (units: UnitsByKey, wanted: { readonly activity: Activity; readonly unit: Unit }) =>
  (other: UnitKey): boolean => {
    const held = units.get(other);
    return held !== undefined && incompatible(wanted, held);
  };

export function incompatibleRefusal(firstName: string, units: UnitsByKey, other: UnitKey): Refusal {
  const held = units.get(other);
  return { code: "incompatible", firstName, unitName: held?.unit.name ?? other, activityName: held?.activity.name ?? other };
}

export const fullRefusal = ({ pools, cancelBefore }: Offer, counters: Counters): Refusal =>
  ({ code: "full", places: placesInAll(pools, counters), freedUntil: cancelBefore });

/** The rules that do not depend on what anybody has booked. */
function whyNever({ activity, closed, date, over, bookBefore }: Offer, { child, resident }: Asker, now: Instant): Refusal | null {
  if (closed) return closed;
  if (now >= over) return { code: "past" };
  const ineligible = whyIneligible(activity.eligibility, child, date);
  if (ineligible) return ineligible;
  if (now >= bookBefore) return { code: "tooLate", since: bookBefore };
  const window = windowFor(activity.window, resident, now);
  if (window.state === "readOnly") return { code: "windowClosed", since: window.closesAt };
  if (window.opensAt >= window.closesAt) return { code: "residentsOnly" };
  if (window.opensAt >= bookBefore) return { code: "opensTooLate", opensAt: window.opensAt, bookBefore };
  if (window.state === "soon") return { code: "windowSoon", opensAt: window.opensAt, residentsFirst: window.openToOthersFirst };
  return null;
}

/** Whether the child may book that unit that day, now. */
export function decideBooking(offer: Offer, asker: Asker, counters: Counters, units: UnitsByKey, now: Instant): Decision {
  const key = unitKey(offer.activity.id, offer.unit.id);
  const held = heldUnits(asker.day);
  const { firstName } = asker.child;
  if (held.includes(key)) return no({ code: "alreadyBooked", firstName });
  const never = whyNever(offer, asker, now);
  if (never) return no(never);
  const other = held.find(excluder(units, offer));
  if (other) return no(incompatibleRefusal(firstName, units, other));
  const left = placesLeft(offer.pools, counters);
  return left > 0 ? { yes: true, placesLeft: left } : no(fullRefusal(offer, counters));
}

/** Why a booking can no longer be given up, or null when it can. Closed windows do not forbid it: its own deadline does. */
export function whyNotCancel({ over, cancelBefore }: Offer, now: Instant): Refusal | null {
  if (now >= over) return { code: "past" };
  return now >= cancelBefore ? { code: "tooLateToCancel", since: cancelBefore } : null;
}
