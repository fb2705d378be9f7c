/** What the dialogs that fill the grid share: their questions, what will and will not pass, and one button. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Dialog } from "../../ui/Dialog.tsx";
import { toast } from "../../ui/announcements.tsx";
import { patterns as strings } from "../../../strings/fr/booking/patterns.ts";
import { amountOf, naming } from "../basket/amount.ts";
import type { DialogProps } from "./dialogProps.ts";
import { previewOf, wishesIn, type Wanted } from "./patterns.ts";
import { PreviewList } from "./PreviewList.tsx";

interface Props extends DialogProps {
  readonly title: string;
  readonly wanted: readonly Wanted[];
  /** The questions. */
  readonly children: ComponentChildren;
}

export function FillDialog({ title, wanted, children, index, basket, onClose }: Props) {
  const [wait, setWait] = useState(false);
  const preview = previewOf(index, basket.selection, wanted, wait ? "wait" : "miss");
  const wishes = wishesIn(preview);
  const apply = (): void => {
    basket.act({ kind: "wish", wishes, instead: preview.instead });
    toast(strings.applied(amountOf([...preview.takes, ...preview.waits], naming(index.grid.children))));
    onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <button type="button" class="button ghost" onClick={onClose}>
            {strings.cancel}
          </button>
          <button type="button" class="button" disabled={wishes.length === 0} onClick={apply}>
            {strings.apply(wishes.length)}
          </button>
        </>
      }
    >
      <div class="stack">
        {children}
        {preview.mayWait > 0 && (
          <label class="tick">
            <input
              type="checkbox"
              checked={wait}
              onChange={(event) => {
                setWait(event.currentTarget.checked);
              }}
            />
            <span>{strings.mayWait(preview.mayWait)}</span>
          </label>
        )}
        <PreviewList index={index} preview={preview} />
      </div>
    </Dialog>
  );
}
