/** The status of a booking: a shape and a word. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../strings/fr/booking/list.ts";
import { detailOf, shapes, statusOf } from "./status.ts";

export function StatusChip({ booking }: { readonly booking: BookingView }) {
  const status = statusOf(booking);
  const detail = detailOf(booking);
  return (
    <span class={`status ${status}`}>
      <Icon name={shapes[status]} size={15} /> {strings.statuses[status]}
      {detail !== null && `, ${detail}`}
    </span>
  );
}
