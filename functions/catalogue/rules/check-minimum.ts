/**
 * What a minimum of days meets in the other rules of its activity, found for who writes them, with a case: a share that
 * forbids what it demands, windows that open its days one after the other, a deadline that is over before they open.
 */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { daysFrom, minuteOver } from "../../kernel/time.ts";
import type { Activity, BookingWindow, Minimum } from "./catalogue.ts";
import { subjectOf } from "./deadline-subject.ts";
import { deadlineInstant } from "./deadlines.ts";
import { firstDaysAlone } from "./editions.ts";
import type { Findings } from "./findings.ts";
import { gathered, gatheredName, neededOf } from "./minimum.ts";
import { whyNotRunning } from "./running-days.ts";
import { windowOn } from "./windows.ts";

/** Days of a school year and of the summer after it: no rule is looked at beyond. */
const most = 1100;
/** Days that a family can confirm at once for a child, with room for its brothers and sisters in the same basket. */
export const mostGathered = 100;

/** The days that go together, in order; those of which no calendar speaks by their weekday. */
function groupsOf(activity: Activity, calendars: readonly SchoolCalendar[]): readonly (readonly PlainDate[])[] {
  const groups = new Map<string, PlainDate[]>();
  for (const date of daysFrom(activity.from, activity.to).slice(0, most)) {
    const why = whyNotRunning(activity.runs, date, calendars);
    const span = why === null || why.code === "calendarUnknown" ? gathered(activity, date, calendars) : null;
    if (span) groups.set(gatheredName(span), [...(groups.get(gatheredName(span)) ?? []), date]);
  }
  return [...groups.values()];
}

const firstOpening = ({ steps }: BookingWindow): Instant | undefined => steps.map(({ opensAt }) => opensAt).sort()[0];

/** Days of a group that open at different moments: nothing of it can be booked before the last of them. */
function checkOpenings(
  groups: readonly (readonly PlainDate[])[],
  activity: Activity,
  calendars: readonly SchoolCalendar[],
  findings: Findings,
): void {
  for (const days of groups) {
    const openings = new Map<Instant, PlainDate>();
    for (const date of days) {
      const window = windowOn(activity, date, calendars);
      const opensAt = window && firstOpening(window);
      if (opensAt && !openings.has(opensAt)) openings.set(opensAt, date);
    }
    const [first, second] = [...openings].sort(([, one], [, other]) => (one < other ? -1 : 1));
    if (!first || !second) continue;
    findings.notice(
      {
        code: "minimumAcrossWindows",
        first: { date: first[1], opensAt: first[0] },
        second: { date: second[1], opensAt: second[0] },
      },
      "minimum",
    );
    return;
  }
}

/** Groups of which too few days can still be booked once they open. */
function checkDeadlines(
  groups: readonly (readonly PlainDate[])[],
  activity: Activity & { readonly minimum: Minimum },
  calendars: readonly SchoolCalendar[],
  findings: Findings,
): void {
  const firstDays = firstDaysAlone(activity);
  const closesFor = (date: PlainDate): Instant | undefined =>
    activity.units
      .map((unit) => deadlineInstant(unit.bookBefore, subjectOf(activity, unit, date, calendars, firstDays)))
      .sort()
      .at(-1);
  for (const days of groups) {
    const late = days.flatMap((date) => {
      const window = windowOn(activity, date, calendars);
      const [opensAt, until] = [window && firstOpening(window), closesFor(date)];
      return opensAt && until && minuteOver(until, opensAt) ? [{ date, opensAt, until }] : [];
    });
    const [first] = late;
    // Where every day is too late, the window itself is told.
    if (!first || late.length === days.length || days.length - late.length >= neededOf(activity.minimum, days.length))
      continue;
    findings.notice({ code: "minimumTooLate", ...first }, "minimum");
    return;
  }
}

/** Weeks that a month may have of one weekday. */
const weeksOfMonth = 5;

/** Days of one week that the rule demands, or of one month where a share is counted by it. */
function neededAtOnce(minimum: Minimum, { runs, quota }: Activity): number {
  if (minimum.days === "weekday") return quota?.per === "month" ? weeksOfMonth : 1;
  if (minimum.per === "week") return neededOf(minimum, runs.weekdays.length);
  return minimum.days === "all" ? runs.weekdays.length : 0;
}

export function checkMinimum(activity: Activity, calendars: readonly SchoolCalendar[], findings: Findings): void {
  const { minimum, runs, quota, recurring = [], waiting } = activity;
  if (!minimum) return;
  if (minimum.per === "holidays" && runs.during === "schoolTime") {
    findings.fault({ code: "minimumNeedsHolidays" }, "minimum");
    return;
  }
  const daily = recurring.find(({ each }) => each === "day");
  if (minimum.per === "window" && daily) {
    findings.fault({ code: "minimumOfOneDay", window: daily.id }, "minimum");
    return;
  }
  const groups = groupsOf(activity, calendars);
  const longest = Math.max(0, ...groups.map((days) => neededOf(minimum, days.length)));
  if (longest > mostGathered) findings.fault({ code: "minimumTooLong", days: longest, most: mostGathered }, "minimum");
  const atOnce = neededAtOnce(minimum, activity);
  if (quota && quota.days < atOnce)
    findings.fault({ code: "minimumBeyondQuota", needed: atOnce, days: quota.days, per: quota.per }, "minimum");
  if (minimum.per === "week" && typeof minimum.days === "number" && minimum.days >= runs.weekdays.length)
    findings.notice({ code: "minimumIsWholeWeek", days: minimum.days, open: runs.weekdays.length }, "minimum");
  if (typeof minimum.days !== "number" && waiting) findings.notice({ code: "minimumNobodyWaits" }, "minimum");
  checkOpenings(groups, activity, calendars, findings);
  // A subscription begins with the first day that is left.
  if (minimum.days !== "weekday") checkDeadlines(groups, { ...activity, minimum }, calendars, findings);
}
