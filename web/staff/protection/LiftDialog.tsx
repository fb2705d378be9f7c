/** Lifts a measure, with the reason. */
import type { FamilyCode, ProtectionId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { protection as strings } from "../../strings/fr/protection.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly id: ProtectionId;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function LiftDialog({ code: familyCode, id: protectionId, onDone, onClose }: Props) {
  const form = useForm({
    name: "lever-mesure",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { reason: reason.trim() };
      await sendOnce(["protection-lift", familyCode, protectionId, body], (idempotencyKey) =>
        call("protection.lift", {
          params: { familyCode, protectionId },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.lifted);
      await onDone();
    },
  });
  return (
    <FormDialog form={form} order={["reason"]} title={strings.liftTitle} action={strings.lift} danger onClose={onClose}>
      <p>{strings.liftText}</p>
      <ReasonField form={form} field="reason" hint={strings.liftReasonHint} />
    </FormDialog>
  );
}
