/**
 * What the town offers: sites, activities, units, windows, limits, school calendars. Data, not code: the rules of this
 * folder read it, the catalogue's file brings it in, the table keeps it.
 *
 * An activity changes over the years, and a booking is judged by what holds on its own day. Hence editions: each record
 * of an activity holds for the days booked from its `effectiveFrom` on, until the next edition of the same id
 * (`editions.ts`).
 */
import type { LocalTime, Weekday } from "../../kernel/time.ts";
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { CancelDeadline, Deadline } from "./deadlines.ts";
import type { AbsenceRules } from "./absence-rules.ts";
import type { CollectionAccount } from "./accounts.ts";
import type { FileRules } from "./file-rules.ts";
import type { SuspensionRule } from "./suspension.ts";
import type { Tariff } from "./tariffs.ts";
import type {
  AbsenceRulesId,
  ActivityId,
  ClosureId,
  CollectionAccountId,
  DocumentKindId,
  Instant,
  PlainDate,
  PoolName,
  SiteId,
  TariffId,
  UnitId,
  WindowId,
} from "../../kernel/ids.ts";

/** Why a site receives nobody: each kind has its own effect on the invoice. */
export type ClosureKind = "closure" | "strike";

/** Days on which a site receives nobody, both included, and the words that families read: `travaux de la cour`. */
export interface Closure {
  readonly id: ClosureId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly kind: ClosureKind;
  readonly reason: string;
}

/** Accueil: a place that receives children. */
export interface Site {
  readonly id: SiteId;
  readonly name: string;
  /** Municipality where it stands. */
  readonly town: string;
  /**
   * Limits that activities of the site may share (`Activity.within`): the walls of the house hold so many children at
   * once.
   */
  readonly pools: readonly PoolRule[];
  readonly closures: readonly Closure[];
}

/**
 * Days on which an activity runs, within its period: weekdays, in school time, in the school holidays, or in both.
 * Never on public holidays.
 */
export interface RunningDays {
  readonly weekdays: readonly Weekday[];
  readonly during: "schoolTime" | "holidays" | "always";
  /** Whether it also runs on the days off that the calendar calls « pont ». */
  readonly onBridgeDays: boolean;
}

/** Whom a step is for, when that is more than living in the territory or not: all that is said must hold. */
export interface StepCriteria {
  readonly residents?: true | undefined;
  /** Municipalities of the family's address. */
  readonly towns?: readonly string[] | undefined;
  /** Schools and grades as the children's records write them: of the child that is booked for. */
  readonly schools?: readonly string[] | undefined;
  readonly grades?: readonly string[] | undefined;
}

export type StepFor = "residents" | "everyone" | StepCriteria;

/** From when on a group of families may book. */
export interface WindowStep {
  readonly for: StepFor;
  readonly opensAt: Instant;
}

/**
 * Période de réservation: opens in steps, residents first; after `closesAt`, which lasts to the end of its minute, it is
 * read-only.
 */
export interface BookingWindow {
  readonly id: WindowId;
  /** Days that it opens, both included; windows of one activity do not overlap. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly steps: readonly WindowStep[];
  readonly closesAt: Instant;
}

/** `{ number: 6, unit: "weeks" }`. */
export interface Span {
  readonly number: number;
  readonly unit: "days" | "weeks" | "months";
}

/** A window that is computed anew for each school holidays among its days, or for each of its days: it rolls. */
export interface RecurringWindow {
  readonly id: WindowId;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly each: "holidays" | "day";
  /** Each opens that long before the first day of the holidays, or before the day. */
  readonly steps: readonly { readonly for: StepFor; readonly before: Span; readonly at: LocalTime }[];
  /** Closes that long after its first opening, or before that first day; absent: deadlines alone close it. */
  readonly closes?: { readonly span: Span; readonly counted: "after" | "before"; readonly at: LocalTime } | undefined;
}

/**
 * What a child's file must hold: a complete record, proof of vaccination, consents, the enrolment in this very activity;
 * or what the family must have done: confirm its file this year. Switched on by data; booking/rules/file.ts reads the file.
 */
export type Requirement = "record" | "vaccines" | "consents" | "enrolment" | "certification";

/** Who may come, judged on the day itself. What is absent does not limit. */
export interface Eligibility {
  /** Age in whole years, on the day, from which and up to which (included) a child may come. */
  readonly minAge?: number | undefined;
  readonly maxAge?: number | undefined;
  /** School grades as the children's records write them: `CE1`. */
  readonly grades?: readonly string[] | undefined;
  /** Schools as the children's records write them: the sector of a canteen. */
  readonly schools?: readonly string[] | undefined;
  readonly requires?: readonly Requirement[] | undefined;
  /** Kinds of supporting documents that the child, or its household, must have given. */
  readonly documents?: readonly DocumentKindId[] | undefined;
}

/**
 * How long a document holds good, counted from the day on which it was sent; the last day is included. A school year
 * ends on 31 August; what is sent in its last three months is for the one that comes.
 */
export type Validity =
  | { readonly kind: "forever" }
  | { readonly kind: "schoolYear" }
  | { readonly kind: "until"; readonly date: PlainDate }
  | { readonly kind: "span"; readonly number: number; readonly unit: "months" | "years" };

/**
 * What a missing document does to a booking: it blocks until staff has accepted one, it blocks until the family has sent
 * one, or it is only said.
 */
export type WhenMissing = "blocks" | "blocksUntilSent" | "warns";

/** Justificatif: a kind of supporting document that the town asks for. */
export interface DocumentKind {
  readonly id: DocumentKindId;
  readonly name: string;
  /** What families are told to send: `toutes les pages où figurent des vaccins`. */
  readonly hint?: string | undefined;
  /**
   * Whose it is. A child's is one for all its households. A person's, of those who may come for the child, is asked for
   * beside them in the child's file, and is seen by the household that sent it and by staff. One of a child's health is
   * asked for beside what it proves, and seen by its households and by staff that opens the child's health.
   */
  readonly of: "child" | "household" | "person" | "health";
  /** Asked of everybody, or where an activity asks for it (`Eligibility.documents`). */
  readonly asked: "always" | "byActivities";
  /** Children of that age, on the day and both included; absent: of any. */
  readonly ages?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  readonly validity: Validity;
  readonly whenMissing: WhenMissing;
}

/** Whether it stands in a child's file beside what it proves, and is asked for there and nowhere else. */
export const standsBeside = ({ of }: Pick<DocumentKind, "of">): boolean => of === "person" || of === "health";

/** A number of places that holds on certain days instead of the usual one: an outing with one coach. */
export interface PlacesOn {
  readonly date: PlainDate;
  readonly places: number;
}

/**
 * A limit on how many children at once: places, or adults on duty times the children that each may have, or the lower
 * of both. One of the two is there. Legal ratios: one adult for 8 children under 6 and for 12 from 6 on Wednesdays and
 * in holidays (Code de l’action sociale et des familles, art. R. 227-15), one for 14 and 18 around school with a PEDT
 * (art. R. 227-16).
 */
export interface PoolRule {
  readonly id: PoolName;
  /** As staff read it: `moins de 6 ans`. */
  readonly name: string;
  readonly places?: number | undefined;
  readonly staff?: { readonly adults: number; readonly ratio: number } | undefined;
  /** A group by age: only children of that age, on the day and both included, take its places. */
  readonly ages?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  readonly placesOn: readonly PlacesOn[];
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
  /**
   * Units of the same activity that this one contains, and whose places it therefore takes too: a day contains its
   * meal.
   */
  readonly implies: readonly UnitId[];
  /** Places a day; null when only the activity's limits count. */
  readonly places: number | null;
  readonly placesOn: readonly PlacesOn[];
  /** Limits of the activity that this unit takes a place of: a full day counts in the morning and in the afternoon. */
  readonly pools: readonly PoolName[];
  /** Booked only once staff has approved it. */
  readonly approval: boolean;
  /**
   * Booking and cancelling have deadlines of their own: a meal ordered cannot be sent back, a place given up late can
   * still be sold.
   */
  readonly bookBefore: Deadline;
  readonly cancelBefore: CancelDeadline;
}

/** Fairness: so many days a child, a week or a month, are booked at once; further days go to the waiting list. */
export interface Quota {
  readonly days: number;
  readonly per: "week" | "month";
  /** From when on further days may be offered, if places are left. */
  readonly furtherFrom: Deadline;
}

/**
 * Days that go together: at least so many of them are booked, or all of them, or none. The days of a week (from Monday),
 * of the school holidays, of a booking window, or of the whole activity (a camp). `minimum.ts` says which.
 *
 * `weekday`: a subscription. Each weekday goes by itself, every week of a booking window or of the whole activity: taken
 * from a day on to the end, given up from a day on.
 */
export interface Minimum {
  readonly days: number | "all" | "weekday";
  readonly per: "week" | "holidays" | "window" | "activity";
}

export interface WaitingRule {
  /** How long an offered place is kept, in hours; never past the moment when it is too late to book. */
  readonly holdHours: number;
}

export type ActivityKind = "wednesday" | "holidays" | "morningCare" | "eveningCare" | "canteen";

/** One edition of an activity. */
export interface Activity {
  readonly id: ActivityId;
  /** First day booked that this edition rules. */
  readonly effectiveFrom: PlainDate;
  readonly siteId: SiteId;
  readonly kind: ActivityKind;
  readonly name: string;
  /** Period, both days included. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly runs: RunningDays;
  readonly windows: readonly BookingWindow[];
  /** Windows that are computed: they and `windows` share no day. */
  readonly recurring?: readonly RecurringWindow[] | undefined;
  readonly eligibility: Eligibility;
  /** Limits of this activity; groups by age among them. */
  readonly pools: readonly PoolRule[];
  /** Limits of the site that every child of this activity takes a place of. */
  readonly within: readonly PoolName[];
  readonly quota: Quota | null;
  /** Absent: each day is booked by itself. */
  readonly minimum?: Minimum | undefined;
  /** Null: a full day is refused and nobody waits. */
  readonly waiting: WaitingRule | null;
  readonly units: readonly Unit[];
  /** What its units cost; absent: the portal says nothing of prices. */
  readonly tariff?: TariffId | undefined;
  /** Who collects it; absent: no invoice has it. */
  readonly account?: CollectionAccountId | undefined;
  /** A day is paid when it is booked, from the family's wallet (wallet/rules/engagement.ts). Nobody waits for one then, and no day waits for staff. */
  readonly prepaid?: true | undefined;
  /** Minutes for which a place is held that the wallet cannot pay (wallet/rules/held.ts); absent: it is refused. */
  readonly holdMinutes?: number | undefined;
  /** What absences change on the bill; absent: what is usual (absence-rules.ts). */
  readonly absences?: AbsenceRulesId | undefined;
  /** Units that the edition had before it was written over: nobody books them any more, what is booked of them goes on. */
  readonly former?: readonly Unit[] | undefined;
  /** How often the hours of its units were moved while the edition stood. */
  readonly moved?: readonly UnitMoved[] | undefined;
  /** The last day that it had before it was cut short: families have read what holds on the days up to it. */
  readonly ranTo?: PlainDate | undefined;
}

export interface UnitMoved {
  readonly unitId: UnitId;
  readonly times: number;
}

export interface Catalogue {
  readonly sites: readonly Site[];
  /** Every edition of every activity. */
  readonly activities: readonly Activity[];
  readonly calendars: readonly SchoolCalendar[];
  /** Absent in a town that asks for none. */
  readonly documents?: readonly DocumentKind[] | undefined;
  /** Every edition of every tariff. */
  readonly tariffs?: readonly Tariff[] | undefined;
  /** Absent where nothing is billed. */
  readonly accounts?: readonly CollectionAccount[] | undefined;
  /** Absent where every absence is what is usual. */
  readonly absences?: readonly AbsenceRules[] | undefined;
  /** What the town says of the fields of a family's file; absent: what is usual. */
  readonly file?: FileRules | undefined;
  /** When a family that is late in paying books no more. Absent: nothing is said of it; null: never. */
  readonly suspension?: SuspensionRule | null | undefined;
}
