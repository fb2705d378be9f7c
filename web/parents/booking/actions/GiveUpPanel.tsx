/** Cancelling, withdrawing a request, leaving a waiting list: the same act, said in the words of what is given up. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { changes, leaving } from "../../../strings/fr/booking/actions.ts";
import { giveUp } from "./requests.ts";
import { Panel, type PanelProps } from "./Panel.tsx";

export function LeavePanel({
  booking,
  kind,
  what,
  onBack,
  onDone,
}: PanelProps & { readonly booking: BookingView; readonly kind: keyof typeof leaving }) {
  const words = leaving[kind];
  return (
    <Panel
      title={words.title(what)}
      back={changes.keep}
      action={words.confirm}
      danger
      onBack={onBack}
      onSend={() => giveUp(booking)}
      done={() => words.done(what)}
      onSettled={() => onDone(false)}
    >
      <p>{words.note}</p>
    </Panel>
  );
}
