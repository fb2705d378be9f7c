/** Refusing needs a reason, which the family is told. What is typed survives a refusal of the network. */
import { useForm } from "../../shared/forms/useForm.ts";
import { longDay } from "../../shared/format/dates.ts";
import { approvals as strings } from "../../strings/fr/approval.ts";
import { officeDocuments } from "../../strings/fr/document/document.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { aboutOf, decide, nameOf, sortOf, type Approval } from "./decide.ts";

interface Props {
  readonly approval: Approval;
  readonly onDone: () => void;
  /** It is taken back. */
  readonly onUndone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RefuseDialog({ approval, onDone, onUndone, onClose }: Props) {
  const form = useForm({
    name: `refus-${nameOf(approval)}`.replace(/[^A-Za-z0-9-]/gu, "-"),
    initial: { reason: "" },
    kept: ["reason"],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await decide(approval, { decision: "refuse", reason: reason.trim() }, onUndone);
      onDone();
    },
  });
  const isDocument = approval.kind === "document";
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={isDocument ? officeDocuments.refuseTitle(aboutOf(approval)) : strings.refuseTitle(approval.childName)}
      action={strings.confirmRefusal}
      onClose={onClose}
    >
      <p>
        {!isDocument && (
          <>
            <b>{strings.now(longDay(approval.date), approval.unitName)}</b>
            <br />
          </>
        )}
        {strings.refuseText[sortOf(approval)]}
      </p>
      {isDocument && (
        <div class="row" role="group" aria-label={officeDocuments.reasons}>
          {officeDocuments.usual.map((usual) => (
            <button
              type="button"
              class="button ghost"
              key={usual}
              onClick={() => {
                form.set("reason", usual);
              }}
            >
              {usual}
            </button>
          ))}
        </div>
      )}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
