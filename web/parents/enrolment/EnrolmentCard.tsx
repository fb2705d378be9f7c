/** One enrolment: how it stands, what the office says, what can be done about it. */
import { useState } from "preact/hooks";
import type { EnrolmentView } from "../../../functions/enrolment/contract.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { dropDraft, hasDraft } from "../../shared/drafts.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { ConfirmDialog } from "../../shared/ui/ConfirmDialog.tsx";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { Notice } from "../../shared/ui/Notice.tsx";
import { enrolments as strings } from "../../strings/fr/enrolment.ts";
import { working } from "../../strings/fr/ui.ts";

interface Props {
  readonly enrolment: EnrolmentView;
  /** The child's first name. */
  readonly name: string;
  readonly place: string | undefined;
  readonly onChanged: () => Promise<void>;
}

const endDraft = (enrolment: string): string => `fin-${enrolment}`;

const tones = { asked: " wait", onHold: " wait", accepted: " ok", refused: " no", withdrawn: "", ended: "" } as const;

export function EnrolmentCard({ enrolment, name, place, onChanged }: Props) {
  const { activityId, activityName, from, to, status, reason, message, endsFrom, byOffice } = enrolment;
  const [doing, setDoing] = useState<"withdraw" | "end" | null>(() =>
    hasDraft(endDraft(enrolment.id)) ? "end" : null,
  );
  const waits = status === "asked" || status === "onHold";
  const close = (): void => {
    setDoing(null);
  };
  const next = strings.next[status];
  return (
    <li class="card stack tight need" id={place} tabIndex={-1}>
      <div class="row between">
        <h3>{activityName}</h3>
        <span class={`chip${tones[status]}`}>{strings.statuses[status]}</span>
      </div>
      <p>{strings.fromTo(dateOnly(from), dateOnly(to))}</p>
      {endsFrom !== undefined && <p>{strings.endsFrom(dateOnly(endsFrom))}</p>}
      {byOffice && <p class="small muted">{strings.byOffice}</p>}
      {message !== undefined && <p class="small muted">{strings.message(message)}</p>}
      {reason !== undefined && (
        <Notice tone={status === "refused" ? "no" : "wait"} title={strings.said}>
          <p>« {reason} »</p>
        </Notice>
      )}
      {next !== "" && <p class="small">{next}</p>}
      {doing === "end" ? (
        <EndForm enrolment={enrolment} onClose={close} onChanged={onChanged} />
      ) : (
        <div class="row need-acts">
          {status === "accepted" && (
            <a class="button" href={`/inscrire/${activityId}`} aria-label={strings.bookOf(activityName)}>
              {strings.book}
            </a>
          )}
          {status === "accepted" && (
            <button
              type="button"
              class="button ghost"
              aria-label={strings.endOf(name, activityName)}
              onClick={() => {
                setDoing("end");
              }}
            >
              {strings.end}
            </button>
          )}
          {waits && (
            <button
              type="button"
              class="button ghost"
              aria-label={strings.withdrawOf(name, activityName)}
              onClick={() => {
                setDoing("withdraw");
              }}
            >
              {strings.withdraw}
            </button>
          )}
        </div>
      )}
      {doing === "withdraw" && <Withdraw enrolment={enrolment} onClose={close} onChanged={onChanged} />}
    </li>
  );
}

interface DoingProps extends Pick<Props, "enrolment" | "onChanged"> {
  readonly onClose: () => void;
}

const Withdraw = ({ enrolment: { id, childId, version }, onClose, onChanged }: DoingProps) => (
  <ConfirmDialog
    title={strings.withdrawTitle}
    action={strings.withdraw}
    busyLabel={working}
    danger
    onClose={onClose}
    onConfirm={async () => {
      await sendOnce(["enrolment-withdraw", id, version], (idempotencyKey) =>
        call("enrolment.withdraw", {
          params: { enrolmentId: id },
          body: { idempotencyKey, childId, seen: version },
          repeatable: true,
        }),
      );
      toast(strings.withdrawn);
      onClose();
      await onChanged();
    }}
  >
    <p>{strings.withdrawText}</p>
  </ConfirmDialog>
);

function EndForm({ enrolment: { id, childId, version }, onClose, onChanged }: DoingProps) {
  const form = useForm({
    name: endDraft(id),
    initial: { from: "" },
    kept: ["from"],
    check: ({ from }) => (readId("PlainDate", from) ? {} : { from: strings.dateMissing }),
    submit: async (values) => {
      const from = readId("PlainDate", values.from);
      if (!from) return;
      await sendOnce(["enrolment-end", id, version, from], (idempotencyKey) =>
        call("enrolment.end", {
          params: { enrolmentId: id },
          body: { idempotencyKey, childId, seen: version, from },
          repeatable: true,
        }),
      );
      toast(strings.ended(dateOnly(from)));
      onClose();
      await onChanged();
    },
  });
  const cancel = (): void => {
    dropDraft(form.name);
    onClose();
  };
  return (
    <form class="stack tight" onSubmit={form.onSubmit} noValidate>
      <ErrorSummary form={form} order={["from"]} />
      <p>{strings.endText}</p>
      <Field form={form} field="from" label={strings.endFrom} hint={strings.endHint} input={{ type: "date" }} />
      <EditActions busy={form.busy} label={strings.end} busyLabel={strings.ending} onCancel={cancel} />
    </form>
  );
}
