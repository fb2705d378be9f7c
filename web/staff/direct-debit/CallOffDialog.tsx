/** A batch that will not be debited is called off, with the reason. */
import type { BatchView } from "../../../functions/direct-debit/contract/office.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { debits as strings } from "../../strings/fr/direct-debit.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { throughToTheEnd } from "./through.ts";

interface Props {
  readonly batch: BatchView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function CallOffDialog({ batch, onDone, onClose }: Props) {
  const form = useForm({
    name: "annuler-lot",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const answer = await call("direct-debit.callOff", {
        params: { batch: batch.batch },
        body: { reason: reason.trim() },
        repeatable: true,
      });
      await throughToTheEnd(answer.batch);
      toast(strings.calledOff);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.callOff}
      action={strings.callOff}
      danger
      onClose={onClose}
    >
      <p>{strings.callOffText}</p>
      <ReasonField form={form} field="reason" hint={strings.callOffHint} />
    </FormDialog>
  );
}
