/** When the children were really there, beside what is booked: as staff has noted it, from the day itself on. */
import type { MarkView } from "../../../functions/attendance/contract/views.ts";
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { ChildId, PlainDate } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading, useQuery } from "../../shared/useQuery.ts";
import type { Span } from "./span.ts";

/** A booking with what was noted of it. */
export type AttendedBooking = BookingView & { readonly mark?: MarkView };

/** Null: nothing can have been noted yet. */
const attendedIn = reading(async (span: Span | null, signal) =>
  span ? call("attendance.own", { query: { from: span.from, to: span.to }, signal }) : null,
);

/** A child who was there without a booking. */
export interface Unbooked {
  readonly date: PlainDate;
  readonly childId: ChildId;
  readonly unitName: string;
  readonly siteName: string;
  readonly mark: MarkView;
}

export interface Attended {
  readonly of: (booking: BookingView) => AttendedBooking;
  /** Days that these bookings do not tell. */
  readonly unbooked: (bookings: readonly BookingView[]) => readonly Unbooked[];
}

type Named = Pick<BookingView, "date" | "childId" | "activityId" | "unitId">;
const nameOf = ({ date, childId, activityId, unitId }: Named): string => `${date} ${childId} ${activityId} ${unitId}`;

/** What was noted in a period. It says more than the bookings, which do not wait for it. */
export function useAttended(period: Span, today: PlainDate): Attended {
  const { data } = useQuery(attendedIn, period.from > today ? null : { from: period.from, to: period.to });
  const days = data?.days ?? [];
  const marks = new Map(days.map((day) => [nameOf(day), day.mark]));
  return {
    of: (booking) => {
      const mark = marks.get(nameOf(booking));
      return mark ? { ...booking, mark } : booking;
    },
    unbooked: (bookings) => {
      const booked = new Set(bookings.map(nameOf));
      return days.filter((day) => !booked.has(nameOf(day)));
    },
  };
}
