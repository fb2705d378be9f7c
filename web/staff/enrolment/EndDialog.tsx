/** Ends an enrolment for a family from a day, with the reason that it is told: what is booked from then on is given up. */
import type { EnrolmentView } from "../../../functions/enrolment/contract.ts";
import { readId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { enrolments as shared, officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly enrolment: EnrolmentView;
  readonly name: string;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function EndDialog({ code, enrolment: { id, childId, version, activityName }, name, onDone, onClose }: Props) {
  const form = useForm({
    name: "terminer-inscription",
    initial: { from: "", reason: "" },
    check: ({ from, reason }) => ({
      ...(readId("PlainDate", from) ? {} : { from: shared.dateMissing }),
      ...missingReason(reason),
    }),
    submit: async (values) => {
      const from = readId("PlainDate", values.from);
      if (!from) return;
      const body = { childId, seen: version, from, reason: values.reason.trim() };
      await sendOnce(["enrolment-end", code, id, body], (idempotencyKey) =>
        call("enrolment.endForFamily", {
          params: { familyCode: code, enrolmentId: id },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.ended);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["from", "reason"]}
      title={strings.endOf(name, activityName)}
      action={strings.end}
      danger
      onClose={onClose}
    >
      <p>{strings.endText}</p>
      <Field form={form} field="from" label={shared.endFrom} hint={shared.endHint} input={{ type: "date" }} />
      <ReasonField form={form} field="reason" hint={strings.refuseHint} />
    </FormDialog>
  );
}
