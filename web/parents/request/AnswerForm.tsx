/** Answering the office about a request: some words, and documents. What was typed and joined is kept until it is sent. */
import type { RequestId } from "../../../functions/kernel/ids.ts";
import type { RequestView } from "../../../functions/request/contract/file.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dropDraft } from "../../shared/drafts.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useFirstField } from "../../shared/forms/useFirstField.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { attachmentsField, sentWith } from "./attached.ts";
import { NeededDocuments } from "./Attachments.tsx";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { familyFile, fileFields, requests as strings } from "../../strings/fr/request.ts";

interface Props {
  readonly request: RequestView;
  readonly onClose: () => void;
  readonly onAnswered: (next: RequestView) => void;
}

/** Names the draft. */
export const answerDraft = (requestId: RequestId): string => `repondre-${requestId}`;

export function AnswerForm({ request: { id: requestId, version, kinds, childId }, onClose, onAnswered }: Props) {
  const element = useFirstField();
  const form = useForm<string>({
    name: answerDraft(requestId),
    initial: { text: "", [attachmentsField]: "" },
    kept: ["text", attachmentsField],
    check: ({ text = "" }) => (text.trim().length >= 2 ? {} : { text: fileFields.missing(strings.answerLabel) }),
    submit: async (values) => {
      const { documents } = sentWith(values, kinds);
      const body = { seen: version, text: (values["text"] ?? "").trim(), documents: [...documents] };
      onAnswered(
        await sendOnce(["repondre", requestId, body], (idempotencyKey) =>
          call("request.answer", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
        ),
      );
    },
  });
  const cancel = (): void => {
    dropDraft(form.name);
    onClose();
  };
  return (
    <form ref={element} class="stack tight" onSubmit={form.onSubmit} noValidate aria-label={strings.answerTitle}>
      <ErrorSummary form={form} order={["text"]} />
      <Field form={form} field="text" label={strings.answerLabel} input={{ autocomplete: "off", maxLength: 1000 }} />
      {kinds.length > 0 && (
        <details class="stack tight" open={(form.values[attachmentsField] ?? "") !== ""}>
          <summary>{strings.attach}</summary>
          <p class="small muted">{familyFile.documentsHint}</p>
          <NeededDocuments form={form} needed={kinds} childId={childId} />
        </details>
      )}
      <EditActions busy={form.busy} label={strings.answer} busyLabel={familyFile.sending} onCancel={cancel} />
    </form>
  );
}
