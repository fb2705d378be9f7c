/** A week, day by day: side by side on a desk, one under the other on a phone. */
import { addDays } from "../../../shared/format/calendar.ts";
import { dayInYear, fullDay, longDay } from "../../../shared/format/dates.ts";
import { bookingList as strings } from "../../../strings/fr/booking/list.ts";
import { DayEntries } from "./DayEntries.tsx";
import { columnsFor, type CalendarProps } from "./Month.tsx";

export function Week({ from, today, bookings, family, onOpen }: CalendarProps) {
  const days = Array.from({ length: columnsFor(bookings) }, (_, index) => addDays(from, index));
  return (
    <ol class="plain week" style={{ "--columns": days.length }}>
      {days.map((date) => {
        const own = bookings.filter((it) => it.date === date);
        return (
          <li key={date} class={date === today ? "week-day today" : "week-day"}>
            <h3>
              <span aria-hidden="true">{dayInYear(date)}</span>
              <span class="visually-hidden">
                {fullDay(date)}
                {date === today && `, ${strings.today}`}
              </span>
            </h3>
            {own.length === 0 ? (
              <p class="small muted">{strings.nothing}</p>
            ) : (
              <button
                type="button"
                class="day-button"
                aria-haspopup="dialog"
                onClick={() => {
                  onOpen(date);
                }}
              >
                <span class="visually-hidden">
                  {longDay(date)}, {strings.bookings(own.length)} :{" "}
                </span>
                <DayEntries own={own} family={family} detailed />
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
