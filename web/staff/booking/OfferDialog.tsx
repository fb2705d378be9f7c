/** Accepts or declines, for a family, a place that it is offered, with a reason that it is told. */
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import { call } from "../../shared/api/index.ts";
import { lineOf } from "../../shared/api/line.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { longDay, longMoment } from "../../shared/format/dates.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { familyBookings } from "../../strings/fr/booking/office.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DialogProps } from "./dialogProps.ts";

export type OfferAnswer = "accept" | "decline";

const routes = { accept: "waiting-list.acceptForFamily", decline: "waiting-list.declineForFamily" } as const;

interface Props extends DialogProps {
  readonly booking: BookingView;
  readonly answer: OfferAnswer;
}

export function OfferDialog({ code, nameOf, booking, answer, onDone, onClose }: Props) {
  const strings = familyBookings.offer[answer];
  const form = useForm({
    name: "repondre-pour-famille",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { reason: reason.trim(), lines: [lineOf(booking)] };
      await onDone(
        await sendOnce([answer, code, body], (idempotencyKey) =>
          call(routes[answer], { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
        ),
      );
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.title}
      action={strings.action}
      danger={answer === "decline"}
      onClose={onClose}
    >
      <p>
        {nameOf(booking.childId)}, {longDay(booking.date)}, {booking.unitName}
        {booking.until !== undefined && (
          <>
            <br />
            <span class="muted small">{familyBookings.offer.until(longMoment(booking.until))}</span>
          </>
        )}
      </p>
      <p class="small">{strings.text}</p>
      <ReasonField form={form} field="reason" hint={familyBookings.reasonHint} />
    </FormDialog>
  );
}
