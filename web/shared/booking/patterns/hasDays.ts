/** Apart from the patterns themselves, which are fetched when one of their dialogs opens. */
import type { GridIndex } from "../grid/gridIndex.ts";
import { keyOf, keysIn, type Selection } from "../basket/selection.ts";

/** Whether anything can be copied: asked at every press of the grid, so it stops at the first. */
export const hasDays = ({ grid, at, cell }: GridIndex, selection: Selection): boolean =>
  keysIn(selection, grid.activity.id).some((key) => selection.get(key) !== "cancel") ||
  grid.days.some((day) =>
    grid.children.some(({ id }) =>
      grid.activity.units.some((unit) => {
        const own = cell(id, day.date, unit.id);
        return at(own)?.state === "booked" && selection.get(keyOf(own)) !== "cancel";
      }),
    ),
  );
