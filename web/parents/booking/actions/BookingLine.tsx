/** One booking in words: who, what, where, its status, and until when it can be cancelled. */
import type { ChildView } from "../../../../functions/family/contract.ts";
import { clockTime, longMoment, timeLeft } from "../../../shared/format/dates.ts";
import { siteBeside } from "../../../shared/format/text.ts";
import { Avatar } from "../../../shared/ui/Avatar.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { attended, bookingList as strings } from "../../../strings/fr/booking/list.ts";
import type { AttendedBooking } from "../attended.ts";
import { StatusChip } from "../StatusChip.tsx";

interface Props {
  readonly booking: AttendedBooking;
  readonly family: readonly ChildView[];
  readonly now: number;
}

export function BookingLine({ booking, family, now }: Props) {
  const rank = family.findIndex(({ id }) => id === booking.childId);
  const name = family[rank]?.firstName ?? "";
  const { status, cancellable, cancelBefore, asked, activityName, siteName, from, to, unitName, price } = booking;
  const until = status === "booked" && cancellable ? cancelBefore : undefined;
  const left = until === undefined ? null : timeLeft(now, until);
  return (
    <div class="booking-line">
      <p class="booking-who">
        <Avatar name={name} rank={Math.max(0, rank)} />{" "}
        <span>
          <b>{name}</b> · {unitName}
        </span>
      </p>
      <p class="small muted">
        {strings.at(
          [activityName, siteBeside(activityName, siteName)].filter(Boolean).join(", "),
          clockTime(from),
          clockTime(to),
        )}
      </p>
      <p class="row tight">
        <StatusChip booking={booking} />
        {price && <span class="small">{price.words}</span>}
        {asked && (
          <span class="status pending">
            <Icon name="hourglass" size={15} /> {strings.asked}
          </span>
        )}
      </p>
      {booking.mark && (
        <p class="small booking-state">
          <Icon name="clock" size={16} /> {attended.mark(booking.mark)}
        </p>
      )}
      {until !== undefined && left !== null && (
        <p class="small muted booking-state">
          <Icon name="clock" size={16} /> {strings.cancellable(longMoment(until), left)}
        </p>
      )}
    </div>
  );
}
