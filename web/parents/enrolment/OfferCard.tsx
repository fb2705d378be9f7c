/** An activity that asks for an enrolment: what goes with it, and the form that asks for it. */
import { useState } from "preact/hooks";
import type { EnrolmentChild, EnrolmentOffer } from "../../../functions/enrolment/contract.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { ErrorSummary } from "../../shared/forms/ErrorSummary.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { dropDraft, hasDraft } from "../../shared/drafts.ts";
import { dateOnly } from "../../shared/format/dates.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { EditActions } from "../../shared/ui/EditCard.tsx";
import { enrolments as strings } from "../../strings/fr/enrolment.ts";

const draftOf = (child: string, activity: string): string => `inscription-${child}-${activity}`;

interface Props {
  readonly offer: EnrolmentOffer;
  readonly child: Pick<EnrolmentChild, "id" | "firstName">;
  readonly place: string | undefined;
  readonly onChanged: () => Promise<void>;
}

export function OfferCard({ offer, child, place, onChanged }: Props) {
  const [asking, setAsking] = useState(() => hasDraft(draftOf(child.id, offer.activityId)));
  const { activityName, siteName, from, to, documents } = offer;
  const blocked = documents.some(({ needed }) => needed);
  return (
    <li class="card stack tight need" id={place} tabIndex={-1}>
      <h3>{activityName}</h3>
      <p class="small muted">
        {siteName} · {strings.fromTo(dateOnly(from), dateOnly(to))}
      </p>
      {documents.length > 0 && (
        <div>
          <p>{strings.documents}</p>
          <ul>
            {documents.map(({ name, standing, href }) => (
              <li key={href}>
                <a href={href}>{name}</a> : {strings.documentStandings[standing]}
              </li>
            ))}
          </ul>
          {blocked && <p class="small">{strings.documentsFirst}</p>}
        </div>
      )}
      {asking ? (
        <AskForm
          offer={offer}
          child={child}
          onClose={() => {
            setAsking(false);
          }}
          onChanged={onChanged}
        />
      ) : (
        <div class="row need-acts">
          <button
            type="button"
            class="button"
            disabled={blocked}
            aria-label={strings.askOf(child.firstName, activityName)}
            onClick={() => {
              setAsking(true);
            }}
          >
            {strings.ask}
          </button>
        </div>
      )}
    </li>
  );
}

const longest = 300;

function AskForm({
  offer: { activityId, from: first, to: last },
  child: { id: childId },
  onClose,
  onChanged,
}: Pick<Props, "offer" | "child" | "onChanged"> & { readonly onClose: () => void }) {
  const form = useForm({
    name: draftOf(childId, activityId),
    initial: { from: first, to: last, message: "" },
    kept: ["from", "to", "message"],
    check: ({ from, to }) => ({
      ...(readId("PlainDate", from) ? {} : { from: strings.dateMissing }),
      ...(readId("PlainDate", to) ? {} : { to: strings.dateMissing }),
    }),
    submit: async (values) => {
      const [from, to] = [readId("PlainDate", values.from), readId("PlainDate", values.to)];
      if (!from || !to) return;
      const message = values.message.trim();
      const body = { childId, activityId, from, to, ...(message === "" ? {} : { message }) };
      await sendOnce(["enrolment-ask", body], (idempotencyKey) =>
        call("enrolment.ask", { body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.asked);
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
      <ErrorSummary form={form} order={["from", "to", "message"]} />
      <Field form={form} field="from" label={strings.from} input={{ type: "date" }} />
      <Field form={form} field="to" label={strings.to} hint={strings.toHint} input={{ type: "date" }} />
      <Field
        form={form}
        field="message"
        label={strings.messageField}
        optional
        input={{ autocomplete: "off", maxLength: longest }}
      />
      <EditActions busy={form.busy} label={strings.send} busyLabel={strings.asking} onCancel={cancel} />
    </form>
  );
}
