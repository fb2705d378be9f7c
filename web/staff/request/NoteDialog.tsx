/** A note that only staff reads. */
import type { OfficeRequest } from "../../../functions/request/contract/office.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { fileFields, officeRequests as strings } from "../../strings/fr/request.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { note } from "./decide.ts";

interface Props {
  readonly request: Pick<OfficeRequest, "familyCode" | "id" | "version">;
  readonly onClose: () => void;
  readonly onDone: (next: OfficeRequest) => void;
}

export function NoteDialog({ request, onClose, onDone }: Props) {
  const form = useForm({
    name: `note-${request.id}`,
    initial: { text: "" },
    kept: ["text"],
    check: ({ text }) => (text.trim().length >= 2 ? {} : { text: fileFields.missing(strings.noteLabel) }),
    submit: async ({ text }) => {
      onDone(await note(request, text.trim()));
    },
  });
  return (
    <FormDialog form={form} order={["text"]} title={strings.noteTitle} action={strings.note} onClose={onClose}>
      <Field
        form={form}
        field="text"
        label={strings.noteLabel}
        hint={strings.noteHint}
        input={{ autocomplete: "off", maxLength: 1000 }}
      />
    </FormDialog>
  );
}
