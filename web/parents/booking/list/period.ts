/** The month or the week on screen. */
import { readId, type PlainDate } from "../../../../functions/kernel/ids.ts";
import { addDays, isoWeek, mondayOf, monthEnd, monthOf, monthStart } from "../../../shared/format/calendar.ts";
import { monthAndYear, shortDay } from "../../../shared/format/dates.ts";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";

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
  const from = addDays(mondayOf(date), 7 * further);
  return { kind, from, to: addDays(from, 6) };
}

export const nameOf = ({ kind, from, to }: Period): string =>
  kind === "month" ? monthAndYear(from) : strings.week(isoWeek(from), shortDay(from), shortDay(to));

/**
 * The month that the address names (`?mois=2026-12`): where a confirmation leads, and an event of the private calendar.
 */
const askedMonth = (): PlainDate | null =>
  readId("PlainDate", `${new URLSearchParams(window.location.search).get("mois") ?? ""}-01`);

/** What is led to a month is shown that month, whatever view was chosen before. */
export const asksMonth = (): boolean => askedMonth() !== null;

/** The day at which to begin: in the month that is asked, otherwise today. */
export function firstDay(today: PlainDate): PlainDate {
  const asked = askedMonth();
  return asked && monthOf(asked) !== monthOf(today) ? asked : today;
}
