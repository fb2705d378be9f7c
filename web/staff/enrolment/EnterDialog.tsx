/** Enters an enrolment for a family: accepted at once, with the reason that is kept. */
import type { EnrolmentChild } from "../../../functions/enrolment/contract.ts";
import { readId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { enrolments as shared, officeEnrolments as strings } from "../../strings/fr/enrolment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly child: Pick<EnrolmentChild, "id" | "firstName" | "offers">;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function EnterDialog({ code, child: { id: childId, firstName, offers }, onDone, onClose }: Props) {
  const [first] = offers;
  const form = useForm({
    name: "saisir-inscription",
    initial: { activityId: first?.activityId ?? "", from: first?.from ?? "", to: first?.to ?? "", reason: "" },
    check: ({ from, to, reason }) => ({
      ...(readId("PlainDate", from) ? {} : { from: shared.dateMissing }),
      ...(readId("PlainDate", to) ? {} : { to: shared.dateMissing }),
      ...missingReason(reason),
    }),
    submit: async (values) => {
      const activityId = readId("ActivityId", values.activityId);
      const [from, to] = [readId("PlainDate", values.from), readId("PlainDate", values.to)];
      if (!activityId || !from || !to) return;
      const body = { childId, activityId, from, to, reason: values.reason.trim() };
      await sendOnce(["enrolment-enter", code, body], (idempotencyKey) =>
        call("enrolment.enter", {
          params: { familyCode: code },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      toast(strings.saved(firstName));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["activityId", "from", "to", "reason"]}
      title={strings.enterOf(firstName)}
      action={strings.save}
      onClose={onClose}
    >
      <p>{strings.enterText}</p>
      <Select
        form={form}
        field="activityId"
        label={strings.activity}
        options={offers.map(({ activityId, activityName }) => ({ value: activityId, label: activityName }))}
      />
      <Field form={form} field="from" label={shared.from} input={{ type: "date" }} />
      <Field form={form} field="to" label={shared.to} hint={shared.toHint} input={{ type: "date" }} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
