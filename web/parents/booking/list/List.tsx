/** Bookings day after day, each with a button that opens it. */
import type { AttendedBooking } from "../attended.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import { groupBy } from "../../../shared/format/calendar.ts";
import { fullDay, longDay } from "../../../shared/format/dates.ts";
import { DateTile } from "../../../shared/ui/DateTile.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { BookingLine } from "../actions/BookingLine.tsx";
import { inOrder, keyOfBooking } from "../order.ts";

interface Props {
  readonly bookings: readonly AttendedBooking[];
  readonly family: readonly ChildView[];
  readonly now: number;
  readonly onOpen: (booking: AttendedBooking) => void;
}

export function List({ bookings, family, now, onOpen }: Props) {
  const days = groupBy(inOrder(bookings), ({ date }) => date);
  const nameOf = ({ childId }: AttendedBooking): string => family.find(({ id }) => id === childId)?.firstName ?? "";
  return (
    <ol class="plain days">
      {days.map(({ key, items }) => {
        const first = items[0];
        return (
          first && (
            <li class="day tall" key={key}>
              <DateTile date={first.date} />
              <div class="stack tight">
                <h3 class="visually-hidden">{fullDay(first.date)}</h3>
                {items.map((booking) => (
                  <article class="list-line" key={keyOfBooking(booking)}>
                    <BookingLine booking={booking} family={family} now={now} />
                    {!booking.past && (
                      <button
                        type="button"
                        class="button ghost no-print"
                        aria-haspopup="dialog"
                        onClick={() => {
                          onOpen(booking);
                        }}
                      >
                        <Icon name="edit" size={18} /> {strings.change}
                        <span class="visually-hidden">
                          {" "}
                          : {strings.changeOf(nameOf(booking), longDay(booking.date), booking.unitName)}
                        </span>
                      </button>
                    )}
                  </article>
                ))}
              </div>
            </li>
          )
        );
      })}
    </ol>
  );
}
