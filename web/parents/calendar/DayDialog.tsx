/** One day of the calendar: who, where, until when it can be cancelled. */
import type { BookingView } from "../../../functions/contract/bookings.ts";
import type { ChildView } from "../../../functions/contract/family.ts";
import type { PlainDate } from "../../../functions/domain/ids.ts";
import { fullDay } from "../../shared/format/dates.ts";
import { capitalised } from "../../shared/format/text.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { BookingLine } from "./BookingLine.tsx";

interface Props {
  readonly date: PlainDate;
  readonly bookings: readonly BookingView[];
  readonly children: readonly ChildView[];
  readonly now: number;
  readonly onChanged: () => Promise<void>;
  readonly onClose: () => void;
}

export function DayDialog({ date, bookings, children, now, onChanged, onClose }: Props) {
  const own = bookings.filter((booking) => booking.date === date);
  return (
    <Dialog title={capitalised(fullDay(date))} onClose={onClose}>
      <ul class="plain day-lines">
        {own.map((booking) => (
          <li key={booking.childId + booking.activityId + booking.unitId}>
            <BookingLine booking={booking} family={children} now={now} onChanged={async () => {
              // The last booking of the day leaves nothing to show.
              if (own.length === 1) onClose();
              await onChanged();
            }} />
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
