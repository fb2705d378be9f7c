/** The dialogs that fill the grid at once, in one piece of code that is fetched when the first of them opens. */
import { CopyDialog } from "./CopyDialog.tsx";
import type { DialogProps, Tool } from "./dialogProps.ts";
import { PatternDialog } from "./PatternDialog.tsx";
import { PricesDialog } from "./PricesDialog.tsx";
import { RepeatDialog } from "./RepeatDialog.tsx";
import { WeeksDialog } from "./WeeksDialog.tsx";

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
    case "prices":
      return <PricesDialog {...props} />;
  }
}
