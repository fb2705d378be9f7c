/**
 * Under a row: why a cell is refused and when that changes, what pressing it has just asked, or a place that is kept.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RefusalView } from "../../../../functions/booking/contract/basket.ts";
import type { CellView } from "../../../../functions/booking/contract/look.ts";
import { longDay, longMoment, millisecondsUntil, timeLeft } from "../../format/dates.ts";
import { toast } from "../../ui/announcements.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { grid as strings } from "../../../strings/fr/booking/grid.ts";
import { Remedy } from "../../document/Lacking.tsx";
import { useDesk } from "../desk.ts";
import { keyOf, type Cell, type Wish } from "../basket/selection.ts";
import { refusalOf } from "./gridIndex.ts";
import type { MonthProps } from "./monthProps.ts";

interface Props extends MonthProps {
  readonly id: string;
  readonly cell: Cell;
  readonly closed: number | undefined;
}

/** What a wish on this cell will do once confirmed. */
function willDo(state: CellView | null, wish: Wish): string {
  if (wish === "wait") return strings.willWait;
  if (state?.state === "pending") return strings.willWithdraw;
  return state?.state === "waiting" ? strings.willLeave : strings.willCancel;
}

function Reason({ refusal, now }: { readonly refusal: RefusalView; readonly now: number }) {
  const changes =
    refusal.changesAt !== undefined && millisecondsUntil(now, refusal.changesAt) > 0
      ? timeLeft(now, refusal.changesAt)
      : null;
  return (
    <>
      {refusal.sentence}
      {changes !== null && <> {strings.changes(changes)}</>}
      <Remedy refusal={refusal} />
    </>
  );
}

export function Explanation({ id, cell, closed, index, selection, now, onClose, onChanged }: Props) {
  const { Offer } = useDesk();
  const wish = selection.get(keyOf(cell));
  const box = useRef<HTMLDivElement>(null);
  // Of a cell low on the screen it would open under the bar.
  useEffect(() => {
    box.current?.scrollIntoView({ block: "nearest" });
  }, [id, wish]);
  const child = index.grid.children.find((it) => it.id === cell.childId);
  const state = closed === undefined ? index.at(cell) : null;
  const about =
    closed === undefined
      ? strings.about(child?.firstName ?? "", longDay(cell.date))
      : strings.aboutDay(longDay(cell.date));
  const frame = (icon: IconName, text: ComponentChildren, buttons?: ComponentChildren) => (
    <div class="why" id={id} ref={box}>
      <Icon name={icon} />
      <div>
        <p>
          <b>{about}</b> {text}
        </p>
        {buttons}
      </div>
      <button type="button" class="icon-button" onClick={onClose}>
        <Icon name="cross" size={18} />
        <span class="visually-hidden">{strings.closeWhy}</span>
      </button>
    </div>
  );
  if (state?.state === "offered" && child)
    return frame(
      state.toPay === undefined ? "gift" : "clock",
      strings.offer(longMoment(state.until), timeLeft(now, state.until), state.toPay),
      <Offer
        line={cell}
        toPay={state.toPay}
        about={about}
        onAnswered={({ done }) => {
          toast(done);
          return onChanged();
        }}
        onRefused={onChanged}
      />,
    );
  const refusal = closed === undefined ? refusalOf(index, state) : index.refusal(closed);
  if (wish !== undefined && closed === undefined) {
    const until =
      state?.state === "booked" && state.cancelBefore !== undefined
        ? ` ${strings.cancelBefore(longMoment(state.cancelBefore), timeLeft(now, state.cancelBefore))}`
        : state?.state === "free" && state.cancelBefore === undefined
          ? ` ${strings.forGood}`
          : "";
    return frame(
      wish === "wait" ? "waitingList" : "clock",
      <>
        <b>{willDo(state, wish)}</b>
        {until}{" "}
        {refusal && (
          <>
            <Reason refusal={refusal} now={now} />{" "}
          </>
        )}
        {strings.again}
      </>,
    );
  }
  return refusal && frame("info", <Reason refusal={refusal} now={now} />);
}
