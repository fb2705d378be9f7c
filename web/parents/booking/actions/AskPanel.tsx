/** After the deadline: the cancellation is asked of the office, with a reason; what was asked is taken back. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { asking as strings, changes } from "../../../strings/fr/booking/actions.ts";
import { askOffice, unaskOffice } from "./sendActions.ts";
import { Panel, type PanelProps } from "./Panel.tsx";
import { useReason } from "./useReason.tsx";

export function AskPanel({ booking, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  const reason = useReason(booking);
  return (
    <Panel
      title={strings.title}
      back={changes.back}
      action={strings.confirm}
      onBack={onBack}
      result={() => ({ done: strings.done, next: strings.doneNext })}
      onSend={() => {
        const said = reason.take();
        return said === null ? null : askOffice(booking, said);
      }}
      onDone={(result) => {
        reason.forget();
        return onDone(result);
      }}
    >
      <p>{strings.note}</p>
      {reason.view}
    </Panel>
  );
}

export function UnaskPanel({ booking, what, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  return (
    <Panel
      title={strings.unaskTitle(what)}
      back={changes.back}
      action={strings.unaskConfirm}
      onBack={onBack}
      onSend={() => unaskOffice(booking)}
      result={() => ({ done: strings.unasked(what), next: strings.unaskNote })}
      onDone={onDone}
    >
      <p>{strings.unaskNote}</p>
    </Panel>
  );
}
