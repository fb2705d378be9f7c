/** Declaring that the child will not come, with the kind of absence; taking it back. The place stays booked. */
import { useState } from "preact/hooks";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { longMoment } from "../../../shared/format/dates.ts";
import { Notice } from "../../../shared/ui/Notice.tsx";
import { absences as strings, changes } from "../../../strings/fr/booking/actions.ts";
import { AbsenceCost, useForeseen } from "./AbsenceCost.tsx";
import { AbsenceKinds } from "./AbsenceKinds.tsx";
import { declareAbsence, type DeclaredAbsence } from "./sendActions.ts";
import { Panel, type PanelProps } from "./Panel.tsx";

export function AbsencePanel({ booking, what, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  const [kind, setKind] = useState<DeclaredAbsence>("justified");
  const foreseen = useForeseen([booking], kind);
  return (
    <Panel
      title={strings.title}
      back={changes.back}
      action={strings.confirm}
      onBack={onBack}
      onSend={() => declareAbsence(booking, kind)}
      result={() => ({ done: strings.done(what), next: strings.doneNext })}
      onDone={onDone}
    >
      {booking.cancellable && booking.cancelBefore !== undefined && (
        <Notice>
          <p>{strings.cancelRather(longMoment(booking.cancelBefore))}</p>
        </Notice>
      )}
      <AbsenceKinds kind={kind} onKind={setKind} />
      <AbsenceCost lines={foreseen} />
    </Panel>
  );
}

export function TakeBackPanel({ booking, what, onBack, onDone }: PanelProps & { readonly booking: BookingView }) {
  return (
    <Panel
      title={strings.takeBackTitle(what)}
      back={changes.back}
      action={strings.takeBackConfirm}
      onBack={onBack}
      onSend={() => declareAbsence(booking, undefined)}
      result={() => ({ done: strings.takenBack(what), next: strings.takeBackNote })}
      onDone={onDone}
    >
      <p>{strings.takeBackNote}</p>
    </Panel>
  );
}
