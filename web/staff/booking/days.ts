/** The days that a staff member books at once. */
import { readId, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../shared/format/calendar.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";

/** Most days between the first and the last: a month at a time. */
const mostDays = 31;

/** Every day between two, both included; the first alone when there is no last. */
export function daysBetween(from: PlainDate, to: PlainDate | null): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = from; day <= (to ?? from); day = addDays(day, 1)) days.push(day);
  return days;
}

/** What is wrong with a period as it was typed. */
export function periodFaults({ from, to }: { readonly from: string; readonly to: string }): {
  readonly from?: string;
  readonly to?: string;
} {
  const first = readId("PlainDate", from);
  if (!first) return { from: strings.missing.date };
  const last = to === "" ? first : readId("PlainDate", to);
  if (!last) return { to: strings.missing.date };
  if (last < first) return { to: strings.missing.order };
  return addDays(first, mostDays) < last ? { to: strings.missing.tooMany } : {};
}
