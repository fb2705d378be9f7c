/** Refusing, or asking for more: a reason from a list, or one's own words, which the family reads. */
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { officeRequests as strings } from "../../strings/fr/request.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { answerWith } from "./decide.ts";

interface Props {
  readonly request: Pick<OfficeRequest, "familyCode" | "id" | "version">;
  readonly what: "refuse" | "askMore";
  readonly onClose: () => void;
  readonly onDone: (next: OfficeRequest) => void;
}

const other = "";

export function ReasonDialog({ request, what, onClose, onDone }: Props) {
  const form = useForm({
    name: `motif-${what}`,
    initial: { listed: strings.reasons[what][0], reason: "" },
    check: ({ listed, reason }) => (listed === other ? missingReason(reason) : {}),
    submit: async ({ listed, reason }) => {
      onDone(await answerWith(request, what, listed === other ? reason.trim() : listed));
    },
  });
  const title = what === "refuse" ? strings.refuseTitle : strings.askTitle;
  return (
    <FormDialog
      form={form}
      order={["listed", "reason"]}
      title={title}
      action={what === "refuse" ? strings.refuse : strings.askMore}
      danger={what === "refuse"}
      onClose={onClose}
    >
      <Select
        form={form}
        field="listed"
        label={strings.reasonList}
        options={[
          ...strings.reasons[what].map((reason) => ({ value: reason, label: reason })),
          { value: other, label: strings.reasonOther },
        ]}
      />
      {form.values.listed === other && <ReasonField form={form} field="reason" hint={strings.reasonHint} />}
    </FormDialog>
  );
}
