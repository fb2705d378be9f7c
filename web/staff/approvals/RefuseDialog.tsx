/** Refusing needs a reason, which the family is told. What is typed survives a refusal of the network. */
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { SubmitButton } from "../../shared/forms/SubmitButton.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { longDay } from "../../shared/format/dates.ts";
import { Dialog } from "../../shared/ui/Dialog.tsx";
import { approvals as strings } from "../../strings/fr/approvals.ts";
import { common } from "../../strings/fr/common.ts";
import { decide, nameOf, type Approval } from "./decide.ts";

/** As the contract has it. */
const shortest = 3;
const longest = 300;

interface Props {
  readonly approval: Approval;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function RefuseDialog({ approval, onDone, onClose }: Props) {
  const { childName, what, date, unitName } = approval;
  const form = useForm({
    name: `refus-${nameOf(approval)}`.replace(/[^A-Za-z0-9-]/gu, "-"), initial: { reason: "" }, kept: ["reason"],
    check: ({ reason }) => (reason.trim().length >= shortest ? {} : { reason: strings.reasonMissing }),
    submit: async ({ reason }) => {
      await decide(approval, "refuse", reason.trim());
      onDone();
    },
  });
  return (
    <Dialog title={strings.refuseTitle(childName)} busy={form.busy} onClose={onClose}>
      <form class="stack tight" onSubmit={form.onSubmit} noValidate>
        <ErrorSummary form={form} order={["reason"]} />
        <p><b>{strings.now(longDay(date), unitName)}</b><br />{strings.refuseText[what]}</p>
        <Field form={form} field="reason" label={strings.reason} hint={strings.reasonHint} input={{ autocomplete: "off", maxLength: longest }} />
        <div class="row">
          <button type="button" class="button ghost" disabled={form.busy} onClick={onClose}>{common.cancel}</button>
          <SubmitButton busy={form.busy} label={strings.confirmRefusal} busyLabel={strings.working} />
        </div>
      </form>
    </Dialog>
  );
}
