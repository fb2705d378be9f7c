/** Staff revokes a mandate for a family, with the reason. */
import type { CollectionAccountId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { familyMandates as strings } from "../../strings/fr/direct-debit.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly accountId: CollectionAccountId;
  readonly rum: string;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RevokeDialog({ code, accountId, rum, onDone, onClose }: Props) {
  const form = useForm({
    name: "revoquer-mandat",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await call("direct-debit.revokeForFamily", {
        params: { familyCode: code, accountId },
        body: { rum, reason: reason.trim() },
      });
      toast(strings.revoked);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.revokeTitle}
      action={strings.revoke}
      danger
      onClose={onClose}
    >
      <p>
        <b>{rum}</b>
        <br />
        {strings.revokeText}
      </p>
      <ReasonField form={form} field="reason" hint={strings.revokeHint} />
    </FormDialog>
  );
}
