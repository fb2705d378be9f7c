/** A credit note on some lines of what a family was asked: which, what is left due of them, why. */
import { useState } from "preact/hooks";
import type { DetailView, LineView } from "../../../functions/billing/contract/views.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents, readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { longDay } from "../../shared/format/dates.ts";
import { price } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { announce } from "../../shared/ui/announcements.tsx";
import { billing } from "../../strings/fr/billing.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";

const strings = billing.credit;

interface Props {
  readonly code: FamilyCode;
  readonly detail: DetailView;
  readonly onDone: () => Promise<void>;
}

const nameOf = ({ period, rank }: LineView): string => `${period} ${rank}`;
/** What something was asked by; the office says of the others that they were taken back since. */
const askedBy = (lines: readonly LineView[]): readonly LineView[] =>
  lines.filter(({ quantity, amount }) => quantity > 0 && amount > 0);

export function CreditButton({ code, detail, onDone }: Props) {
  const [open, setOpen] = useState(false);
  if (askedBy(detail.lines).length === 0) return null;
  return (
    <p class="no-print">
      <button
        type="button"
        class="button ghost"
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {strings.open}
      </button>
      {open && (
        <CreditDialog
          code={code}
          detail={detail}
          onDone={onDone}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </p>
  );
}

function CreditDialog({ code, detail, onDone, onClose }: Props & { readonly onClose: () => void }) {
  const { period, accountId } = detail.statement;
  const lines = askedBy(detail.lines);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const credited = lines.filter((line) => chosen.includes(nameOf(line)));
  const least = Math.min(...credited.map(({ amount }) => amount));
  const form = useForm({
    name: `avoir-${code}-${period}-${accountId}`,
    initial: { due: "0", reason: "" },
    kept: [],
    check: ({ due, reason }) => {
      const left = readEuros(due);
      return {
        ...(left === null
          ? { due: strings.dueMissing }
          : credited.length === 0
            ? { due: strings.none }
            : left >= least
              ? { due: strings.dueTooMuch(price(least)) }
              : {}),
        ...missingReason(reason),
      };
    },
    submit: async ({ due, reason }) => {
      const left = readEuros(due) ?? cents(0);
      await call("billing.credit", {
        params: { familyCode: code, period, accountId },
        body: {
          lines: credited.map((line) => ({ period: line.period, rank: line.rank, due: left })),
          reason: reason.trim(),
        },
      });
      await onDone();
      announce(strings.done);
      onClose();
    },
  });
  const left = readEuros(form.values.due) ?? 0;
  const sum = credited.reduce((all, { amount }) => all + Math.max(0, amount - left), 0);
  return (
    <FormDialog form={form} order={["due", "reason"]} title={strings.title} action={strings.open} onClose={onClose}>
      <p>{strings.text}</p>
      <fieldset>
        <legend class="field-label">{strings.lines}</legend>
        <div class="scroll-checks">
          {lines.map((line) => (
            <label class="tick" key={nameOf(line)}>
              <input
                type="checkbox"
                checked={chosen.includes(nameOf(line))}
                onChange={({ currentTarget }) => {
                  const name = nameOf(line);
                  setChosen(currentTarget.checked ? [...chosen, name] : chosen.filter((one) => one !== name));
                }}
              />
              <span>
                {capitalised(longDay(line.date))}, {line.firstName}
                <br />
                <small class="muted choice-hint">
                  {line.activityName}, {line.unitName} · {price(line.amount)}
                </small>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <Field form={form} field="due" label={strings.due} hint={strings.dueHint} input={{ autocomplete: "off" }} />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <p role="status">
        <b>{strings.sum(price(sum))}</b>
      </p>
    </FormDialog>
  );
}
