/** Which days are read at once, and what a page shows of them. Pure. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays, mondayOf, monthStart } from "../../shared/format/calendar.ts";
import { inOrder } from "./order.ts";

export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const daysAhead = 366;

/** From this month on (from this week's Monday, where that is earlier), a year ahead. */
export function spanAhead(today: PlainDate): Span {
  const [month, monday] = [monthStart(today), mondayOf(today)];
  return { from: monday < month ? monday : month, to: addDays(today, daysAhead) };
}

export const covers = (all: Span, part: Span): boolean => part.from >= all.from && part.to <= all.to;

/** `next`: first day after the span that holds something. */
export const within = (
  bookings: readonly BookingView[],
  { from, to }: Span,
): { readonly bookings: readonly BookingView[]; readonly next: PlainDate | undefined } => ({
  bookings: bookings.filter(({ date }) => date >= from && date <= to),
  next: inOrder(bookings).find(({ date }) => date > to)?.date,
});
