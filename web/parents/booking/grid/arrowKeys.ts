/** Arrow keys in the grid: from a cell to its neighbour, on top of the usual Tab order. */
const steps: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export function moveInGrid(event: KeyboardEvent): void {
  const step = steps[event.key];
  const from = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-cell]") : null;
  if (!step || !from || event.altKey || event.ctrlKey || event.metaKey) return;
  const grid = from.closest(".months");
  if (!grid) return;
  const rows = [...grid.querySelectorAll<HTMLElement>("[data-row]")]
    .map((row) => [...row.querySelectorAll<HTMLElement>("[data-cell]")])
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
