/**
 * Reading the grid that the server sent: what each cell is, what it may become, what a fresh grid changes to a
 * selection.
 */
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import type { ChildId, PlainDate, UnitId } from "../../../../functions/kernel/ids.ts";
import { addDays, weekday } from "../../format/calendar.ts";
import { cellOf, keyOf, type Cell, type CellKey, type Selection, type Wish } from "../basket/selection.ts";

export type Day = GridView["days"][number];
export type Child = GridView["children"][number];
export type Unit = GridView["activity"]["units"][number];

export interface GridIndex {
  readonly grid: GridView;
  /** State of a cell; null when nobody can book that day, or when the grid has no such cell. */
  readonly at: (cell: Cell) => CellView | null;
  readonly refusal: (index: number) => RefusalView | null;
  readonly cell: (childId: ChildId, date: PlainDate, unitId: UnitId) => Cell;
  /** Weekdays on which something can ever be booked, Monday first. */
  readonly weekdays: readonly number[];
}

export function indexOf(grid: GridView): GridIndex {
  const children = new Map<ChildId, number>(grid.children.map(({ id }, index) => [id, index]));
  const units = new Map<UnitId, number>(grid.activity.units.map(({ id }, index) => [id, index]));
  const days = new Map<PlainDate, Day>(grid.days.map((day) => [day.date, day]));
  return {
    grid,
    at: ({ activityId, childId, date, unitId }) => {
      const [child, unit] = [children.get(childId), units.get(unitId)];
      if (activityId !== grid.activity.id || child === undefined || unit === undefined) return null;
      return days.get(date)?.cells[child]?.[unit] ?? null;
    },
    refusal: (index) => grid.refusals[index] ?? null,
    cell: (childId, date, unitId) => ({ activityId: grid.activity.id, childId, date, unitId }),
    weekdays: [
      ...new Set(grid.days.filter(({ closed }) => closed === undefined).map(({ date }) => weekday(date))),
    ].sort(),
  };
}

/** Why a cell is refused, or a booking can no longer be given up here. */
export const refusalOf = (index: GridIndex, state: CellView | null): RefusalView | null => {
  const why = state?.state === "refused" ? state.refusal : state?.state === "booked" ? state.locked : undefined;
  return why === undefined ? null : index.refusal(why);
};

/** What pressing a cell wishes; null where there is nothing to wish, only something to explain. */
export function wishFor(cell: CellView): Wish | null {
  switch (cell.state) {
    case "free":
      return "book";
    case "booked":
      return cell.locked === undefined ? "cancel" : null;
    case "pending":
    case "waiting":
      return "cancel";
    // To accept or to decline: not a thing to put into a basket, its time runs out.
    case "offered":
      return null;
    case "refused":
      return cell.mayWait ? "wait" : null;
  }
}

/**
 * Whether a wish still fits the cell. A place that was waited for and is free now will be booked: that is what the wish
 * says.
 */
const stillFits = (cell: CellView, wish: Wish): boolean =>
  wish === "wait" ? cell.state === "free" || wishFor(cell) === "wait" : wish === wishFor(cell);

/** Units of the same child and day that `unit` excludes, as keys. */
export const excludedBy = (unit: Unit, cell: Cell): CellKey[] =>
  unit.excludes.map((unitId) => keyOf({ ...cell, unitId }));

/** Wishes on this activity that a fresh grid no longer admits: booked since on another device, full, too late. */
export function outdated(index: GridIndex, selection: Selection): CellKey[] {
  return [...selection]
    .filter(([key, wish]) => {
      const cell = cellOf(key);
      if (cell && cell.activityId !== index.grid.activity.id) return false;
      const state = cell && index.at(cell);
      return !state || !stillFits(state, wish);
    })
    .map(([key]) => key);
}

/**
 * What became of a wish that no longer fits: it has come true (its answer was lost, or it was done on another device), or
 * it can no longer be had.
 */
export const fates = ["booked", "asked", "waiting", "offered", "givenUp", "gone"] as const;
export type Fate = (typeof fates)[number];

export function fateOf(index: GridIndex, key: CellKey, wish: Wish): Fate {
  const cell = cellOf(key);
  const state = cell && index.at(cell)?.state;
  switch (state) {
    case "booked":
    case "waiting":
    case "offered":
      return wish === "cancel" ? "gone" : state;
    case "pending":
      return wish === "cancel" ? "gone" : "asked";
    case "free":
    case "refused":
      return wish === "cancel" ? "givenUp" : "gone";
    case null:
    case undefined:
      return "gone";
  }
}

/** How many wishes met with each fate. */
export type Fates = Readonly<Record<Fate, number>>;
export const noFates: Fates = { booked: 0, asked: 0, waiting: 0, offered: 0, givenUp: 0, gone: 0 };
export const countFates = (known: Fates, found: readonly Fate[]): Fates =>
  found.reduce((sum, fate) => ({ ...sum, [fate]: sum[fate] + 1 }), known);

/** A date of that weekday, to name it. */
export const sampleDay = (index: GridIndex, day: number) => {
  const first = index.grid.days[0];
  return first && addDays(first.date, (day - weekday(first.date) + 7) % 7);
};
