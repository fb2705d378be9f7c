/** What fills the grid at once, or explains it, and what each of its dialogs is told. */
import type { Basket } from "../basket/basket.ts";
import type { GridIndex, Unit } from "../grid/gridIndex.ts";

export type Tool = "all" | "even" | "weeks" | "repeat" | "copy" | "prices";

export interface DialogProps {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly basket: Basket;
  readonly onClose: () => void;
}
