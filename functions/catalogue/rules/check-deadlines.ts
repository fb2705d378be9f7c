/**
 * What deadlines and booking windows do over the days of an activity, found for who writes them, with a case. What can
 * never work is a fault; what works otherwise than people expect is a notice.
 */
import type { SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { dayKind } from "../../calendar/rules/school-calendar.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { daysFrom, localDate, localToInstant, minuteOver, plusHours } from "../../kernel/time.ts";
import type { Activity, BookingWindow, Unit } from "./catalogue.ts";
import { lastMinute, ruledInstant, type DayDeadline, type Deadline, type DeadlineSubject } from "./deadlines.ts";
import { subjectOf } from "./deadline-subject.ts";
import { firstDaysAlone } from "./editions.ts";
import type { Findings, WrittenActivity } from "./findings.ts";
import { whyNotRunning } from "./running-days.ts";
import { isRecurring, windowOn, windowsOf } from "./windows.ts";

interface Checked {
  readonly activity: Activity;
  readonly calendars: readonly SchoolCalendar[];
  /** Days on which it runs; those of which no calendar speaks by their weekday. */
  readonly days: readonly PlainDate[];
}

/** More days than the longest period that a town publishes. */
const most = 1100;

function checkedOf(activity: Activity, calendars: readonly SchoolCalendar[]): Checked {
  const days = daysFrom(activity.from, activity.to)
    .slice(0, most)
    .filter((date) => {
      const why = whyNotRunning(activity.runs, date, calendars);
      return why === null || why.code === "calendarUnknown";
    });
  return { activity, calendars, days };
}

/** What a deadline comes to on one of the days. */
interface Moment {
  readonly date: PlainDate;
  /** What the rule says, were the unit to begin later. */
  readonly ruled: Instant | null;
  readonly until: Instant;
  readonly last: Instant;
}

/** A deadline on every day; units often share one, which is then worked out once. */
type Moments = (deadline: Deadline, unit: Pick<Unit, "from">) => readonly Moment[];

function momentsOf({ activity, calendars, days }: Checked): Moments {
  const firstDays = firstDaysAlone(activity);
  const known = new Map<string, readonly Moment[]>();
  const starting = new Map<string, readonly DeadlineSubject[]>();
  const subjects = (unit: Pick<Unit, "from">): readonly DeadlineSubject[] => {
    const found = starting.get(unit.from) ?? days.map((date) => subjectOf(activity, unit, date, calendars, firstDays));
    starting.set(unit.from, found);
    return found;
  };
  return (deadline, unit) => {
    const name = `${unit.from} ${JSON.stringify(deadline)}`;
    const moments =
      known.get(name) ??
      subjects(unit).map((subject): Moment => {
        const [ruled, last] = [ruledInstant(deadline, subject), lastMinute(subject)];
        return { date: subject.date, ruled, last, until: ruled !== null && ruled < last ? ruled : last };
      });
    known.set(name, moments);
    return moments;
  };
}

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

/** The windows that an activity comes to, those that are computed among them, unless one never opens. */
function windowsToCheck(
  { windows }: WrittenActivity,
  { activity: { runs }, calendars }: Checked,
  findings: Findings,
): readonly BookingWindow[] {
  return windows.flatMap((window) => {
    if (!isRecurring(window)) return [window];
    const own = findings.of("windows", window.id);
    if (window.each === "holidays" && runs.during === "schoolTime") own.fault({ code: "windowNeedsHolidays" }, "each");
    const rule = { windows: [], recurring: [window] };
    const first = window.each === "day" ? windowOn(rule, window.from, calendars) : null;
    const each = first ? [first] : windowsOf(rule, calendars);
    const shut = each.find(({ steps, closesAt }) => steps.every(({ opensAt }) => opensAt >= closesAt));
    if (shut) own.fault({ code: "windowShut", closesAt: shut.closesAt, from: shut.from }, "closes");
    // Told at the rule, whatever its computed windows are called.
    return shut || window.each === "day" ? [] : each.map((one) => ({ ...one, id: window.id }));
  });
}

/** A window must open before it is too late to book its days. */
function checkWindows(written: WrittenActivity, checked: Checked, moments: Moments, findings: Findings): void {
  if (written.codes.windows.length === 0) findings.notice({ code: "noWindow" });
  for (const window of windowsToCheck(written, checked, findings)) {
    const own = findings.of("windows", window.id);
    const opens = window.steps.map(({ opensAt }) => opensAt).sort();
    const [first] = opens;
    const end = localToInstant(window.to, "23:59");
    if (first !== undefined && first > end && first < window.closesAt) {
      own.fault({ code: "windowOpensAfterItsDays", opensAt: first }, "steps");
      continue;
    }
    const last = checked.activity.units
      .flatMap((unit) => moments(unit.bookBefore, unit))
      .filter(({ date }) => window.from <= date && date <= window.to)
      .map(({ until }) => until)
      .reduce<Instant | null>((one, other) => (one === null || other > one ? other : one), null);
    const never = opens.find((opensAt) => last !== null && minuteOver(last, opensAt));
    if (never !== undefined && last !== null)
      own.notice({ code: "windowTooLate", opensAt: never, last, wholly: never === first });
  }
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
