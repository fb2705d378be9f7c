/**
 * What booking windows do over the days of an activity: each must open before it is too late to book its days. One that
 * never does is a fault; days or families that one of them comes too late for are a notice.
 */
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { daysFrom, localToInstant, minuteOver } from "../../kernel/time.ts";
import type { BookingWindow, RecurringWindow } from "./catalogue.ts";
import type { Checked, Moments } from "./day-moments.ts";
import type { Findings, WrittenActivity } from "./findings.ts";
import { isRecurring, windowOn, windowsOf } from "./windows.ts";

/** What a window comes to: itself, or one for each school holidays or for each day; none that never opens. */
function comesTo(
  window: BookingWindow | RecurringWindow,
  { activity: { runs }, calendars, days }: Checked,
  findings: Findings,
): readonly BookingWindow[] {
  if (!isRecurring(window)) return [window];
  if (window.each === "holidays" && runs.during === "schoolTime")
    findings.fault({ code: "windowNeedsHolidays" }, "each");
  const rule = { windows: [], recurring: [window] };
  const each =
    window.each === "holidays"
      ? windowsOf(rule, calendars)
      : [...new Set([window.from, ...days])].flatMap((date) => windowOn(rule, date, calendars) ?? []);
  const shut = each.find(({ steps, closesAt }) => steps.every(({ opensAt }) => opensAt >= closesAt));
  if (shut) findings.fault({ code: "windowShut", closesAt: shut.closesAt, from: shut.from }, "closes");
  return shut ? [] : each;
}

/** One that days of the activity lie in. */
interface Opening {
  readonly from: PlainDate;
  /** Of its steps, the first one first. */
  readonly opens: readonly Instant[];
  /** Until when the last of its days is booked. */
  readonly last: Instant;
}

const opensOf = ({ steps }: BookingWindow): readonly Instant[] => steps.map(({ opensAt }) => opensAt).sort();

/** Until when each day is booked: something of it, at least. */
function lastByDay({ activity: { units } }: Checked, moments: Moments): ReadonlyMap<PlainDate, Instant> {
  const last = new Map<PlainDate, Instant>();
  for (const unit of units)
    for (const { date, until } of moments(unit.bookBefore, unit))
      if (until > (last.get(date) ?? "")) last.set(date, until);
  return last;
}

function openingsOf(window: BookingWindow, byDay: ReadonlyMap<PlainDate, Instant>): readonly Opening[] {
  const last = daysFrom(window.from, window.to)
    .flatMap((date) => byDay.get(date) ?? [])
    .sort()
    .at(-1);
  // What opens after the close is told by itself.
  const opens = opensOf(window).filter((opensAt) => opensAt < window.closesAt);
  return last === undefined || opens.length === 0 ? [] : [{ from: window.from, opens, last }];
}

/** `computed`: there is one for each day or holidays, and which of them is told. */
function checkOpenings(openings: readonly Opening[], computed: boolean, findings: Findings): void {
  const late = openings.flatMap(({ from, opens, last }) =>
    opens.flatMap((opensAt, step) => (minuteOver(last, opensAt) ? [{ from, opensAt, last, wholly: step === 0 }] : [])),
  );
  const missed = late.filter(({ wholly }) => wholly);
  const [first] = missed.length > 0 ? missed : late;
  if (!first) return;
  const { from, ...facts } = first;
  if (missed.length === openings.length)
    findings.fault({ code: "windowNeverInTime", opensAt: facts.opensAt, last: facts.last });
  else findings.notice({ code: "windowTooLate", ...facts, ...(computed ? { from } : {}) });
}

export function checkWindows(
  { windows, codes }: WrittenActivity,
  checked: Checked,
  moments: Moments,
  findings: Findings,
): void {
  if (codes.windows.length === 0) findings.notice({ code: "noWindow" });
  const byDay = lastByDay(checked, moments);
  for (const window of windows) {
    const own = findings.of("windows", window.id);
    const each = comesTo(window, checked, own);
    const afterwards = each.flatMap((one) => {
      const [first] = opensOf(one);
      return first !== undefined && first > localToInstant(one.to, "23:59") && first < one.closesAt ? [first] : [];
    });
    const [opensAt] = afterwards;
    if (opensAt !== undefined) own.fault({ code: "windowOpensAfterItsDays", opensAt }, "steps");
    else
      checkOpenings(
        each.flatMap((one) => openingsOf(one, byDay)),
        isRecurring(window),
        own,
      );
  }
}
