/** Puts an enrolment on hold or refuses it, with the reason that the family reads. */
import type { EnrolmentView } from "../../../functions/enrolment/contract.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { answer } from "./decide.ts";

interface Props {
  readonly enrolment: EnrolmentView;
  readonly familyCode: FamilyCode;
  /** The child's. */
  readonly name: string;
  readonly what: "hold" | "refuse";
  readonly onDone: () => Promise<void>;
  /** Once it is taken back. */
  readonly onUndone: () => Promise<void> | void;
  readonly onClose: () => void;
}

export function ReasonDialog({ enrolment, familyCode, name, what, onDone, onUndone, onClose }: Props) {
  const refuses = what === "refuse";
  const form = useForm({
    name: `inscription-${what}`,
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await answer({ ...enrolment, familyCode }, { decision: what, reason: reason.trim() }, { name, onUndone });
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={refuses ? strings.refuseOf(name, enrolment.activityName) : strings.holdOf(name, enrolment.activityName)}
      action={refuses ? strings.refuse : strings.hold}
      danger={refuses}
      onClose={onClose}
    >
      <ReasonField form={form} field="reason" hint={refuses ? strings.refuseHint : strings.holdHint} />
    </FormDialog>
  );
}
