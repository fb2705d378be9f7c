/** « Comme Léa »: the same days and units for a brother or a sister. */
import { useState } from "preact/hooks";
import type { ChildId } from "../../../functions/domain/ids.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { toast } from "../../shared/ui/live.tsx";
import { Segmented } from "../../shared/ui/Segmented.tsx";
import { pattern as strings } from "../../strings/fr/booking.ts";
import { Checks } from "./Checks.tsx";
import type { GridIndex } from "./grid.ts";
import { PreviewList } from "./PreviewList.tsx";
import { previewCopy, withDays } from "./patterns.ts";
import { keyOf } from "./selection.ts";
import type { Basket } from "./useBasket.ts";

export function CopyDialog({ index, basket, onClose }: { readonly index: GridIndex; readonly basket: Basket; readonly onClose: () => void }) {
  const { children } = index.grid;
  const models = withDays(index, basket.selection);
  const sources = children.filter(({ id }) => models.has(id));
  const [from, setFrom] = useState<ChildId | null>(sources[0]?.id ?? null);
  const siblings = children.filter(({ id }) => id !== from);
  const [to, setTo] = useState<readonly ChildId[]>(siblings.map(({ id }) => id));
  const receivers = to.filter((id) => id !== from);
  if (from === null) return null;
  const preview = previewCopy(index, basket.selection, from, receivers);

  const apply = (): void => {
    basket.act({ kind: "wish", wish: "book", keys: preview.takes.map(keyOf), instead: preview.instead });
    toast(strings.applied(preview.takes.length));
    onClose();
  };
  return (
    <Dialog title={strings.copyTitle} onClose={onClose} footer={<>
      <button type="button" class="button ghost" onClick={onClose}>{strings.cancel}</button>
      <button type="button" class="button" disabled={preview.takes.length === 0} onClick={apply}>{strings.apply(preview.takes.length)}</button>
    </>}>
      <div class="stack">
        <Segmented legend={strings.copyFrom} value={from} onChange={(next) => {
          setFrom(next);
          setTo(children.map(({ id }) => id).filter((id) => id !== next));
        }} options={sources.map(({ id, firstName }) => ({ value: id, label: firstName }))} />
        <Checks legend={strings.copyTo} options={siblings.map(({ id, firstName }) => ({ value: id, label: firstName }))} chosen={receivers} onChange={setTo} />
        <PreviewList index={index} preview={preview} />
      </div>
    </Dialog>
  );
}
