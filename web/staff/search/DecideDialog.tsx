/** Says of two people who look alike that they are two, or takes that back, with the reason. */
import type { DoubleView } from "../../../functions/search/contract.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { doubles as strings } from "../../strings/fr/search.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly double: DoubleView;
  readonly apart: boolean;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function DecideDialog({ double: { id: pair, one, other, version: seen }, apart, onClose, onDone }: Props) {
  const form = useForm({
    name: "doublon",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const families = [...new Set([one.familyCode, other.familyCode])].map((familyCode) => ({ familyCode }));
      const body = { pair, families, apart, seen, reason: reason.trim() };
      await sendOnce(["doublon", body], (idempotencyKey) =>
        call("search.decideDouble", { body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.decided);
      onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={apart ? strings.apartTitle : strings.againTitle}
      action={apart ? strings.apart : strings.again}
      onClose={onClose}
    >
      <p>{apart ? strings.apartText : strings.againText}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
