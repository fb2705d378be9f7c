/** Which bookings are open in a dialog: named, so that the dialog shows them as they are after each change. */
import { useState } from "preact/hooks";
import type { AttendedBooking } from "../attended.ts";
import { lazy } from "../../../shared/lazy.tsx";
import { keyOfBooking } from "../order.ts";

/** What can be done about a booking is fetched when one is about to be opened. */
export const dayDialog = lazy(async () => (await import("./DayDialog.tsx")).DayDialog, null);

export function useDayDialog(bookings: readonly AttendedBooking[]) {
  const [wanted, setWanted] = useState<((booking: AttendedBooking) => boolean) | null>(null);
  const open = (of: (booking: AttendedBooking) => boolean): void => {
    setWanted(() => of);
  };
  return {
    /** Also when nothing of it is left: the dialog still says what became of it. */
    isOpen: wanted !== null,
    opened: wanted === null ? [] : bookings.filter(wanted),
    openDay: (date: AttendedBooking["date"]) => {
      open((booking) => booking.date === date);
    },
    openOne: (one: AttendedBooking) => {
      open((booking) => keyOfBooking(booking) === keyOfBooking(one));
    },
    close: () => {
      setWanted(null);
    },
    Dialog: dayDialog.Page,
  };
}
