/** Cancelling, withdrawing what awaits approval, leaving a waiting list: the same act, said in the words of what is given up. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { changes, givingUp } from "../../../strings/fr/booking/actions.ts";
import { giveUp } from "./sendActions.ts";
import { Panel, type PanelProps } from "./Panel.tsx";

export function GiveUpPanel({
  booking,
  kind,
  what,
  onBack,
  onDone,
}: PanelProps & { readonly booking: BookingView; readonly kind: keyof typeof givingUp }) {
  const words = givingUp[kind];
  return (
    <Panel
      title={words.title(what)}
      back={changes.keep}
      action={words.confirm}
      danger
      onBack={onBack}
      onSend={() => giveUp(booking)}
      result={() => ({ done: words.done(what) })}
      onDone={onDone}
    >
      <p>{words.note}</p>
    </Panel>
  );
}
