/** The three decisions on a first request, each in its dialog. */
import type { RequestView } from "../../../functions/first-request/contract/office.ts";
import { tidyLogin } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { officeRequests as strings } from "../../strings/fr/first-request.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Props {
  readonly view: RequestView;
  readonly onDone: (after: RequestView) => void;
  readonly onClose: () => void;
}

const codeInput = { autocomplete: "off", autocapitalize: "characters", spellcheck: false, maxLength: 24 } as const;

export function AcceptDialog({ view: { id: requestId, version: seen, email }, onDone, onClose }: Props) {
  const form = useForm({
    name: "faire-une-famille",
    initial: { familyCode: "", resident: "true" },
    check: () => ({}),
    submit: async ({ familyCode, resident }) => {
      const code = tidyLogin(familyCode);
      const body = { seen, resident: resident !== "", ...(code === "" ? {} : { familyCode: code }) };
      const after = await sendOnce(["premiere-demande-famille", requestId, body], (idempotencyKey) =>
        call("first-request.accept", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.accepted(after.decided?.familyCode ?? ""));
      onDone(after);
    },
  });
  return (
    <FormDialog
      form={form}
      order={["familyCode", "resident"]}
      title={strings.acceptTitle}
      action={strings.accept}
      onClose={onClose}
    >
      <p>{strings.acceptText(email)}</p>
      <Field form={form} field="familyCode" label={strings.code} hint={strings.codeHint} optional input={codeInput} />
      <CheckboxField form={form} field="resident">
        {strings.resident}
      </CheckboxField>
    </FormDialog>
  );
}

export function AttachDialog({
  view: { id: requestId, version: seen },
  code,
  onDone,
  onClose,
}: Props & { readonly code: string }) {
  const form = useForm({
    name: "rattacher",
    initial: { familyCode: code },
    check: ({ familyCode }) => (tidyLogin(familyCode) === "" ? { familyCode: strings.attachMissing } : {}),
    submit: async ({ familyCode }) => {
      const body = { seen, familyCode };
      const after = await sendOnce(["premiere-demande-rattacher", requestId, body], (idempotencyKey) =>
        call("first-request.attach", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.attached(after.decided?.familyCode ?? familyCode));
      onDone(after);
    },
  });
  return (
    <FormDialog
      form={form}
      order={["familyCode"]}
      title={strings.attachTitle}
      action={strings.attach}
      onClose={onClose}
    >
      <p>{strings.attachText}</p>
      <Field form={form} field="familyCode" label={strings.attachCode} input={codeInput} />
    </FormDialog>
  );
}

export function RefuseDialog({ view: { id: requestId, version: seen }, onDone, onClose }: Props) {
  const form = useForm({
    name: "refuser-premiere-demande",
    initial: { reason: "" },
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = { seen, reason: reason.trim() };
      const after = await sendOnce(["premiere-demande-refuser", requestId, body], (idempotencyKey) =>
        call("first-request.refuse", { params: { requestId }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.refused);
      onDone(after);
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.refuseTitle}
      action={strings.refuse}
      danger
      onClose={onClose}
    >
      <ReasonField form={form} field="reason" hint={strings.refuseHint} />
    </FormDialog>
  );
}
