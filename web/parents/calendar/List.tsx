/** The same month, day after day: what a phone shows. */
import type { BookingView } from "../../../functions/contract/bookings.ts";
import type { ChildView } from "../../../functions/contract/family.ts";
import { groupBy } from "../../shared/format/calendar.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { DateTile } from "../../shared/ui/DateTile.tsx";
import { BookingLine } from "./BookingLine.tsx";

interface Props {
  readonly bookings: readonly BookingView[];
  readonly children: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
}

export function List({ bookings, children, now, onChanged }: Props) {
  const days = groupBy([...bookings].sort((a, b) => a.date.localeCompare(b.date) || a.from.localeCompare(b.from)), ({ date }) => date);
  return (
    <ol class="plain days">
      {days.map(({ key, items }) => {
        const first = items[0];
        return first && (
          <li class="day tall" key={key}>
            <DateTile date={first.date} />
            <div class="stack tight">
              <h3 class="visually-hidden">{fullDay(first.date)}</h3>
              {items.map((booking) => <BookingLine key={booking.childId + booking.activityId + booking.unitId} booking={booking} family={children} now={now} onChanged={onChanged} />)}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
