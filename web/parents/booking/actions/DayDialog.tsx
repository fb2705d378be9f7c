/**
 * A day's bookings, or one of them: what they are, and all that can be done about them. What became of an act takes
 * their place: said inside the dialog, and nothing else to press slides under the finger.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import type { AttendedBooking } from "../attended.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import { fullDay } from "../../../shared/format/dates.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { Icon } from "../../../shared/ui/Icon.tsx";
import { changes as strings } from "../../../strings/fr/booking/actions.ts";
import { inOrder, keyOfBooking } from "../order.ts";
import { BookingActions } from "./BookingActions.tsx";
import { BookingLine } from "./BookingLine.tsx";
import type { Result } from "./Panel.tsx";

interface Props {
  readonly bookings: readonly AttendedBooking[];
  readonly family: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function DayDialog({ bookings, family, now, onChanged, onClose }: Props) {
  const [result, setResult] = useState<Result | null>(null);
  const day = useRef("");
  if (bookings[0]) day.current = capitalised(fullDay(bookings[0].date));
  // Given up elsewhere meanwhile: nothing is left to show.
  const nothing = bookings.length === 0 && !result;
  useEffect(() => {
    if (nothing) onClose();
  }, [nothing]);

  if (result)
    return (
      <Dialog
        title={result.done}
        onClose={onClose}
        footer={
          <>
            {bookings.length > 0 && (
              <button
                type="button"
                class="button ghost"
                onClick={() => {
                  setResult(null);
                }}
              >
                {strings.backToDay}
              </button>
            )}
            <button type="button" class="button" onClick={onClose}>
              <Icon name="check" size={18} /> {strings.finish}
            </button>
          </>
        }
      >
        {result.next !== undefined && <p>{result.next}</p>}
      </Dialog>
    );
  return (
    <Dialog title={day.current} onClose={onClose}>
      <ul class="plain day-lines">
        {inOrder(bookings).map((booking) => (
          <li key={keyOfBooking(booking)}>
            <BookingLine booking={booking} family={family} now={now} />
            <BookingActions
              booking={booking}
              name={family.find(({ id }) => id === booking.childId)?.firstName ?? ""}
              onDone={async (done) => {
                setResult(done);
                await onChanged();
              }}
              onRefused={onChanged}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
