/** « Annuler », while those that were accepted together can be taken back: until the first of them is told. */
import { useState } from "preact/hooks";
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import type { Instant } from "../../../functions/kernel/ids.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { officeRequests as strings } from "../../strings/fr/request.ts";
import { decisions } from "../../strings/fr/staff.ts";
import { useSecondsLeft } from "../ui/useSecondsLeft.ts";
import { undo } from "./decide.ts";

export function BulkUndo({
  decided,
  onUndone,
}: {
  readonly decided: readonly OfficeRequest[];
  readonly onUndone: (number: number) => Promise<void>;
}) {
  const [busy, setBusy] = useState(false);
  const until = decided.map(({ undoUntil }) => undoUntil).filter((one) => one !== undefined);
  const seconds = useSecondsLeft(
    until.reduce<Instant | undefined>((one, two) => (one && one < two ? one : two), undefined),
  );
  if (decided.length === 0 || seconds === 0) return null;
  const takeBack = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const outcomes = await Promise.allSettled(decided.map(undo));
    const done = outcomes.filter(({ status }) => status === "fulfilled").length;
    setBusy(false);
    toast(strings.undoneAll(done, decided.length - done));
    await onUndone(done);
  };
  return (
    <Notice tone="ok" title={strings.acceptedAll(decided.length, 0)}>
      <p>{strings.toldSoon}</p>
      <button type="button" class="button ghost" aria-disabled={busy || undefined} onClick={() => void takeBack()}>
        <span aria-hidden="true">{decisions.undoFor(seconds)}</span>
        <span class="visually-hidden">{decisions.undo}</span>
      </button>
    </Notice>
  );
}
