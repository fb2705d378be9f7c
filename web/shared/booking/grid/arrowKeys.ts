/**
 * The keyboard in the grid: one stop for Tab, whatever the number of days, and the arrows from a cell to its neighbour.
 * What follows the grid is then a stop or two away, from the middle of it as from its end.
 */
const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

const cellsIn = (grid: ParentNode): HTMLElement[] => [...grid.querySelectorAll<HTMLElement>("[data-cell]")];

/** The cell at which Tab stops. */
const stop = "[data-cell][tabindex='0']";

/** After each drawing: Tab stops at the cell that was last used, or at the first one. */
export function keepOneStop(grid: HTMLElement | null): void {
  if (!grid || grid.querySelector(stop)) return;
  const [first] = cellsIn(grid);
  if (first) first.tabIndex = 0;
}

/** The cell that takes the focus, by the arrows or by a press, is where Tab stops from then on. */
export function followFocus({ target, currentTarget }: FocusEvent): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>("[data-cell]") : null;
  if (!cell || !(currentTarget instanceof HTMLElement)) return;
  for (const other of currentTarget.querySelectorAll<HTMLElement>(stop)) other.tabIndex = -1;
  cell.tabIndex = 0;
}

export function moveInGrid(event: KeyboardEvent): void {
  const step = steps[event.key];
  const from = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
  if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
  const grid = from.closest(".months");
  if (!grid) return;
  const rows = [...grid.querySelectorAll<HTMLElement>("[data-row]")]
    .map((row) => cellsIn(row))
    .filter((row) => row.length > 0);
  const row = rows.findIndex((cells) => cells.includes(from));
  const column = rows[row]?.indexOf(from) ?? 0;
  const target = rows[row + step[0]];
  // A closed day is one cell over all children: going on from it keeps to the first column.
  const next = target?.[Math.min(column + step[1], target.length - 1)];
  if (!next || column + step[1] < 0) return;
  event.preventDefault();
  next.focus();
}
