/** Refusing needs a reason, which the family is told. What is typed survives a refusal of the network. */
import { useForm } from "../../shared/forms/useForm.ts";
import { longDay } from "../../shared/format/dates.ts";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { decide, nameOf, type Approval } from "./decide.ts";

interface Props {
  readonly approval: Approval;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RefuseDialog({ approval, onDone, onClose }: Props) {
  const { childName, what, date, unitName } = approval;
  const form = useForm({
    name: `refus-${nameOf(approval)}`.replace(/[^A-Za-z0-9-]/gu, "-"),
    initial: { reason: "" },
    kept: ["reason"],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await decide(approval, "refuse", reason.trim());
      onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.refuseTitle(childName)}
      action={strings.confirmRefusal}
      onClose={onClose}
    >
      <p>
        <b>{strings.now(longDay(date), unitName)}</b>
        <br />
        {strings.refuseText[what]}
      </p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
