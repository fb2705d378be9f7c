/** Closes days in two steps: which and why, then what that undoes, before anything is done. */
import { useState } from "preact/hooks";
import type { ClosurePreview, ClosureView } from "../../../functions/closure/contract.ts";
import { readId, type PlainDate, type SiteId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { dropDraft } from "../../shared/drafts.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { longDay } from "../../shared/format/dates.ts";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { closure as strings } from "../../strings/fr/closure.ts";
import { working } from "../../strings/fr/ui.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

interface Asked {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly kind: ClosureView["kind"];
  readonly reason: string;
}

interface Props {
  readonly site: SiteId;
  readonly onDone: (closure: ClosureView) => Promise<void>;
  readonly onClose: () => void;
}

function missing({ from, to, reason }: Readonly<Record<"from" | "to" | "reason", string>>) {
  return {
    ...(readId("PlainDate", from) ? {} : { from: strings.missing.from }),
    ...(readId("PlainDate", to) ? {} : { to: strings.missing.to }),
    ...(from !== "" && to !== "" && to < from ? { to: strings.missing.order } : {}),
    ...missingReason(reason),
  };
}

export function CloseDialog({ site, onDone, onClose }: Props) {
  const [checked, setChecked] = useState<{ readonly asked: Asked; readonly preview: ClosurePreview } | null>(null);
  const form = useForm({
    name: "fermer-des-jours",
    initial: { from: "", to: "", kind: "closure", reason: "" },
    kept: ["from", "to", "kind", "reason"],
    keptAfterSending: true,
    check: missing,
    submit: async ({ from: first, to: last, kind, reason }) => {
      const [from, to] = [readId("PlainDate", first), readId("PlainDate", last)];
      if (!from || !to) return;
      const preview = await call("closure.preview", { params: { siteId: site }, query: { from, to } });
      setChecked({
        asked: { from, to, kind: kind === "strike" ? "strike" : "closure", reason: reason.trim() },
        preview,
      });
    },
  });
  if (checked) {
    const {
      asked,
      preview: { days, bookings, waiting, families },
    } = checked;
    return (
      <ConfirmDialog
        title={`${strings.closeTitle} ${strings.days(longDay(asked.from), longDay(asked.to))}`}
        danger
        action={strings.confirmClose}
        busyLabel={working}
        onClose={() => {
          setChecked(null);
        }}
        onConfirm={async () => {
          const closure = await sendOnce(["close", site, asked], (idempotencyKey) =>
            call("closure.close", { params: { siteId: site }, body: { idempotencyKey, ...asked }, repeatable: true }),
          );
          dropDraft(form.name);
          await onDone(closure);
        }}
      >
        <p>
          <b>{strings.effect(days, bookings, waiting, families)}</b>
        </p>
        <p>
          {strings.kinds[asked.kind]} : {asked.reason}
        </p>
        <p>{strings.closeText}</p>
      </ConfirmDialog>
    );
  }
  return (
    <FormDialog
      form={form}
      order={["from", "to", "kind", "reason"]}
      title={strings.closeTitle}
      action={strings.check}
      onClose={onClose}
    >
      <p>{strings.closeText}</p>
      <div class="pair">
        <Field form={form} field="from" label={strings.from} input={{ type: "date" }} />
        <Field form={form} field="to" label={strings.to} hint={strings.toHint} input={{ type: "date" }} />
      </div>
      <Select
        form={form}
        field="kind"
        label={strings.kind}
        options={[
          { value: "closure", label: strings.kinds.closure },
          { value: "strike", label: strings.kinds.strike },
        ]}
      />
      <ReasonField form={form} field="reason" hint={strings.closeHint} />
    </FormDialog>
  );
}
