/**
 * Who already comes: bookings around the first start, made one by one through the store that families' own bookings go
 * through, so that counters, claims and children's days agree by construction.
 *
 * Two Wednesdays past and seven to come, among which full ones, nearly full ones and nearly empty ones. Families that one
 * signs in as have come for longer, as far as they came: they have invoices (invoices.ts).
 */
import type { Activity, Catalogue, Unit } from "../../functions/catalogue/rules/catalogue.ts";
import { slotOf, excluder } from "../../functions/booking/rules/booking-rules.ts";
import type { Child } from "../../functions/family/rules/family.ts";
import {
  id,
  type FamilyCode,
  type Instant,
  type PlainDate,
  type SiteId,
  type UnitId,
} from "../../functions/kernel/ids.ts";
import { calendarsOf } from "../../functions/catalogue/rules/running-days.ts";
import { addDays, daysFrom, localDate } from "../../functions/kernel/time.ts";
import { unitsOnDays, type UnitsByKey } from "../../functions/catalogue/rules/units.ts";
import type { Wanted } from "../../functions/booking/store/place.ts";
import { mayCome, type DemoFamily } from "./families.ts";

const weeksPast = 2;
/** Wednesdays past on which children come who come all the time. */
export const longPast = 22;
const weeksAhead = 7;

/**
 * Share of the places taken, by Wednesday to come; sites begin at different ones, so that a full day here has room
 * there.
 */
const shares = [1, 0.96, 0.8, 1, 0.6, 0.4, 0.2] as const;
const pastShare = 0.85;

export interface DemoBooking {
  readonly wanted: Wanted;
  /** When it was made. */
  readonly at: Instant;
}

/** A child that comes on its own accord: these come first, whatever the shares. */
export interface Regular {
  readonly familyCode: FamilyCode;
  readonly child: Child;
  readonly siteId: SiteId;
  readonly unit: UnitId;
  /** Ranks of the Wednesdays to come on which it comes, the next one being 0; negative ranks are past. */
  readonly ranks: readonly number[];
}

interface Wednesday {
  readonly activity: Activity;
  readonly date: PlainDate;
  readonly rank: number;
}

/** The days around now on which a site receives children on Wednesdays. 14 weeks are the holidays of most of a year. */
function wednesdaysOf(siteId: SiteId, catalogue: Catalogue, today: PlainDate): readonly Wednesday[] {
  const site = catalogue.sites.find((one) => one.id === siteId);
  if (!site) return [];
  const calendars = calendarsOf(catalogue, "B");
  const running = catalogue.activities.filter(
    (activity) => activity.siteId === siteId && activity.kind === "wednesday",
  );
  const open = daysFrom(addDays(today, -7 * (longPast + 14)), addDays(today, 140)).flatMap((date) => {
    const activity = running.find((one) =>
      one.units.some((unit) => slotOf(one, unit, site, date, calendars).closed === null),
    );
    return activity ? [{ activity, date }] : [];
  });
  const next = open.findIndex(({ date }) => date >= today);
  const first = next === -1 ? open.length : next;
  return open
    .map((one, index) => ({ ...one, rank: index - first }))
    .filter(({ rank }) => rank >= -longPast && rank < weeksAhead);
}

const placesOn = ({ places, placesOn: exceptions }: Unit, date: PlainDate): number =>
  exceptions.find((one) => one.date === date)?.places ?? places ?? 0;

/**
 * Every booking of the demo, in no order: no two meet. `apart`: families whose bookings are only those of `regulars`.
 */
export function demoBookings(
  catalogue: Catalogue,
  families: readonly DemoFamily[],
  regulars: readonly Regular[],
  apart: ReadonlySet<FamilyCode>,
  now: Instant,
): readonly DemoBooking[] {
  const today = localDate(now);
  const units = unitsOnDays(catalogue);
  return catalogue.sites.flatMap((site, siteRank) => {
    const everyone = families
      .filter((family) => family.site.id === site.id && !apart.has(family.household.code))
      .flatMap(({ household: { code }, children }) => children.map((child) => ({ familyCode: code, child })));
    return wednesdaysOf(site.id, catalogue, today).flatMap(({ activity, date, rank }) => {
      const share = rank < -weeksPast ? 0 : rank < 0 ? pastShare : (shares[(rank + siteRank * 2) % shares.length] ?? 0);
      // The same children come week after week, less one in nine who is ill or away.
      const queue = everyone.filter(({ child }, index) => mayCome(child, date) && (index + rank) % 9 !== 0);
      return activity.units.flatMap((unit) => {
        const { poolsFor } = slotOf(activity, unit, site, date, calendarsOf(catalogue, "B"));
        const own = regulars.filter(
          (one) =>
            one.siteId === site.id && one.unit === unit.id && one.ranks.includes(rank) && mayCome(one.child, date),
        );
        const total = Math.floor(placesOn(unit, date) * share);
        const others = queue.splice(0, Math.max(0, total - own.length));
        return [...own, ...others].map(({ familyCode, child }) =>
          booking({ familyCode, child, activity, unit, date, pools: poolsFor(child), units: units(date), now }),
        );
      });
    });
  });
}

interface BookingParts {
  readonly familyCode: FamilyCode;
  readonly child: Child;
  readonly activity: Activity;
  readonly unit: Unit;
  readonly date: PlainDate;
  readonly pools: Wanted["pools"];
  readonly units: UnitsByKey;
  readonly now: Instant;
}

/** A booking of that child, made some days before. */
export function booking({ familyCode, child, activity, unit, date, pools, units, now }: BookingParts): DemoBooking {
  const made = addDays(date < localDate(now) ? date : localDate(now), -5 - (Number(child.id) % 9));
  return {
    wanted: {
      familyCode,
      childId: child.id,
      siteId: activity.siteId,
      activityId: activity.id,
      unitId: unit.id,
      date,
      pools,
      excludes: excluder(units, { activity, unit }),
      as: "booked",
      households: child.sharedWith ?? [],
    },
    at: id("Instant", `${made}T18:${String(Number(child.id) % 60).padStart(2, "0")}:00Z`),
  };
}
