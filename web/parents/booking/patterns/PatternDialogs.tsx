/** The dialogs that fill the grid at once, in one piece of code that is fetched when the first of them opens. */
import type { Basket } from "../basket/basket.ts";
import { CopyDialog } from "./CopyDialog.tsx";
import type { GridIndex, Unit } from "../grid/gridIndex.ts";
import { PatternDialog } from "./PatternDialog.tsx";
import { RepeatDialog } from "./RepeatDialog.tsx";
import type { Tool } from "../grid/Tools.tsx";
import { WeeksDialog } from "./WeeksDialog.tsx";

export interface DialogProps {
  readonly index: GridIndex;
  readonly unit: Unit;
  readonly basket: Basket;
  readonly onClose: () => void;
}

export function PatternDialogs({ tool, ...props }: DialogProps & { readonly tool: Tool }) {
  switch (tool) {
    case "all":
    case "even":
      return <PatternDialog weeks={tool} {...props} />;
    case "weeks":
      return <WeeksDialog {...props} />;
    case "repeat":
      return <RepeatDialog {...props} />;
    case "copy":
      return <CopyDialog {...props} />;
  }
}
