/** The month or the week on screen. */
import { readId, type PlainDate } from "../../../functions/domain/ids.ts";
import { addDays, isoWeek, monthEnd, monthOf, monthStart, weekday } from "../../shared/format/calendar.ts";
import { monthAndYear, shortDay } from "../../shared/format/dates.ts";
import { calendar as strings } from "../../strings/fr/calendar.ts";

export type PeriodKind = "month" | "week";

export interface Period {
  readonly kind: PeriodKind;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The period of a kind that holds a day, so many periods further. */
export function periodOf(kind: PeriodKind, date: PlainDate, further = 0): Period {
  if (kind === "month") {
    const from = monthStart(date, further);
    return { kind, from, to: monthEnd(from) };
  }
  const from = addDays(date, 1 - weekday(date) + 7 * further);
  return { kind, from, to: addDays(from, 6) };
}

export const nameOf = ({ kind, from, to }: Period): string => (kind === "month" ? monthAndYear(from) : strings.week(isoWeek(from), shortDay(from), shortDay(to)));

/** The day at which to begin: the month that the address names (`?mois=2026-12`), where a confirmation leads; otherwise today. */
export function firstDay(today: PlainDate): PlainDate {
  const asked = readId("PlainDate", `${new URLSearchParams(window.location.search).get("mois") ?? ""}-01`);
  return asked && monthOf(asked) !== monthOf(today) ? asked : today;
}
