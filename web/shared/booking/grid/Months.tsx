/** The months of a grid: some weeks at first, the next ones when asked, any month at once by its name. */
import { useEffect, useRef, useState } from "preact/hooks";
import { groupBy, monthOf } from "../../format/calendar.ts";
import { longDay, monthAndYear } from "../../format/dates.ts";
import { capitalised } from "../../format/text.ts";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/announcements.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { followFocus, keepOneStop, moveInGrid } from "./arrowKeys.ts";
import type { MonthProps } from "./monthProps.ts";
import { MonthTable } from "./MonthTable.tsx";
import { monthsOf, portionFor, shownDays } from "./shownDays.ts";

export function Months(props: MonthProps) {
  const { days, children } = props.index.grid;
  const portion = portionFor(children.length);
  const [from, setFrom] = useState<string | null>(null);
  const [most, setMost] = useState(portion);
  const grid = useRef<HTMLDivElement>(null);
  const shown = shownDays(days, from, most);
  const last = shown.at(-1);
  const months = monthsOf(days);
  const left = last ? days.filter(({ date }) => date > last.date).length : 0;
  const showsYear = new Set(days.map(({ date }) => date.slice(0, 4))).size > 1;

  // What was asked for is where one goes on: the first of the new days takes the focus.
  const before = useRef(shown.length);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) {
      announce(strings.saidMore(shown.length - before.current));
      [...(grid.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])][before.current]
        ?.querySelector<HTMLElement>("[data-cell]")
        ?.focus();
      asked.current = false;
    }
    before.current = shown.length;
  }, [shown.length]);

  useEffect(() => {
    keepOneStop(grid.current);
  });

  return (
    <>
      {shown.length < days.length && months.length > 1 && (
        <div class="month-choice no-print">
          <label for="mois">{strings.from}</label>
          <select
            id="mois"
            value={from ?? months[0]?.month}
            onChange={(event) => {
              setFrom(event.currentTarget.value);
              setMost(portion);
            }}
          >
            {months.map(({ month, first }) => (
              <option key={month} value={month}>
                {capitalised(monthAndYear(first))}
              </option>
            ))}
          </select>
        </div>
      )}
      <div class="months" ref={grid} onKeyDown={moveInGrid} onFocusIn={followFocus}>
        {groupBy(shown, ({ date }) => monthOf(date)).map(({ key, items }) => (
          <MonthTable key={key} days={items} showsYear={showsYear} {...props} />
        ))}
      </div>
      {last && left > 0 && (
        <div class="more no-print">
          <p class="small muted">{strings.shownUntil(longDay(last.date))}</p>
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              asked.current = true;
              setMost(shown.length + portion);
            }}
          >
            <Icon name="calendar" size={18} /> {strings.more}
          </button>
        </div>
      )}
    </>
  );
}
