/** Reading the grid that the server sent: what each cell is, which days exist, what a fresh grid changes to a selection. */
import type { CellView, GridView, RefusalView } from "../../../functions/contract/bookings.ts";
import type { ChildId, PlainDate, UnitId } from "../../../functions/domain/ids.ts";
import { addDays, weekday } from "../../shared/format/calendar.ts";
import { cellOf, keyOf, type Cell, type CellKey, type Selection } from "./selection.ts";

export type Day = GridView["days"][number];
export type Child = GridView["children"][number];
export type Unit = GridView["activity"]["units"][number];

export interface GridIndex {
  readonly grid: GridView;
  /** State of a cell; null when nobody can book that day, or when the grid has no such cell. */
  readonly at: (cell: Cell) => CellView | null;
  readonly refusal: (index: number) => RefusalView | null;
  /** Weekdays on which something can ever be booked, Monday first. */
  readonly weekdays: readonly number[];
}

export function indexOf(grid: GridView): GridIndex {
  const children = new Map<ChildId, number>(grid.children.map(({ id }, index) => [id, index]));
  const units = new Map<UnitId, number>(grid.activity.units.map(({ id }, index) => [id, index]));
  const days = new Map<PlainDate, Day>(grid.days.map((day) => [day.date, day]));
  return {
    grid,
    at: ({ childId, date, unitId }) => {
      const [child, unit] = [children.get(childId), units.get(unitId)];
      if (child === undefined || unit === undefined) return null;
      return days.get(date)?.cells[child]?.[unit] ?? null;
    },
    refusal: (index) => grid.refusals[index] ?? null,
    weekdays: [...new Set(grid.days.filter(({ closed }) => closed === undefined).map(({ date }) => weekday(date)))].sort(),
  };
}

/** Units of the same child and day that `unit` excludes, as keys. */
export const excludedBy = (unit: Unit, { childId, date }: Cell): CellKey[] => unit.excludes.map((unitId) => keyOf({ childId, date, unitId }));

/** Wishes that a fresh grid no longer admits: booked since on another device, full, too late. */
export function outdated(index: GridIndex, selection: Selection): CellKey[] {
  return [...selection].filter(([key, wish]) => {
    const cell = cellOf(key);
    const state = cell && index.at(cell);
    if (!state) return true;
    return wish === "book" ? state.state !== "free" : state.state !== "booked" || state.locked !== undefined;
  }).map(([key]) => key);
}

/** A date of that weekday, to name it. */
export const sampleDay = (index: GridIndex, day: number) => {
  const first = index.grid.days[0];
  return first && addDays(first.date, (day - weekday(first.date) + 7) % 7);
};
