/** One month: a row a day, a column a child. Scrolls inside its card when a large family does not fit. */
import { useMemo } from "preact/hooks";
import { groupBy, isoWeek } from "../../format/calendar.ts";
import { longDay, monthAndYear, monthName } from "../../format/dates.ts";
import { capitalised } from "../../format/text.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { DayRow } from "./DayRow.tsx";
import type { Day } from "./gridIndex.ts";
import type { MonthProps } from "./monthProps.ts";

/** How many children make a grid wider than a phone; see booking.css. */
const widthOf = (children: number): string | undefined =>
  children < 4 ? undefined : children < 7 ? String(children) : "many";

export function MonthTable({
  days,
  showsYear,
  ...rest
}: MonthProps & { readonly days: readonly Day[]; readonly showsYear: boolean }) {
  const weeks = useMemo(() => groupBy(days, ({ date }) => String(isoWeek(date))), [days]);
  const first = days[0];
  if (!first) return null;
  const { children } = rest.index.grid;
  const name = capitalised(showsYear ? monthAndYear(first.date) : monthName(first.date));
  // One day a week needs no heading for its week.
  const headed = days.length > weeks.length;
  return (
    <section class="card month">
      <h2>{name}</h2>
      <div class="grid-scroll">
        <table class="grid" data-children={widthOf(children.length)}>
          <caption class="visually-hidden">{strings.caption(name, rest.unit.name)}</caption>
          <thead>
            <tr>
              <th scope="col" class="grid-date">
                <span class="visually-hidden">{strings.date}</span>
              </th>
              {children.map(({ id, firstName }, rank) => (
                <th scope="col" key={id}>
                  <span class="grid-child" title={firstName}>
                    <Avatar name={firstName} rank={rank} />
                    <span>{firstName}</span>
                  </span>
                </th>
              ))}
            </tr>
          </thead>
          {weeks.map(({ key, items }) => (
            <tbody key={key}>
              {headed && items[0] && (
                <tr class="week-row">
                  <th scope="rowgroup" colSpan={children.length + 1}>
                    {strings.week(Number(key), longDay(items[0].date))}
                  </th>
                </tr>
              )}
              {items.map((day) => (
                <DayRow key={day.date} day={day} {...rest} />
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </section>
  );
}
