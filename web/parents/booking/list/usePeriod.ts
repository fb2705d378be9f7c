/** The bookings of a month or a week. From today's on, they are in what was read ahead; those before are read apart. */
import type { ChildView } from "../../../../functions/family/contract.ts";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { useQuery, type Query } from "../../../shared/useQuery.ts";
import { useAttended, type AttendedBooking, type Unbooked } from "../attended.ts";
import { bookingsIn, useBookingsAhead } from "../bookingsAhead.ts";
import { covers, spanAhead, within } from "../span.ts";
import type { Period } from "./period.ts";

interface Shown {
  readonly children: readonly ChildView[];
  readonly bookings: readonly AttendedBooking[];
  /** First day after the period that holds something. */
  readonly next?: PlainDate | undefined;
}

/** `ahead`: what is to come, whatever the period. */
export function usePeriod(
  period: Period,
  today: PlainDate,
): Query<Shown> & { readonly ahead: Shown | null; readonly unbooked: readonly Unbooked[] } {
  const ahead = useBookingsAhead();
  const known = covers(spanAhead(today), period);
  const apart = useQuery(bookingsIn, known ? null : { from: period.from, to: period.to });
  const reload = async (): Promise<void> => {
    await Promise.all([ahead.reload(), ...(known ? [] : [apart.reload()])]);
  };
  const attended = useAttended(period, today);
  const shown = known
    ? ahead.data && { children: ahead.data.children, ...within(ahead.data.bookings, period) }
    : apart.data;
  return {
    ...(known ? ahead : apart),
    data: shown && { ...shown, bookings: shown.bookings.map(attended.of) },
    reload,
    ahead: ahead.data,
    unbooked: shown ? attended.unbooked(shown.bookings) : [],
  };
}
