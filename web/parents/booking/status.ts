/** What a booking is, for the legend: each has its word, its shape and its colour. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import { shortMoment } from "../../shared/format/dates.ts";
import type { IconName } from "../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../strings/fr/booking/list.ts";

export const statuses = ["booked", "offered", "held", "waiting", "pending", "absent"] as const;
type Status = (typeof statuses)[number];

export const statusOf = ({ status, toPay, absence }: BookingView): Status =>
  absence === undefined ? (toPay === undefined ? status : "held") : "absent";

export const shapes: Record<Status, IconName> = {
  booked: "check",
  pending: "hourglass",
  waiting: "waitingList",
  offered: "gift",
  held: "clock",
  absent: "away",
};

/** What goes with the status: the position on the waiting list, until when, which absence. */
export function detailOf({ position, until, absence }: BookingView): string | null {
  if (absence !== undefined) return strings.absences[absence];
  if (until !== undefined) return strings.until(shortMoment(until));
  return position === undefined ? null : strings.position(position);
}
