/** Adds files to a family's file: a paper that was brought to the desk, or came by post. */
import { useState } from "preact/hooks";
import { acceptedFiles } from "../../shared/document/Chooser.tsx";
import { describedBy, FieldError } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly title: string;
  /** They are on their way from then on. */
  readonly onSend: (files: readonly File[], reason: string) => void;
  readonly onClose: () => void;
}

export function AddDialog({ title, onSend, onClose }: Props) {
  const [files, setFiles] = useState<readonly File[]>([]);
  const form = useForm({
    name: "ajouter-justificatif",
    initial: { reason: "", files: "" },
    check: ({ reason }) => ({
      ...missingReason(reason),
      ...(files.length === 0 ? { files: strings.noFile } : {}),
    }),
    submit: ({ reason }) => {
      onSend(files, reason.trim());
      return Promise.resolve();
    },
  });
  const id = form.idOf("files");
  const error = form.errors.files;
  return (
    <FormDialog form={form} order={["reason", "files"]} title={title} action={strings.add} onClose={onClose}>
      <p>{strings.addText}</p>
      <ReasonField form={form} field="reason" hint={strings.addReasonHint} />
      <div class={error === undefined ? "field" : "field wrong"}>
        <label for={id}>{strings.choose}</label>
        <FieldError id={id} text={error} />
        <input
          id={id}
          type="file"
          multiple
          accept={acceptedFiles}
          aria-invalid={error === undefined ? undefined : true}
          aria-describedby={describedBy(id, false, error !== undefined)}
          onChange={({ currentTarget }) => {
            const chosen = [...(currentTarget.files ?? [])];
            setFiles(chosen);
            form.set("files", chosen.map(({ name }) => name).join(", "));
          }}
        />
      </div>
    </FormDialog>
  );
}
