/** The bookings of a month or a week. From today's on, they are in what was read ahead; those before are read apart. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { useQuery, type Query } from "../../../shared/useQuery.ts";
import { bookingsIn, useBookingsAhead } from "../bookingsAhead.ts";
import { covers, spanAhead, within } from "../span.ts";
import type { Period } from "./period.ts";

interface Shown {
  readonly children: readonly ChildView[];
  readonly bookings: readonly BookingView[];
  /** First day after the period that holds something. */
  readonly next?: PlainDate | undefined;
}

/** `ahead`: what is to come, whatever the period. */
export function usePeriod(period: Period, today: PlainDate): Query<Shown> & { readonly ahead: Shown | null } {
  const ahead = useBookingsAhead();
  const known = covers(spanAhead(today), period);
  const apart = useQuery(bookingsIn, known ? null : { from: period.from, to: period.to });
  const reload = async (): Promise<void> => {
    await Promise.all([ahead.reload(), ...(known ? [] : [apart.reload()])]);
  };
  if (!known) return { ...apart, reload, ahead: ahead.data };
  return {
    ...ahead,
    data: ahead.data && { children: ahead.data.children, ...within(ahead.data.bookings, period) },
    reload,
    ahead: ahead.data,
  };
}
