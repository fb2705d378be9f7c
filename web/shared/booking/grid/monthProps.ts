/** What a month of the grid is told, and hands on to its days and their explanations. */
import type { Cell, Selection } from "../basket/selection.ts";
import type { GridIndex, Unit } from "./gridIndex.ts";

export interface MonthProps {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly selection: Selection;
  /** The same, as one text a day that something is wished on. */
  readonly wishes: ReadonlyMap<string, string>;
  /** The cell whose explanation is open. */
  readonly opened: Cell | null;
  readonly now: number;
  readonly onPress: (cell: Cell) => void;
  readonly onClose: () => void;
  /** Something was settled at once, without the basket. */
  readonly onChanged: () => Promise<void>;
}
