/** What staff writes in a part of a family's file, each time with a reason: a change, or a departure that is given up. */
import type { SectionView } from "../../../functions/request/contract/file.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { useForm } from "../../shared/forms/useForm.ts";
import { FieldInput } from "../../shared/request/FieldInput.tsx";
import { useSectionForm } from "../../shared/request/useSectionForm.ts";
import { familyFile, officeRequests as strings, requests as words } from "../../strings/fr/request.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

export const titleOf = ({ title, whose }: Pick<SectionView, "title" | "whose">): string =>
  whose === undefined ? title : words.ofTitle(title, whose);
/** Of a request: what its first part is about, and how many others there are. */
export const titleOfRequest = (first: Pick<SectionView, "title" | "whose">, others: number): string =>
  words.andOthers(titleOf(first), others);

interface EditProps {
  readonly code: FamilyCode;
  readonly view: SectionView;
  readonly onClose: () => void;
  readonly onDone: () => Promise<void>;
}

export function EditDialog({ code, view, onClose, onDone }: EditProps) {
  const fields = view.fields.filter(({ kind }) => kind !== "own");
  const { section, guardianId, childId } = view;
  const { form, order } = useSectionForm({
    name: `bureau-${code}-${section}-${guardianId ?? ""}${childId ?? ""}`,
    view,
    fields,
    more: { reason: "" },
    check: (_, { reason = "" }) => missingReason(reason),
    send: async (changes, { reason = "" }) => {
      const body = {
        section,
        ...(guardianId === undefined ? {} : { guardianId }),
        ...(childId === undefined ? {} : { childId }),
        changes: [...changes],
        reason: reason.trim(),
      };
      await sendOnce(["bureau-fiche", code, body], (idempotencyKey) =>
        call("request.change", {
          params: { familyCode: code },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      await onDone();
    },
  });
  return (
    <FormDialog form={form} order={order} title={titleOf(view)} action={familyFile.send} onClose={onClose}>
      {fields.map((field) => (
        <FieldInput key={field.id} form={form} field={field} names={view.names} />
      ))}
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}

/** A departure that was planned is given up. */
export function StayDialog({ code, view, onClose, onDone }: EditProps) {
  const { section, guardianId, childId } = view;
  const form = useForm({
    name: `bureau-${code}-reste-${guardianId ?? childId ?? ""}`,
    initial: { reason: "" },
    kept: ["reason"],
    check: ({ reason }) => missingReason(reason),
    submit: async ({ reason }) => {
      const body = {
        section,
        ...(guardianId === undefined ? {} : { guardianId }),
        ...(childId === undefined ? {} : { childId }),
        changes: view.fields.map(({ id, value }) => ({ field: id, seen: value, value: null })),
        reason: reason.trim(),
      };
      await sendOnce(["bureau-fiche", code, body], (idempotencyKey) =>
        call("request.change", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason"]}
      title={strings.stayOf(view.whose ?? view.title)}
      action={strings.stay}
      onClose={onClose}
    >
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
