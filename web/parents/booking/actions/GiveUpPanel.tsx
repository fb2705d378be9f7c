/** Cancelling, withdrawing what awaits approval, leaving a waiting list: the same act, said in the words of what is given up. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import { longDay } from "../../../shared/format/dates.ts";
import { changes, givingUp } from "../../../strings/fr/booking/actions.ts";
import { costNote } from "./lazyCostNote.ts";
import { giveUp, givenUpWith } from "./sendActions.ts";
import { Panel, type PanelProps } from "./Panel.tsx";

export function GiveUpPanel({
  booking,
  kind,
  name,
  what,
  onBack,
  onDone,
}: PanelProps & { readonly booking: BookingView; readonly kind: keyof typeof givingUp }) {
  const words = givingUp[kind];
  const { together = [] } = booking;
  const [whole, days] = [together.length > 1, together.map(({ date }) => longDay(date))];
  const all = whole ? changes.all(name, days.length) : what;
  return (
    <Panel
      title={words.title(all)}
      back={changes.keep}
      action={words.confirm}
      danger
      onBack={onBack}
      onSend={() => giveUp(booking)}
      result={() => ({ done: words.done(all) })}
      onDone={onDone}
    >
      {whole && (
        <>
          <p>{changes.goTogether}</p>
          <ul>
            {days.map((day) => (
              <li key={day}>{day}</li>
            ))}
          </ul>
        </>
      )}
      <p>{words.note}</p>
      {kind !== "leave" && <costNote.Page lines={givenUpWith(booking).map((line) => ({ ...line, giveUp: true }))} />}
    </Panel>
  );
}
