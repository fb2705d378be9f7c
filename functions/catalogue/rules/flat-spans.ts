/**
 * The days that a flat price is asked once for: those of a week, of a month, or of a period, which is a school holiday, or the
 * school time between two.
 */
import { calendarOn, holidayOn, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { id, type PlainDate, type TariffId } from "../../kernel/ids.ts";
import { addDays, weekdayOf } from "../../kernel/time.ts";
import type { Span } from "./minimum.ts";
import type { FlatSpan, Tariff } from "./tariffs.ts";

function monthAround(date: PlainDate): Span {
  const first = id("PlainDate", `${date.slice(0, 7)}-01`);
  const next = addDays(first, 31);
  return { from: first, to: addDays(id("PlainDate", `${next.slice(0, 7)}-01`), -1) };
}

/** Where no calendar speaks for a day, nobody knows its period: it is taken by the month. */
function periodAround(date: PlainDate, calendars: readonly SchoolCalendar[]): Span {
  const holiday = holidayOn(date, calendars);
  if (holiday) return { from: holiday.from, to: addDays(holiday.resumes, -1) };
  const calendar = calendarOn(date, calendars);
  if (!calendar) return monthAround(date);
  const { starts, ends, holidays } = calendar;
  const resumed = holidays.map(({ resumes }) => resumes).filter((one) => one <= date);
  const coming = holidays.map(({ from }) => from).filter((one) => one > date);
  return {
    from: resumed.reduce((last, one) => (one > last ? one : last), starts),
    to: addDays(
      coming.reduce((first, one) => (one < first ? one : first), ends),
      -1,
    ),
  };
}

/** The days that one flat price covers, of which one is given; both ends included. */
export function spanAround(span: FlatSpan, date: PlainDate, calendars: readonly SchoolCalendar[]): Span {
  if (span === "month") return monthAround(date);
  if (span === "period") return periodAround(date, calendars);
  const monday = addDays(date, 1 - weekdayOf(date));
  return { from: monday, to: addDays(monday, 6) };
}

/** The spans by which some edition of a tariff asks a price. */
export const spansOf = (tariffs: readonly Tariff[], of?: TariffId): ReadonlySet<FlatSpan> =>
  new Set(
    tariffs
      .filter(({ id: code }) => of === undefined || code === of)
      .flatMap(({ lines }) => lines.flatMap(({ per }) => (per?.kind === "span" ? [per.span] : []))),
  );
