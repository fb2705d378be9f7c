/** Takes a document out of a family's file, with the reason. */
import type { DocumentView } from "../../../functions/document/contract/documents.ts";
import { call } from "../../shared/api/index.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { officeDocuments as strings } from "../../strings/fr/document/document.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { ofOwner, type KindOfFamily } from "./kindOfFamily.ts";

interface Props {
  readonly of: KindOfFamily;
  readonly document: DocumentView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

export function RemoveDialog({ of, document: { id, name }, onDone, onClose }: Props) {
  const form = useForm({
    name: "supprimer-justificatif",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      await call("document.removeForFamily", {
        params: { familyCode: of.code, documentId: id },
        body: { ...ofOwner(of), reason: reason.trim() },
      });
      toast(strings.removed);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.removeTitle(name)}
      action={strings.remove}
      danger
      onClose={onClose}
    >
      <p>{strings.removeText}</p>
      <ReasonField form={form} field="reason" hint={strings.removeReasonHint} />
    </FormDialog>
  );
}
