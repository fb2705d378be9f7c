/** Answering the office about a request: some words. What was typed is kept until it is sent. */
import type { RequestView } from "../../../functions/request/contract.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useFirstField } from "../../shared/forms/useFirstField.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { familyFile, fileFields, requests as strings } from "../../strings/fr/request.ts";

interface Props {
  readonly request: RequestView;
  readonly onClose: () => void;
  readonly onAnswered: (next: RequestView) => void;
}

export function AnswerForm({ request: { id: requestId, version }, onClose, onAnswered }: Props) {
  const element = useFirstField();
  const form = useForm({
    name: `repondre-${requestId}`,
    initial: { text: "" },
    kept: ["text"],
    check: ({ text }) => (text.trim().length >= 2 ? {} : { text: fileFields.missing(strings.answerLabel) }),
    submit: async ({ text }) => {
      const body = { seen: version, text: text.trim(), documents: [] };
      onAnswered(
        await sendOnce(["repondre", requestId, body], (idempotencyKey) =>
          call("request.answer", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
        ),
      );
    },
  });
  return (
    <form ref={element} class="stack tight" onSubmit={form.onSubmit} noValidate aria-label={strings.answerTitle}>
      <ErrorSummary form={form} order={["text"]} />
      <Field form={form} field="text" label={strings.answerLabel} input={{ autocomplete: "off", maxLength: 1000 }} />
      <EditActions busy={form.busy} label={strings.answer} busyLabel={familyFile.sending} onCancel={onClose} />
    </form>
  );
}
