/** A day's bookings, or one of them: what they are, and all that can be done about them. */
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { ChildView } from "../../../../functions/family/contract.ts";
import { fullDay } from "../../../shared/format/dates.ts";
import { capitalised } from "../../../shared/format/text.ts";
import { Dialog } from "../../../shared/ui/Dialog.tsx";
import { inOrder, keyOfBooking } from "../status.ts";
import { BookingActions } from "./BookingActions.tsx";
import { BookingLine } from "./BookingLine.tsx";

interface Props {
  readonly bookings: readonly BookingView[];
  readonly family: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function DayDialog({ bookings, family, now, onChanged, onClose }: Props) {
  const [first] = bookings;
  if (!first) return null;
  return (
    <Dialog title={capitalised(fullDay(first.date))} onClose={onClose}>
      <ul class="plain day-lines">
        {inOrder(bookings).map((booking) => (
          <li key={keyOfBooking(booking)}>
            <BookingLine booking={booking} family={family} now={now} />
            <BookingActions
              booking={booking}
              name={family.find(({ id }) => id === booking.childId)?.firstName ?? ""}
              onDone={async (stays) => {
                // The last booking of the day leaves nothing to show.
                if (!stays && bookings.length === 1) onClose();
                await onChanged();
              }}
            />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
