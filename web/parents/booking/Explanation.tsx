/** Under a row: why a cell is refused and when that changes, or until when a booked day can be given back. */
import { longDay, longMoment, millisecondsUntil, timeLeft } from "../../shared/format/dates.ts";
import { Icon } from "../../shared/ui/Icon.tsx";
import { booking as strings } from "../../strings/fr/booking.ts";
import type { MonthProps } from "./MonthTable.tsx";
import type { Cell } from "./selection.ts";

interface Props extends MonthProps {
  readonly id: string;
  readonly cell: Cell;
  readonly closed: number | undefined;
}

export function Explanation({ id, cell, closed, index, now, onClose }: Props) {
  const child = index.grid.children.find((it) => it.id === cell.childId);
  const state = index.at(cell);
  const day = longDay(cell.date);
  const who = child?.firstName ?? "";

  if (closed === undefined && state?.state === "booked" && state.locked === undefined) {
    return (
      <div class="why" id={id}>
        <Icon name="clock" />
        <p><b>{strings.cancelNote(who, day)}</b> {strings.cancelBefore(longMoment(state.cancelBefore), timeLeft(now, state.cancelBefore))}</p>
        <CloseButton onClose={onClose} />
      </div>
    );
  }
  const why = closed ?? (state?.state === "refused" ? state.refusal : state?.state === "booked" ? state.locked : undefined);
  const refusal = why === undefined ? null : index.refusal(why);
  if (!refusal) return null;
  const changes = refusal.changesAt !== undefined && millisecondsUntil(now, refusal.changesAt) > 0 ? timeLeft(now, refusal.changesAt) : null;
  return (
    <div class="why" id={id}>
      <Icon name="info" />
      <p><b>{closed === undefined ? strings.why(who, day) : strings.whyDay(day)}</b> {refusal.sentence}{changes !== null && <> {strings.changes(changes)}</>}</p>
      <CloseButton onClose={onClose} />
    </div>
  );
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return <button type="button" class="icon-button" onClick={onClose}><Icon name="cross" size={18} /><span class="visually-hidden">{strings.closeWhy}</span></button>;
}
