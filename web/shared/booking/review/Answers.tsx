/** The server's answer to each line, refusals first since they ask for something. */
import type { LineAnswer, LineOutcome } from "../../../../functions/booking/contract/basket.ts";
import { groupBy } from "../../format/calendar.ts";
import { longMoment } from "../../format/dates.ts";
import { price } from "../../format/euros.ts";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { review as strings } from "../../../strings/fr/booking/review.ts";
import { cost } from "../../../strings/fr/booking/cost.ts";
import type { Amount } from "../../../strings/fr/booking/amount.ts";
import { amountOf } from "../basket/amount.ts";
import { Remedy } from "../../document/Lacking.tsx";
import { Days } from "./Days.tsx";
import type { Names } from "../names.ts";

const looks: Record<
  LineOutcome,
  { readonly icon: IconName; readonly tone: string; readonly title: (amount: Amount) => string; readonly note?: string }
> = {
  refused: { icon: "alert", tone: "no", title: strings.refused },
  booked: { icon: "check", tone: "ok", title: strings.booked },
  held: { icon: "clock", tone: "wait", title: strings.held, note: strings.heldNote },
  toApprove: { icon: "hourglass", tone: "wait", title: strings.toApprove, note: strings.approveNote },
  waiting: { icon: "waitingList", tone: "wait", title: strings.waiting, note: strings.waitingNote },
  cancelled: { icon: "cross", tone: "off", title: strings.cancelled },
  accepted: { icon: "check", tone: "ok", title: strings.booked },
  changed: { icon: "check", tone: "ok", title: strings.other },
  noted: { icon: "check", tone: "ok", title: strings.other },
  asked: { icon: "check", tone: "ok", title: strings.other },
};
/** Beside a day: its rank, until when it is held, what it costs. */
function noteOf({ position, until, price: due }: LineAnswer): string | null {
  if (position !== undefined) return strings.position(position);
  if (due === undefined) return null;
  return until === undefined ? price(due) : strings.heldUntil(longMoment(until), price(due));
}

const order: readonly LineOutcome[] = [
  "refused",
  "held",
  "booked",
  "toApprove",
  "waiting",
  "cancelled",
  "accepted",
  "changed",
  "noted",
  "asked",
];

export function Answers({ lines, names }: { readonly lines: readonly LineAnswer[]; readonly names: Names }) {
  const due = lines.flatMap((line) => line.price ?? []);
  return (
    <>
      {order.map((outcome) => {
        const found = lines.filter((line) => line.outcome === outcome);
        const { tone, icon, title, note } = looks[outcome];
        const reason = ({ refusal }: LineAnswer): string => refusal?.sentence ?? "";
        return (
          found.length > 0 && (
            <section key={outcome} class="answers">
              <h3 class={`chip ${tone}`}>
                <Icon name={icon} size={17} /> {title(amountOf(found, names.child))}
              </h3>
              {note !== undefined && <p class="small muted">{note}</p>}
              {groupBy(
                [...found].sort((a, b) => reason(a).localeCompare(reason(b))),
                reason,
              ).map(({ key, items }) => (
                <div key={key} class={key === "" ? undefined : "refused-group"}>
                  {key !== "" && (
                    <p class="small">
                      {key}
                      <Remedy refusal={items[0]?.refusal} />
                    </p>
                  )}
                  <Days cells={items} names={names} note={noteOf} />
                </div>
              ))}
            </section>
          )
        );
      })}
      {due.length > 0 && (
        <p class="preview row between">
          <span>{cost.total}</span> <b>{price(due.reduce((sum, one) => sum + one, 0))}</b>
        </p>
      )}
    </>
  );
}
