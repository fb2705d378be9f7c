/** A month as a table: each day that holds bookings is one button, which opens the day. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { monthOf, weekday, weeksOfMonth } from "../../../shared/format/calendar.ts";
import { dayNumber, longDay, monthAndYear, weekdayAbbreviation, weekdayName } from "../../../shared/format/dates.ts";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { DayEntries } from "./DayEntries.tsx";

export interface CalendarProps {
  readonly from: PlainDate;
  readonly today: PlainDate;
  readonly bookings: readonly BookingView[];
  readonly family: readonly ChildView[];
  readonly onOpen: (date: PlainDate) => void;
}

/** Saturday and Sunday take room only where they hold something. */
export const columnsFor = (bookings: readonly BookingView[]): number =>
  bookings.some(({ date }) => weekday(date) > 5) ? 7 : 5;

export function Month({ from, today, bookings, family, onOpen }: CalendarProps) {
  const weeks = weeksOfMonth(from);
  const columns = columnsFor(bookings);
  const shown = weeks
    .map((week) => week.slice(0, columns))
    .filter((week) => week.some((date) => monthOf(date) === monthOf(from)));
  return (
    <table class="month-table">
      <caption class="visually-hidden">{strings.caption(monthAndYear(from))}</caption>
      <thead>
        <tr>
          {weeks[0]?.slice(0, columns).map((day) => (
            <th scope="col" key={day}>
              <abbr title={weekdayName(day)}>{weekdayAbbreviation(day)}</abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((week) => (
          <tr key={week[0]}>
            {week.map((date) =>
              monthOf(date) === monthOf(from) ? (
                <td key={date} class={date === today ? "today" : undefined}>
                  <DayCell
                    date={date}
                    today={today}
                    own={bookings.filter((it) => it.date === date)}
                    family={family}
                    onOpen={onOpen}
                  />
                </td>
              ) : (
                <td key={date} class="outside" />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps extends Pick<CalendarProps, "today" | "family" | "onOpen"> {
  readonly date: PlainDate;
  readonly own: readonly BookingView[];
}

function DayCell({ date, today, own, family, onOpen }: DayProps) {
  const number = (
    <span class="day-number">
      {dayNumber(date)}
      {date === today && <span class="visually-hidden"> ({strings.today})</span>}
    </span>
  );
  if (own.length === 0) return number;
  return (
    <button
      type="button"
      class="day-button"
      aria-haspopup="dialog"
      onClick={() => {
        onOpen(date);
      }}
    >
      {number}
      <span class="visually-hidden">
        {longDay(date)}, {strings.bookings(own.length)} :{" "}
      </span>
      <DayEntries own={own} family={family} detailed={false} />
    </button>
  );
}
