/** Whether a child may be enrolled in an activity for these days: yes, or the one reason why not. */
import { calendarOn, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import { whyIneligible, type Ineligible } from "../../family/rules/eligibility.ts";
import type { Child, Household } from "../../family/rules/family.ts";
import type { HeldEnrolment } from "../../family/rules/held-enrolments.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";

export interface Days {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

export type NotEnrolled =
  | Ineligible
  | { readonly code: "accountClosed" }
  /** The activity asks for no enrolment: it is booked as it is. */
  | { readonly code: "notNeeded" }
  | { readonly code: "backwards" }
  | { readonly code: "past"; readonly today: PlainDate }
  /** No school year is announced for that day. */
  | { readonly code: "yearUnknown"; readonly from: PlainDate }
  /** It goes beyond the school year in which it begins. */
  | { readonly code: "acrossYears"; readonly lastDay: PlainDate }
  /** The activity does not run then. */
  | { readonly code: "outsideActivity"; readonly from: PlainDate; readonly to: PlainDate }
  /** There is one for some of these days already. */
  | { readonly code: "overlaps"; readonly other: HeldEnrolment };

/** The activity asks for an enrolment. */
export const needsEnrolment = ({
  eligibility: { requires = [] },
  kind,
}: Pick<Activity, "eligibility" | "kind">): boolean => kind !== "canteen" && requires.includes("enrolment");

/** Why the activity is for the child on none of these days: too young on the last, too old on the first, of another class. */
export function whyNeverEligible(activity: Activity, child: Child, { from, to }: Days): Ineligible | null {
  const first = whyIneligible(activity, child, from);
  return first?.code === "tooYoung" ? whyIneligible(activity, child, to) : first;
}

/** The days for which a child may be enrolled from a day on, unless asked otherwise: to the end of the activity, or of the school year. */
export function usualDays(
  { from, to }: Pick<Activity, "from" | "to">,
  calendars: readonly SchoolCalendar[],
  today: PlainDate,
): Days | null {
  const first = from > today ? from : today;
  const year = calendarOn(first, calendars);
  if (!year || first > to) return null;
  const last = addDays(year.ends, -1);
  return { from: first, to: last < to ? last : to };
}

interface Asked extends Days {
  /** The edition that rules the first day. */
  readonly activity: Activity;
  readonly child: Child;
  readonly household: Pick<Household, "closedAt">;
  readonly calendars: readonly SchoolCalendar[];
  readonly today: PlainDate;
  /** Staff may enter one that has begun. */
  readonly byStaff: boolean;
}

export function whyNotEnrol(asked: Asked): NotEnrolled | null {
  const { activity, child, household, calendars, from, to, today, byStaff } = asked;
  if (household.closedAt !== undefined) return { code: "accountClosed" };
  if (!needsEnrolment(activity)) return { code: "notNeeded" };
  if (to < from) return { code: "backwards" };
  if (to < today || (from < today && !byStaff)) return { code: "past", today };
  const year = calendarOn(from, calendars);
  if (!year) return { code: "yearUnknown", from };
  if (to >= year.ends) return { code: "acrossYears", lastDay: addDays(year.ends, -1) };
  if (from < activity.from || to > activity.to)
    return { code: "outsideActivity", from: activity.from, to: activity.to };
  const ineligible = whyNeverEligible(activity, child, { from, to });
  if (ineligible) return ineligible;
  const other = (child.enrolments ?? []).find(
    (one) => one.activityId === activity.id && one.standing !== "refused" && one.from <= to && from <= one.to,
  );
  return other ? { code: "overlaps", other } : null;
}
