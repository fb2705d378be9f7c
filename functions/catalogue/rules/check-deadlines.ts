/**
 * What deadlines do over the days of an activity, found for who writes them, with a case. What can never work is a fault;
 * what works otherwise than people expect is a notice.
 */
import { dayKind, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { localDate, minuteOver, plusHours } from "../../kernel/time.ts";
import type { Unit } from "./catalogue.ts";
import { checkWindows } from "./check-windows.ts";
import { checkedOf, momentsOf, type Checked, type Moments } from "./day-moments.ts";
import type { DayDeadline, Deadline } from "./deadlines.ts";
import type { Findings, WrittenActivity } from "./findings.ts";

const rulesOf = (deadline: Deadline): readonly DayDeadline[] =>
  deadline.kind === "byWeekday" ? deadline.rows.map(({ until }) => until) : [deadline];

const countsSchool = (rule: DayDeadline): boolean =>
  (rule.kind === "days" || rule.kind === "daysBeforePeriod") && rule.counting === "school";
const countsFromHolidays = (rule: DayDeadline): boolean =>
  (rule.kind === "daysBeforePeriod" && rule.period === "holidays") ||
  (rule.kind === "months" && rule.from === "holidays");

/** Weekdays that a rule by weekday forgets, or names for nothing. */
function checkWeekdays(deadline: Deadline, { activity: { runs } }: Checked, findings: Findings, field: string): void {
  if (deadline.kind !== "byWeekday") return;
  const named = deadline.rows.flatMap(({ weekdays }) => weekdays);
  const [forgotten, idle] = [
    runs.weekdays.filter((day) => !named.includes(day)),
    named.filter((day) => !runs.weekdays.includes(day)),
  ];
  if (forgotten.length > 0) findings.notice({ code: "weekdaysForgotten", weekdays: forgotten }, field);
  if (idle.length > 0) findings.notice({ code: "weekdaysIdle", weekdays: idle }, field);
}

/** One deadline of a unit, day after day. */
function checkDeadline(
  deadline: Deadline,
  checked: Checked,
  moments: Moments,
  unit: Unit,
  findings: Findings,
  field: "bookBefore" | "cancelBefore",
): void {
  checkWeekdays(deadline, checked, findings, field);
  const rules = rulesOf(deadline);
  if (checked.activity.runs.during === "schoolTime" && rules.some(countsFromHolidays)) {
    findings.fault({ code: "deadlineNeedsHolidays" }, field);
    return;
  }
  const each = moments(deadline, unit);
  const late = each.find(({ ruled, last }) => ruled !== null && minuteOver(last, ruled));
  if (late?.ruled) {
    const { date, ruled, last } = late;
    findings.notice({ code: "deadlineAfterStart", date, ruled, last, start: unit.from }, field);
  }
  const swap = each.findIndex(({ until }, index) => until > (each[index + 1]?.until ?? until));
  const [first, second] = [each[swap], each[swap + 1]];
  if (first && second) findings.notice({ code: "laterDayEarlier", first, second }, field);
  const beyond = rules.some(countsSchool)
    ? each.find(({ ruled }) => ruled !== null && dayKind(localDate(ruled), checked.calendars).kind === "unknown")
    : undefined;
  if (beyond?.ruled)
    findings.notice({ code: "schoolDaysUnknown", date: beyond.date, counted: localDate(beyond.ruled) }, field);
}

/** A place given up at the last moment must still find somebody who waits. */
function checkWaiting(moments: Moments, unit: Unit, findings: Findings): void {
  const { bookBefore, cancelBefore } = unit;
  if (cancelBefore.kind === "never") {
    findings.notice({ code: "waitingNeverFreed" }, "cancelBefore");
    return;
  }
  const freed = moments(cancelBefore, unit);
  const tight = moments(bookBefore, unit)
    .map(({ date, until: booked }, index) => ({ date, booked, given: freed[index]?.until ?? booked }))
    .find(({ booked, given }) => booked <= plusHours(given, 24));
  if (tight) findings.notice({ code: "waitingTight", ...tight }, "cancelBefore");
}

/** Days beyond a child's quota must be offered before it is too late to book them. */
function checkQuota(checked: Checked, moments: Moments, findings: Findings): void {
  const { quota, units } = checked.activity;
  if (!quota) return;
  const { furtherFrom } = quota;
  checkWeekdays(furtherFrom, checked, findings, "furtherFrom");
  const each = units.flatMap((unit) => {
    const from = moments(furtherFrom, unit);
    return moments(unit.bookBefore, unit).map(({ date, until }, index) => ({
      date,
      from: from[index]?.until ?? until,
      until,
    }));
  });
  const useless = each.filter(({ from, until }) => from >= until);
  const [first] = useless;
  if (!first) return;
  if (useless.length === each.length) findings.fault({ code: "beyondQuotaNever", ...first }, "furtherFrom");
  else findings.notice({ code: "beyondQuotaLate", ...first }, "furtherFrom");
}

export function checkDeadlines(
  written: WrittenActivity,
  calendars: readonly SchoolCalendar[],
  findings: Findings,
): void {
  const { value: activity } = written;
  const checked = checkedOf(activity, calendars);
  const moments = momentsOf(checked);
  for (const unit of activity.units) {
    const own = findings.of("units", unit.id);
    const { bookBefore, cancelBefore } = unit;
    checkDeadline(bookBefore, checked, moments, unit, own, "bookBefore");
    if (cancelBefore.kind !== "never") checkDeadline(cancelBefore, checked, moments, unit, own, "cancelBefore");
    if (activity.waiting !== null) checkWaiting(moments, unit, own);
  }
  checkQuota(checked, moments, findings.of("quota"));
  checkWindows(written, checked, moments, findings);
}
