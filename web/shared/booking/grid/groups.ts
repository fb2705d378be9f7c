/**
 * Days that go together: one press chooses or gives up all of a whole week or a camp, and what a number of days still
 * lacks is said while choosing. The server judges; this only helps to get there.
 */
import type { CellView, GridView } from "../../../../functions/booking/contract/look.ts";
import type { PlainDate } from "../../../../functions/kernel/ids.ts";
import { weekday } from "../../../shared/format/calendar.ts";
import { keyOf, type Cell, type Selection, type Wish } from "../basket/selection.ts";
import { wishFor, type Child, type Day, type GridIndex } from "./gridIndex.ts";

export type Group = NonNullable<GridView["groups"]>[number];

export const groupOn = ({ grid: { groups = [] } }: GridIndex, date: PlainDate): Group | null =>
  groups.find((group) => isIn(group, date)) ?? null;

/** Of a subscription, the days of its weekday. */
const isIn = ({ from, to, weekday: own }: Group, date: PlainDate): boolean =>
  from <= date && date <= to && (own === undefined || own === weekday(date));

const daysIn = ({ grid }: GridIndex, group: Group): readonly Day[] => grid.days.filter(({ date }) => isIn(group, date));

/** A child's cells of a group, with what they are; of one unit or of all. */
function cellsIn(index: GridIndex, group: Group, { childId, unitId }: Pick<Cell, "childId"> & Partial<Cell>) {
  const units = index.grid.activity.units.filter(({ id }) => unitId === undefined || id === unitId);
  return daysIn(index, group).flatMap(({ date }) =>
    units.flatMap(({ id }): readonly { readonly cell: Cell; readonly state: CellView }[] => {
      const cell = index.cell(childId, date, id);
      const state = index.at(cell);
      return state ? [{ cell, state }] : [];
    }),
  );
}

/**
 * The cells that a press on one concerns: itself, or with it all that go with it; of a subscription, from that day on. To be booked, those of the same unit
 * that can be; to be given up, whatever the child has of that week.
 */
export function pressedWith(index: GridIndex, cell: Cell, wish: Wish): readonly Cell[] {
  const group = groupOn(index, cell.date);
  if (!group?.whole) return [cell];
  const same = cellsIn(index, group, wish === "cancel" ? { childId: cell.childId } : cell);
  return same
    .filter(({ state }) => wishFor(state) === wish)
    .map((one) => one.cell)
    .filter(({ date }) => group.weekday === undefined || date >= cell.date);
}

/** The chosen cells that taking one back takes back with it. */
export function chosenWith(index: GridIndex, selection: Selection, cell: Cell): readonly Cell[] {
  const group = groupOn(index, cell.date);
  if (!group?.whole) return [cell];
  const wish = selection.get(keyOf(cell));
  return cellsIn(index, group, { childId: cell.childId })
    .map((one) => one.cell)
    .filter((one) => selection.get(keyOf(one)) === wish);
}

/** What a child still lacks in a group that the selection touches. */
export interface Lack {
  readonly child: Child;
  readonly group: Group;
  readonly has: number;
  readonly needed: number;
}

function lackOf(index: GridIndex, selection: Selection, group: Group, rank: number): Lack | null {
  const [child, own] = [index.grid.children[rank], group.children[rank]];
  if (!child || !own) return null;
  const cells = cellsIn(index, group, { childId: child.id });
  if (!cells.some(({ cell }) => selection.has(keyOf(cell)))) return null;
  const count = (has: (cell: Cell, state: CellView) => boolean): number =>
    own.past + new Set(cells.filter(({ cell, state }) => has(cell, state)).map(({ cell }) => cell.date)).size;
  const isHeld = ({ state }: CellView): boolean => state === "booked" || state === "pending";
  const had = count((_, state) => isHeld(state));
  const has = count((cell, state) => {
    const wish = selection.get(keyOf(cell));
    return isHeld(state) ? wish !== "cancel" : wish === "book";
  });
  // What is incomplete already may shrink (booked before the rule): it may not grow and stay so.
  const mayStay = had > 0 && had < own.needed && has <= had;
  return has > 0 && has < own.needed && !mayStay ? { child, group, has, needed: own.needed } : null;
}

/** What the selection lacks, to be said while choosing. */
export const lacks = (index: GridIndex, selection: Selection): readonly Lack[] =>
  (index.grid.groups ?? []).flatMap((group) =>
    index.grid.children.flatMap((_, rank) => lackOf(index, selection, group, rank) ?? []),
  );

/** What one child lacks around a day. */
export function lackAround(index: GridIndex, selection: Selection, { childId, date }: Cell): Lack | null {
  const group = groupOn(index, date);
  const rank = index.grid.children.findIndex(({ id }) => id === childId);
  return group && rank >= 0 ? lackOf(index, selection, group, rank) : null;
}
