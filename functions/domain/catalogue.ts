/**
 * What the town offers: sites, activities, units, windows, school calendars. Data, not code: the rules of this folder read it,
 * the catalogue's file brings it in, the table keeps it.
 */
import type { Deadline } from "./deadlines.ts";
import type { ActivityId, Instant, PlainDate, SiteId, UnitId } from "./ids.ts";

/** ISO 8601: Monday is 1, Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Time of the clock on the wall, `hh:mm`. */
export type LocalTime = `${string}:${string}`;

/** Days on which a site receives nobody, both included, and the words that families read: `travaux de la cour`. */
export interface Closure {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly reason: string;
}

/** Accueil: a place that receives children. */
export interface Site {
  readonly id: SiteId;
  readonly name: string;
  /** Municipality where it stands. */
  readonly town: string;
  readonly closures: readonly Closure[];
}

/** Days on which an activity runs, within its period: weekdays, in school time or in the school holidays. Never on public holidays. */
export interface RunningDays {
  readonly weekdays: readonly Weekday[];
  readonly during: "schoolTime" | "holidays";
  /** Whether it also runs on the days off that the calendar calls « pont ». */
  readonly onBridgeDays: boolean;
}

/** From when on a group of families may book. */
export interface WindowStep {
  readonly for: "residents" | "everyone";
  readonly opensAt: Instant;
}

/** Période de réservation: opens in steps, residents first; after `closesAt` it is read-only. */
export interface BookingWindow {
  readonly steps: readonly WindowStep[];
  readonly closesAt: Instant;
}

/** Who may come, judged on the day itself. What is absent does not limit. */
export interface Eligibility {
  /** Age in whole years, on the day, from which and up to which (included) a child may come. */
  readonly minAge?: number | undefined;
  readonly maxAge?: number | undefined;
  /** School grades as the children's records write them: `CE1`. */
  readonly grades?: readonly string[] | undefined;
}

/** A number of places that holds on certain days instead of the usual one: a day with fewer staff, an outing with one coach. */
export interface PlacesOn {
  readonly date: PlainDate;
  readonly places: number;
}

/** Prestation: what is booked for a day. */
export interface Unit {
  readonly id: UnitId;
  readonly name: string;
  /** From when to when the child is there, local time of the day booked. */
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly meal: boolean;
  /** Units of the same activity that the same child cannot have on the same day. One side saying it is enough. */
  readonly excludes: readonly UnitId[];
  /** Places a day. */
  readonly places: number;
  readonly placesOn: readonly PlacesOn[];
  /** Booking and cancelling have deadlines of their own: a meal ordered cannot be sent back, a place given up late can still be sold. */
  readonly bookBefore: Deadline;
  readonly cancelBefore: Deadline;
}

export interface Activity {
  readonly id: ActivityId;
  readonly siteId: SiteId;
  readonly name: string;
  /** Period, both days included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly runs: RunningDays;
  readonly window: BookingWindow;
  readonly eligibility: Eligibility;
  readonly units: readonly Unit[];
}

export type SchoolZone = "A" | "B" | "C";

/** Holidays of a school year, as the ministry publishes them: days off from `from` on, school resumes in the morning of `resumes`. */
export interface SchoolHoliday {
  readonly name: string;
  readonly from: PlainDate;
  readonly resumes: PlainDate;
}

/** One school year of one zone. */
export interface SchoolCalendar {
  readonly zone: SchoolZone;
  /** `2026-2027`. */
  readonly schoolYear: string;
  /** First day of school; the calendar speaks for the days from here to the day before `ends`. */
  readonly starts: PlainDate;
  /** First day of the next school year. */
  readonly ends: PlainDate;
  readonly holidays: readonly SchoolHoliday[];
  /** Days without school between a public holiday and a week-end. */
  readonly bridges: readonly PlainDate[];
}

export interface Catalogue {
  readonly sites: readonly Site[];
  readonly activities: readonly Activity[];
  readonly calendars: readonly SchoolCalendar[];
}
