/** Moves a booking to another day or unit of its activity; the old place is kept until the new one is obtained. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { lineOf } from "../../shared/api/line.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { longDay } from "../../shared/format/dates.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DialogProps } from "./dialogProps.ts";
import { chosenUnit, UnitChoice } from "./UnitChoice.tsx";

export function ChangeDialog({
  code,
  view,
  nameOf,
  booking,
  onDone,
  onClose,
}: DialogProps & { readonly booking: BookingView }) {
  const activities = view.activities.filter(({ id }) => id === booking.activityId);
  const form = useForm({
    name: "changer-pour-famille",
    initial: {
      activityId: booking.activityId.toString(),
      unitId: booking.unitId.toString(),
      date: booking.date.toString(),
      reason: "",
    },
    check: ({ date, unitId, reason }) => ({
      ...(readId("PlainDate", date) ? {} : { date: strings.missing.date }),
      ...(date === booking.date && unitId === booking.unitId ? { date: strings.missing.same } : {}),
      ...missingReason(reason),
    }),
    submit: async (values) => {
      const date = readId("PlainDate", values.date);
      const chosen = chosenUnit(activities, values);
      if (!date || !chosen) return;
      const body = {
        reason: values.reason.trim(),
        lines: [{ ...lineOf(booking), to: { unitId: chosen.unit.id, date } }],
      };
      await onDone(
        await sendOnce(["change", code, body], (idempotencyKey) =>
          call("booking.changeForFamily", {
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
      order={["unitId", "date", "reason"]}
      title={strings.changeTitle(`${nameOf(booking.childId)}, ${longDay(booking.date)}, ${booking.unitName}`)}
      action={strings.change}
      onClose={onClose}
    >
      <UnitChoice form={form} activities={activities} fixed />
      <Field form={form} field="date" label={strings.newDay} input={{ type: "date" }} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
