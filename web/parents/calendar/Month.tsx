/** A month as a table: each day that holds bookings is one button, which opens the day. */
import type { BookingView } from "../../../functions/contract/bookings.ts";
import type { ChildView } from "../../../functions/contract/family.ts";
import type { PlainDate } from "../../../functions/domain/ids.ts";
import { groupBy, monthOf, weeksOfMonth } from "../../shared/format/calendar.ts";
import { dayNumber, longDay, monthAndYear, weekdayAbbreviation, weekdayName } from "../../shared/format/dates.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import { calendar as strings } from "../../strings/fr/calendar.ts";

interface Props {
  readonly first: PlainDate;
  readonly today: PlainDate;
  readonly bookings: readonly BookingView[];
  readonly children: readonly ChildView[];
  readonly onOpen: (date: PlainDate) => void;
}

export function Month({ first, today, bookings, children, onOpen }: Props) {
  const weeks = weeksOfMonth(first);
  const weekend = bookings.some(({ date }) => [0, 6].includes(new Date(date).getUTCDay()));
  const columns = weekend ? 7 : 5;
  const shown = weeks.map((week) => week.slice(0, columns)).filter((week) => week.some((date) => monthOf(date) === monthOf(first)));
  return (
    <table class="month-table">
      <caption class="visually-hidden">{strings.caption(monthAndYear(first))}</caption>
      <thead>
        <tr>{weeks[0]?.slice(0, columns).map((day) => <th scope="col" key={day}><abbr title={weekdayName(day)}>{weekdayAbbreviation(day)}</abbr></th>)}</tr>
      </thead>
      <tbody>
        {shown.map((week) => (
          <tr key={week[0]}>
            {week.map((date) => monthOf(date) === monthOf(first)
              ? <td key={date} class={date === today ? "today" : undefined}><DayCell date={date} today={date === today} own={bookings.filter((it) => it.date === date)} family={children} onOpen={onOpen} /></td>
              : <td key={date} class="outside" />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DayProps {
  readonly date: PlainDate;
  readonly today: boolean;
  readonly own: readonly BookingView[];
  readonly family: readonly ChildView[];
  readonly onOpen: (date: PlainDate) => void;
}

function DayCell({ date, today, own, family, onOpen }: DayProps) {
  const number = <span class="day-number">{dayNumber(date)}{today && <span class="visually-hidden"> ({strings.today})</span>}</span>;
  if (own.length === 0) return number;
  const kind = ({ activityId, unitId }: BookingView): string => `${activityId}|${unitId}`;
  const groups = groupBy([...own].sort((a, b) => kind(a).localeCompare(kind(b))), kind);
  return (
    <button type="button" class="day-button" aria-haspopup="dialog" onClick={() => { onOpen(date); }}>
      {number}
      <span class="visually-hidden">{longDay(date)}, {strings.bookings(own.length)} : </span>
      {groups.map(({ key, items }) => (
        <span class="day-group" key={key}>
          <span class="avatars">{items.map((booking) => {
            const rank = family.findIndex(({ id }) => id === booking.childId);
            return <span key={booking.childId}><Avatar name={family[rank]?.firstName ?? "?"} rank={Math.max(0, rank)} /><span class="visually-hidden">{family[rank]?.firstName} </span></span>;
          })}</span>
          <span class="day-unit">{items[0]?.unitName}</span>
        </span>
      ))}
    </button>
  );
}
