/**
 * Before confirming: what does not pass and why, what will be booked, approved or waited for, what will be given up.
 */
import type { ComponentChildren } from "preact";
import { longDay } from "../../format/dates.ts";
import { price } from "../../format/euros.ts";
import { listed } from "../../format/text.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { review as strings } from "../../../strings/fr/booking/review.ts";
import { cost as costWords } from "../../../strings/fr/booking/cost.ts";
import type { Amount } from "../../../strings/fr/booking/amount.ts";
import { amountOf } from "../basket/amount.ts";
import type { Basket } from "../basket/basket.ts";
import { keyOf, type Cell, type Line } from "../basket/selection.ts";
import { Remedy } from "../../document/Lacking.tsx";
import { Days } from "./Days.tsx";
import type { Names } from "../names.ts";
import type { Outlook, Refused } from "./outlook.ts";

interface Props {
  readonly outlook: Outlook;
  readonly names: Names;
  readonly act: Basket["act"];
}

/** The rank that a child would have on a list, where it may wait. */
const rankOf =
  (ranks: Outlook["ranks"]) =>
  (cell: Cell): string | null => {
    const rank = ranks.get(keyOf(cell));
    return rank === undefined ? null : strings.wouldBe(rank);
  };

const cellsIn = (lines: readonly Line[]) => lines.map(({ cell }) => cell);

export function OutlookView({ outlook: { passing, refused, givenUp, ranks, prices }, names, act }: Props) {
  const said =
    (words: (amount: string) => string) =>
    (cell: Cell): string | null => {
      const found = prices.get(keyOf(cell));
      return found ? words(price(found.amount)) : null;
    };
  const due = said((amount) => amount);
  const group = (
    tone: string,
    icon: IconName,
    title: (amount: Amount) => string,
    lines: readonly Line[],
    { note, ofDay = due }: { readonly note?: ComponentChildren; readonly ofDay?: typeof due } = {},
  ) =>
    lines.length > 0 && (
      <section class="answers">
        <h3 class={`chip ${tone}`}>
          <Icon name={icon} size={17} /> {title(amountOf(cellsIn(lines), names.child))}
        </h3>
        {note}
        <Days cells={cellsIn(lines)} names={names} note={ofDay} />
      </section>
    );
  const refusedLines = refused.flatMap(({ lines }) => lines);
  return (
    <>
      {refusedLines.length > 0 && (
        <section class="answers">
          <h3 class="chip no">
            <Icon name="alert" size={17} /> {strings.will.refused(amountOf(cellsIn(refusedLines), names.child))}
          </h3>
          <p class="small muted">{strings.notSent}</p>
          {refused.map((one) => (
            <RefusedGroup key={one.refusal.sentence} one={one} ranks={ranks} names={names} act={act} />
          ))}
        </section>
      )}
      {group("ok", "check", strings.will.booked, passing.booked)}
      {group("wait", "hourglass", strings.will.toApprove, passing.toApprove, {
        note: <p class="small muted">{strings.approveNote}</p>,
      })}
      {group("wait", "waitingList", strings.will.waiting, passing.waiting, {
        note: <p class="small muted">{strings.waitingNote}</p>,
        ofDay: (cell) => [rankOf(ranks)(cell), said(costWords.ifFreed)(cell)].filter(Boolean).join(", "),
      })}
      {group("off", "cross", strings.will.cancelled, givenUp, { ofDay: said(costWords.givenUp) })}
    </>
  );
}

function RefusedGroup({
  one: { refusal, mayWait, lines },
  ranks,
  names,
  act,
}: {
  readonly one: Refused;
  readonly ranks: Outlook["ranks"];
  readonly names: Names;
  readonly act: Basket["act"];
}) {
  const keys = cellsIn(lines).map(keyOf);
  const what = listed(lines.map(({ cell }) => `${names.child(cell.childId)}, ${longDay(cell.date)}`));
  return (
    <div class="refused-group">
      <p class="small">
        <b>{refusal.short}.</b> {refusal.sentence}
        <Remedy refusal={refusal} />
      </p>
      <Days cells={cellsIn(lines)} names={names} note={rankOf(ranks)} />
      <p class="row">
        {mayWait && (
          <button
            type="button"
            class="button ghost"
            onClick={() => {
              act({ kind: "wish", wishes: keys.map((key) => [key, "wait"]) });
            }}
          >
            <Icon name="waitingList" size={18} /> {strings.waitInstead}
            <span class="visually-hidden"> {strings.waitInsteadOf(lines.length)}</span>
          </button>
        )}
        <button
          type="button"
          class="text-button"
          onClick={() => {
            act({ kind: "drop", keys });
          }}
        >
          {strings.remove}
          <span class="visually-hidden"> {strings.removeOf(what)}</span>
        </button>
      </p>
    </div>
  );
}
