/** Confirms a family's file for it, as it stands on this page, with the reason that stays beside the confirmation. */
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { familyCertification as strings } from "../../strings/fr/certification.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  /** The file as it was shown. */
  readonly seen: string;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function CertifyDialog({ code, seen, onDone, onClose }: Props) {
  const form = useForm({
    name: "confirmer-pour-la-famille",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await sendOnce(["confirmer-pour-la-famille", code, seen], (idempotencyKey) =>
        call("certification.certifyForFamily", {
          params: { familyCode: code },
          body: { idempotencyKey, seen, reason: reason.trim() },
          repeatable: true,
        }),
      );
      toast(strings.certified);
      await onDone();
    },
  });
  return (
    <FormDialog form={form} order={["reason"]} title={strings.certifyTitle} action={strings.confirm} onClose={onClose}>
      <p>{strings.certifyText}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
