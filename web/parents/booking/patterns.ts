/** « Tous les mercredis », « une semaine sur deux », « comme Léa »: which cells a pattern takes, and which it cannot, and why. */
import type { RefusalView } from "../../../functions/contract/bookings.ts";
import type { ChildId, PlainDate } from "../../../functions/domain/ids.ts";
import { isoWeek, weekday } from "../../shared/format/calendar.ts";
import type { GridIndex, Unit } from "./grid.ts";
import { excludedBy } from "./grid.ts";
import { cellOf, keyOf, type Cell, type CellKey, type Selection } from "./selection.ts";

export type Weeks = "all" | "even" | "odd";
export interface Pattern {
  readonly children: readonly ChildId[];
  readonly unit: Unit;
  readonly weekdays: readonly number[];
  readonly weeks: Weeks;
}

export interface Preview {
  /** Cells that can be chosen, and are not yet. */
  readonly takes: readonly Cell[];
  /** Chosen or booked already: nothing to do. */
  readonly already: readonly Cell[];
  readonly misses: readonly { readonly cell: Cell; readonly refusal: RefusalView }[];
  /** Other units of the same days, chosen before, that these replace. */
  readonly instead: readonly CellKey[];
}

const inWeek = (weeks: Weeks, date: PlainDate): boolean => weeks === "all" || (isoWeek(date) % 2 === 0) === (weeks === "even");

/** What taking these cells would do, without doing it. */
function previewOf(index: GridIndex, selection: Selection, wanted: readonly { readonly cell: Cell; readonly unit: Unit }[]): Preview {
  const takes: Cell[] = [];
  const already: Cell[] = [];
  const misses: { cell: Cell; refusal: RefusalView }[] = [];
  const instead: CellKey[] = [];
  for (const { cell, unit } of wanted) {
    const state = index.at(cell);
    // A day closed to all is the calendar's business: it is not a disappointment to report.
    if (!state) continue;
    if (state.state === "booked" || selection.get(keyOf(cell)) === "book") already.push(cell);
    else if (state.state === "free") {
      takes.push(cell);
      instead.push(...excludedBy(unit, cell).filter((key) => selection.get(key) === "book"));
    } else {
      const refusal = index.refusal(state.refusal);
      if (refusal) misses.push({ cell, refusal });
    }
  }
  return { takes, already, misses, instead };
}

export function previewPattern(index: GridIndex, selection: Selection, { children, unit, weekdays, weeks }: Pattern): Preview {
  const dates = index.grid.days.map(({ date }) => date).filter((date) => weekdays.includes(weekday(date)) && inWeek(weeks, date));
  const wanted = dates.flatMap((date) => children.map((childId) => ({ cell: { childId, date, unitId: unit.id }, unit })));
  return previewOf(index, selection, wanted);
}

/** The same days and units for siblings as one child has, chosen or booked. */
export function previewCopy(index: GridIndex, selection: Selection, from: ChildId, to: readonly ChildId[]): Preview {
  const { days, activity } = index.grid;
  const wanted = days.flatMap(({ date }) => activity.units.flatMap((unit) => {
    const model: Cell = { childId: from, date, unitId: unit.id };
    const wish = selection.get(keyOf(model));
    const has = wish === "book" || (index.at(model)?.state === "booked" && wish !== "cancel");
    return has ? to.map((childId) => ({ cell: { ...model, childId }, unit })) : [];
  }));
  return previewOf(index, selection, wanted);
}

/** Children that have something to copy. */
export const withDays = (index: GridIndex, selection: Selection): ReadonlySet<ChildId> => {
  const chosen = [...selection].flatMap(([key, wish]) => (wish === "book" ? [cellOf(key)?.childId] : []));
  const booked = index.grid.children.filter((_, row) => index.grid.days.some((day) => day.cells[row]?.some(({ state }) => state === "booked"))).map(({ id }) => id);
  return new Set([...chosen, ...booked].filter((childId) => childId !== undefined));
};
