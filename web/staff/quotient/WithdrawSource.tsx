/** Takes a family's consent back for it, with how it said so: its number and identity go. */
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { quotientSource as strings } from "../../strings/fr/quotient/source.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  /** The version that the page showed. */
  readonly seen: number;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function WithdrawSource({ code, seen, onDone, onClose }: Props) {
  const form = useForm({
    name: "retirer-accord-caisse",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await call("quotient.withdrawSourceOfFamily", {
        params: { familyCode: code },
        body: { seen, reason: reason.trim() },
      });
      toast(strings.staffWithdrawn);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.staffWithdrawTitle}
      action={strings.staffWithdraw}
      danger
      onClose={onClose}
    >
      <p>{strings.staffWithdrawText}</p>
      <ReasonField form={form} field="reason" hint={strings.staffReasonHint} />
    </FormDialog>
  );
}
