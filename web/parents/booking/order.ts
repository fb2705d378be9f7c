/** Bookings by themselves and in order. Apart from their words, which the first page does without. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";

export const keyOfBooking = ({ childId, date, activityId, unitId }: BookingView): string =>
  `${childId}|${date}|${activityId}|${unitId}`;

/** By day, then by hour, then by child. */
export const inOrder = (bookings: readonly BookingView[]): BookingView[] =>
  [...bookings].sort(
    (a, b) =>
      a.date.localeCompare(b.date) || a.from.localeCompare(b.from) || keyOfBooking(a).localeCompare(keyOfBooking(b)),
  );
