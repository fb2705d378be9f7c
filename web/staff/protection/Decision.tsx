/** What every measure says of itself: the date of the decision that it follows, and why. */
import { readId } from "../../../functions/kernel/ids.ts";
import { Field } from "../../shared/forms/Field.tsx";
import type { Form } from "../../shared/forms/useForm.ts";
import { protection as strings } from "../../strings/fr/protection.ts";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

export const checkDecision = ({ decidedOn, reason }: { readonly decidedOn: string; readonly reason: string }) => ({
  ...(readId("PlainDate", decidedOn) ? {} : { decidedOn: strings.decidedOnMissing }),
  ...missingReason(reason),
});

export function DecisionFields<F extends string>({ form }: { readonly form: Form<F | "decidedOn" | "reason"> }) {
  return (
    <>
      <Field
        form={form}
        field="decidedOn"
        label={strings.decidedOn}
        hint={strings.decidedOnHint}
        input={{ type: "date" }}
      />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </>
  );
}
