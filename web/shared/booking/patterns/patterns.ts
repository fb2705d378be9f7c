/**
 * « Tous les mercredis », « une semaine sur deux », « comme Léa », « comme la semaine précédente »: which cells a
 * pattern takes, and which it cannot, and why.
 */
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import type { ChildId, PlainDate } from "../../../../functions/kernel/ids.ts";
import { addDays, groupBy, isoWeek, mondayOf, monthOf, weekday } from "../../format/calendar.ts";
import { excludedBy, type GridIndex, type Unit } from "../grid/gridIndex.ts";
import { keyOf, type Cell, type CellKey, type Selection, type Wish } from "../basket/selection.ts";

export type Weeks = "all" | "even" | "odd";
export interface Pattern {
  readonly children: readonly ChildId[];
  readonly unit: Unit;
  readonly weekdays: readonly number[];
  readonly weeks: Weeks;
  /** The last day that it takes. */
  readonly until?: PlainDate | undefined;
}

export interface Preview {
  /** Cells that can be chosen, and are not yet. */
  readonly takes: readonly Cell[];
  /** Full ones, whose waiting list is chosen instead. */
  readonly waits: readonly Cell[];
  /** Chosen or booked already, or waited for: nothing to do. */
  readonly already: readonly Cell[];
  readonly misses: readonly { readonly cell: Cell; readonly refusal: RefusalView }[];
  /** Some of the misses have a waiting list. */
  readonly mayWait: number;
  /** Other units of the same days, chosen before, that these replace. */
  readonly instead: readonly CellKey[];
}

export interface Wanted {
  readonly cell: Cell;
  readonly unit: Unit;
}

const inWeek = (weeks: Weeks, date: PlainDate): boolean =>
  weeks === "all" || (isoWeek(date) % 2 === 0) === (weeks === "even");

/** What taking these cells would do, without doing it. `ifFull`: what becomes of the days that are full. */
export function previewOf(
  index: GridIndex,
  selection: Selection,
  wanted: readonly Wanted[],
  ifFull: "miss" | "wait" = "miss",
): Preview {
  const takes: Cell[] = [];
  const waits: Cell[] = [];
  const already: Cell[] = [];
  const misses: { cell: Cell; refusal: RefusalView }[] = [];
  const instead: CellKey[] = [];
  let mayWait = 0;
  for (const { cell, unit } of wanted) {
    const state = index.at(cell);
    // A day closed to all is the calendar's business: it is not a disappointment to report.
    if (!state) continue;
    const wish = selection.get(keyOf(cell));
    const full = state.state === "refused" && state.mayWait === true;
    if (full && wish === undefined) mayWait += 1;
    if (wish === "book" || wish === "wait" || (state.state !== "free" && state.state !== "refused")) already.push(cell);
    else if (state.state === "free" || (full && ifFull === "wait")) {
      (state.state === "free" ? takes : waits).push(cell);
      instead.push(...excludedBy(unit, cell).filter((key) => selection.has(key)));
    } else {
      const refusal = index.refusal(state.refusal);
      if (refusal) misses.push({ cell, refusal });
    }
  }
  return { takes, waits, already, misses, mayWait, instead };
}

/** The wishes of a preview, to be put into the basket. */
export const wishesIn = ({ takes, waits }: Preview): (readonly [CellKey, Wish])[] => [
  ...takes.map((cell) => [keyOf(cell), "book"] as const),
  ...waits.map((cell) => [keyOf(cell), "wait"] as const),
];

const everyDay = (index: GridIndex, dates: readonly PlainDate[], children: readonly ChildId[], unit: Unit): Wanted[] =>
  dates.flatMap((date) => children.map((childId) => ({ cell: index.cell(childId, date, unit.id), unit })));

export function patternCells(index: GridIndex, { children, unit, weekdays, weeks, until }: Pattern): Wanted[] {
  const dates = index.grid.days
    .map(({ date }) => date)
    .filter(
      (date) => weekdays.includes(weekday(date)) && inWeek(weeks, date) && (until === undefined || date <= until),
    );
  return everyDay(index, dates, children, unit);
}

/** The last open day of each month of the grid: where a pattern may end. */
export const monthEnds = ({ grid }: GridIndex): PlainDate[] =>
  groupBy(
    grid.days.filter(({ closed }) => closed === undefined),
    ({ date }) => monthOf(date),
  ).flatMap(({ items }) => items.at(-1)?.date ?? []);

/** Weeks of the grid on which something is open, by their Mondays. */
export const openWeeks = ({ grid }: GridIndex): PlainDate[] => [
  ...new Set(grid.days.filter(({ closed }) => closed === undefined).map(({ date }) => mondayOf(date))),
];

/** Whole weeks, every day of them. */
export function weekCells(
  index: GridIndex,
  mondays: readonly PlainDate[],
  children: readonly ChildId[],
  unit: Unit,
): Wanted[] {
  const dates = index.grid.days.map(({ date }) => date).filter((date) => mondays.includes(mondayOf(date)));
  return everyDay(index, dates, children, unit);
}

/** What a child has on the grid: chosen, or booked and not given up. */
function held(index: GridIndex, selection: Selection): Cell[] {
  const { days, activity, children } = index.grid;
  return days
    .flatMap(({ date }) => children.flatMap(({ id }) => activity.units.map((unit) => index.cell(id, date, unit.id))))
    .filter((cell) => {
      const wish = selection.get(keyOf(cell));
      return wish === "book" || wish === "wait" || (index.at(cell)?.state === "booked" && wish !== "cancel");
    });
}

/** The same days and units for siblings as one child has. */
export function copyCells(index: GridIndex, selection: Selection, from: ChildId, to: readonly ChildId[]): Wanted[] {
  const own = held(index, selection).filter(({ childId }) => childId === from);
  return own.flatMap((cell) =>
    to.flatMap((childId) => unitOf(index, cell).map((unit) => ({ cell: { ...cell, childId }, unit }))),
  );
}

const unitOf = (index: GridIndex, cell: Cell): Unit[] =>
  index.grid.activity.units.filter(({ id }) => id === cell.unitId);

/** Children that have something to copy, with how many days. */
export function withDays(index: GridIndex, selection: Selection): ReadonlyMap<ChildId, number> {
  const days = new Map<ChildId, number>();
  for (const { childId } of held(index, selection)) days.set(childId, (days.get(childId) ?? 0) + 1);
  return days;
}

/** Which weeks receive what a week has. */
export type Repeat = "next" | "all" | "alternate";

/** What the weeks hold, by their Mondays. `before`: booked days that the grid no longer shows (last week's). */
export function modelWeeks(index: GridIndex, selection: Selection, before: readonly Cell[]): Map<PlainDate, Cell[]> {
  const weeks = new Map<PlainDate, Cell[]>();
  for (const cell of [...before, ...held(index, selection)])
    weeks.set(mondayOf(cell.date), [...(weeks.get(mondayOf(cell.date)) ?? []), cell]);
  return weeks;
}

/** The same children, weekdays and units as a week has, in the weeks after it. */
export function repeatCells(index: GridIndex, model: readonly Cell[], monday: PlainDate, repeat: Repeat): Wanted[] {
  const after = openWeeks(index).filter((week) => week > monday);
  const apart = (week: PlainDate): number => Math.round((Date.parse(week) - Date.parse(monday)) / 604_800_000);
  const weeks =
    repeat === "next" ? after.slice(0, 1) : after.filter((week) => repeat === "all" || apart(week) % 2 === 0);
  return weeks.flatMap((week) =>
    model.flatMap((cell) => {
      const moved = { ...cell, date: addDays(week, weekday(cell.date) - 1) };
      return unitOf(index, cell).map((unit) => ({ cell: moved, unit }));
    }),
  );
}

/** The week that is most likely meant: the latest after which something can be chosen; else the latest. */
export function likelyModel(
  index: GridIndex,
  selection: Selection,
  weeks: ReadonlyMap<PlainDate, readonly Cell[]>,
): PlainDate | undefined {
  const latest = [...weeks.keys()].sort().reverse();
  return (
    latest.find(
      (monday) =>
        previewOf(index, selection, repeatCells(index, weeks.get(monday) ?? [], monday, "next")).takes.length > 0,
    ) ?? latest[0]
  );
}
