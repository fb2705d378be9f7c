/** Cancels what was chosen, with a reason that the family is told. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import { call } from "../../shared/api/index.ts";
import { lineOf } from "../../shared/api/line.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { longDay } from "../../shared/format/dates.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DialogProps } from "./dialogProps.ts";

export function CancelDialog({
  code,
  nameOf,
  bookings,
  onDone,
  onClose,
}: DialogProps & { readonly bookings: readonly BookingView[] }) {
  const form = useForm({
    name: "annuler-pour-famille",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { reason: reason.trim(), lines: bookings.map(lineOf) };
      await onDone(
        await sendOnce(["cancel", code, body], (idempotencyKey) =>
          call("booking.cancelForFamily", {
            params: { familyCode: code },
            body: { idempotencyKey, ...body },
            repeatable: true,
          }),
        ),
      );
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.cancelTitle(bookings.length)}
      action={strings.cancel(bookings.length)}
      danger
      onClose={onClose}
    >
      <ul class="plain">
        {bookings.map((booking) => (
          <li key={`${booking.childId} ${booking.date} ${booking.activityId} ${booking.unitId}`}>
            {nameOf(booking.childId)}, {longDay(booking.date)}, {booking.unitName}
          </li>
        ))}
      </ul>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
