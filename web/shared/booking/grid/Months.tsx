/** The months of a grid: some weeks at first, the next ones when asked, any month at once by its name. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { groupBy, monthOf } from "../../format/calendar.ts";
import { longDay, monthAndYear } from "../../format/dates.ts";
import { capitalised } from "../../format/text.ts";
import { Icon } from "../../ui/Icon.tsx";
import { announce } from "../../ui/announcements.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { keyOf, wishesByDay } from "../basket/selection.ts";
import { followFocus, keepOneStop, moveInGrid } from "./arrowKeys.ts";
import type { MonthProps } from "./monthProps.ts";
import { MonthTable } from "./MonthTable.tsx";
import { monthsOf, portionFor, shownDays, stepFor } from "./shownDays.ts";
import { useDrawn } from "./useDrawn.ts";

/** Drawn again only when something of this month changes: see DayRow.tsx. */
function Month(props: Parameters<typeof MonthTable>[0]) {
  const { days, showsYear, index, unit, wishes, opened, now } = props;
  const own = days.map(({ date }) => wishes.get(date) ?? "").join();
  const open = opened && days.some(({ date }) => date === opened.date) ? keyOf(opened) : "";
  return useMemo(() => <MonthTable {...props} />, [days, showsYear, index, unit, own, open, now]);
}

export function Months(given: Omit<MonthProps, "wishes">) {
  const { selection } = given;
  const { activity, days, children } = given.index.grid;
  const portion = portionFor(children.length);
  const [from, setFrom] = useState<string | null>(null);
  const [most, setMost] = useState(portion);
  const grid = useRef<HTMLDivElement>(null);
  // Calendars of a school year are worked out when the days change, not at each press.
  const shown = useMemo(() => shownDays(days, from, most), [days, from, most]);
  const drawn = useDrawn(shown, stepFor(children.length));
  const drawnMonths = useMemo(() => groupBy(drawn, ({ date }) => monthOf(date)), [drawn]);
  const months = useMemo(() => monthsOf(days), [days]);
  const showsYear = useMemo(() => new Set(days.map(({ date }) => date.slice(0, 4))).size > 1, [days]);
  const wishes = useMemo(() => wishesByDay(selection, activity.id), [selection, activity.id]);
  const last = shown.at(-1);
  const left = last ? days.filter(({ date }) => date > last.date).length : 0;

  // What was asked for is where one goes on: the first of the new days takes the focus.
  const before = useRef(shown.length);
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) {
      const row = [...(grid.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])][before.current];
      if (!row) return;
      announce(strings.saidMore(shown.length - before.current));
      row.querySelector<HTMLElement>("[data-cell]")?.focus();
      asked.current = false;
    }
    before.current = shown.length;
  }, [shown.length, drawn.length]);

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
      <div
        class="months"
        ref={grid}
        aria-busy={drawn.length < shown.length}
        onKeyDown={moveInGrid}
        onFocusIn={followFocus}
      >
        {drawnMonths.map(({ key, items }) => (
          <Month key={key} days={items} showsYear={showsYear} wishes={wishes} {...given} />
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
