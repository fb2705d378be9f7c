/** What is being done in a dialog of a page, and what each of its dialogs is told: closed when given up, and closed and read again when done. */
import { useState } from "preact/hooks";

export interface Doings<D> {
  readonly doing: D | null;
  readonly begin: (doing: D) => void;
  readonly dialog: { readonly onClose: () => void; readonly onDone: () => Promise<void> };
}

export function useDoing<D>(onChanged: () => Promise<void>): Doings<D> {
  const [doing, setDoing] = useState<D | null>(null);
  const onClose = (): void => {
    setDoing(null);
  };
  return {
    doing,
    begin: (next) => {
      setDoing(() => next);
    },
    dialog: {
      onClose,
      onDone: async () => {
        onClose();
        await onChanged();
      },
    },
  };
}
