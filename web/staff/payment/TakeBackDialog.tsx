/** An entry is taken back, or what was paid too much was given back, with the reason. */
import type { EntryView } from "../../../functions/payment/contract/desk.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { price } from "../../shared/format/euros.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { desk as strings } from "../../strings/fr/payment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DeskDialog } from "./dialogs.ts";
import { titleOf } from "./Entry.tsx";

interface Props extends DeskDialog {
  readonly entry: EntryView;
  readonly what: "reverse" | "refund";
}

export function TakeBackDialog({ code, entry, what, onDone, onClose }: Props) {
  const { name, over } = entry;
  const refund = what === "refund";
  const form = useForm({
    name: "annuler-encaissement",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { reason: reason.trim() };
      await sendOnce([what, code, name, body], (idempotencyKey) =>
        call(refund ? "payment.refund" : "payment.reverse", {
          params: { familyCode: code, name },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(refund ? strings.refunded_ : strings.reversed);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={refund ? strings.refundTitle : strings.reverseTitle}
      action={refund ? strings.refund : strings.reverse}
      danger={!refund}
      onClose={onClose}
    >
      <p>
        <b>{titleOf(entry)}</b>
        <br />
        {refund
          ? strings.refundText(price(over))
          : entry.kind === "topUp"
            ? strings.topUpBackText
            : strings.reverseText}
      </p>
      <ReasonField form={form} field="reason" hint={refund ? strings.refundHint : strings.reverseHint} />
    </FormDialog>
  );
}
