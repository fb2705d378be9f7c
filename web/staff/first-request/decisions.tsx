/** The three decisions on a first request, each in its dialog. */
import type { RequestView } from "../../../functions/first-request/contract/office.ts";
import { tidyLogin, type DocumentId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
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

/** Not chosen yet; and: the document goes with the request. */
const unchosen = "";
const none = "none";

/** What a document may be in the family that is made: the household's, or one of its children's. */
const choicesOf = ({ kinds, children }: RequestView): readonly { readonly value: string; readonly label: string }[] => [
  { value: unchosen, label: strings.chooseKind },
  ...kinds.flatMap(({ id, name, of }) =>
    of === "household"
      ? [{ value: id, label: name }]
      : children.map(({ firstName }, rank) => ({ value: `${id}/${rank}`, label: strings.kindOf(name, firstName) })),
  ),
  { value: none, label: strings.noKind },
];

/** A choice as it is sent; none for a document that is not taken over. */
function chosenOf({ kinds }: RequestView, id: DocumentId, value: string | undefined) {
  const [name, rank] = (value ?? none).split("/");
  const kind = kinds.find((one) => one.id === name)?.id;
  return kind === undefined ? [] : [{ id, kind, ...(rank === undefined ? {} : { child: Number(rank) }) }];
}

export function AcceptDialog({ view, onDone, onClose }: Props) {
  const { id: requestId, version: seen, email } = view;
  // Where the town asks for no document, there is nothing that one could be.
  const documents = view.kinds.length === 0 ? [] : view.documents.filter(({ status }) => status !== "unfit");
  const initial: Record<string, string> = { familyCode: "", resident: "true" };
  for (const { id } of documents) initial[id] = unchosen;
  const form = useForm({
    name: "faire-une-famille",
    initial,
    check: (values) =>
      Object.fromEntries(
        documents.flatMap(({ id }) => (values[id] === unchosen ? [[id, strings.kindMissing] as const] : [])),
      ),
    submit: async (values) => {
      const code = tidyLogin(values["familyCode"] ?? "");
      const body = {
        seen,
        resident: values["resident"] !== "",
        ...(code === "" ? {} : { familyCode: code }),
        documents: documents.flatMap(({ id }) => chosenOf(view, id, values[id])),
      };
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
      order={["familyCode", "resident", ...documents.map(({ id }) => id)]}
      title={strings.acceptTitle}
      action={strings.accept}
      onClose={onClose}
    >
      <p>{strings.acceptText(email)}</p>
      <Field form={form} field="familyCode" label={strings.code} hint={strings.codeHint} optional input={codeInput} />
      <CheckboxField form={form} field="resident">
        {strings.resident}
      </CheckboxField>
      {documents.map(({ id, name }) => (
        <Select key={id} form={form} field={id} label={strings.takeOver(name)} options={choicesOf(view)} />
      ))}
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
