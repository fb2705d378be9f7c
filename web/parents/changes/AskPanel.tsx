/** After the deadline: the cancellation is asked of the office, with a reason. */
import type { BookingView } from "../../../functions/contract/booking-view.ts";
import { asking as strings, changes } from "../../strings/fr/changes.ts";
import { askOffice } from "../requests.ts";
import { Panel, type PanelProps } from "./Panel.tsx";
import { useReason } from "./useReason.tsx";

export function AskPanel({ booking, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  const reason = useReason(booking);
  return (
    <Panel title={strings.title} back={changes.back} action={strings.confirm} onBack={onBack} done={() => strings.done}
      onSend={() => {
        const said = reason.take();
        return said === null ? null : askOffice(booking, said);
      }}
      onSettled={() => {
        reason.forget();
        return onDone(true);
      }}>
      <p>{strings.note}</p>
      {reason.view}
    </Panel>
  );
}
