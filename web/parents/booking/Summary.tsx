/** What is about to be asked, by child. */
import { longDay } from "../../shared/format/dates.ts";
import { Avatar } from "../../shared/ui/Avatar.tsx";
import type { GridIndex } from "./grid.ts";
import { keyOf, type Cell } from "./selection.ts";

export function Summary({ title, cells, index }: { readonly title: string; readonly cells: readonly Cell[]; readonly index: GridIndex }) {
  const { children, activity } = index.grid;
  return (
    <section class="summary">
      <h3>{title}</h3>
      {children.map((child, rank) => {
        const own = cells.filter(({ childId }) => childId === child.id);
        return own.length > 0 && (
          <div class="summary-child" key={child.id}>
            <p class="row"><Avatar name={child.firstName} rank={rank} /> <b>{child.firstName}</b></p>
            <ul class="plain">
              {own.map((cell) => <li key={keyOf(cell)}>{longDay(cell.date)} <span class="muted">{activity.units.find(({ id }) => id === cell.unitId)?.name}</span></li>)}
            </ul>
          </div>
        );
      })}
    </section>
  );
}
