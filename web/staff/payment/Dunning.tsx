/** How a family was asked again for what is late, and the end of it, for a while or for good. */
import { useState } from "preact/hooks";
import type { FamilyPayments, OpenInvoice } from "../../../functions/payment/contract/desk.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { dayOf, dateOnly, monthWords } from "../../shared/format/dates.ts";
import { listed } from "../../shared/format/text.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { Failure } from "../../shared/ui/Failure.tsx";
import { desk } from "../../strings/fr/payment.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import type { DeskDialog } from "./dialogs.ts";

const strings = desk.dunnings;

/** An invoice, or all of the family's. */
type Of = OpenInvoice | null;
type Exempt = NonNullable<FamilyPayments["exempt"]>;

const write = (
  code: FamilyCode,
  of: Of,
  exemption: { readonly reason: string; readonly until?: Exempt["until"] } | null,
) =>
  of
    ? call("payment.exempt", {
        params: { familyCode: code, period: of.period, accountId: of.accountId },
        body: { exemption },
      })
    : call("payment.exemptFamily", { params: { familyCode: code }, body: { exemption } });

const exemptWords = ({ reason, until, byName }: Exempt): string =>
  until === undefined ? strings.exempt(reason, byName) : strings.exemptUntil(dateOnly(until), reason, byName);

interface Props {
  readonly code: FamilyCode;
  readonly of: Of;
  readonly exempt: Exempt | undefined;
  readonly onStop: () => void;
  readonly onDone: () => Promise<void>;
}

/** What was done, and the button that ends it or begins it again. */
export function Dunning({ code, of, exempt, onStop, onDone }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const again = async (): Promise<void> => {
    setProblem(null);
    try {
      await write(code, of, null);
      toast(strings.resumed);
      await onDone();
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  const month = of && monthWords(of.period);
  return (
    <div>
      {of && of.dunned.length > 0 && (
        <p class="small">{strings.sent(listed(of.dunned.map(({ at, by }) => strings[by](dateOnly(dayOf(at))))))}</p>
      )}
      {of?.next && <p class="small">{strings.next[of.next.by](dateOnly(of.next.on))}</p>}
      {exempt && <p class="small">{exemptWords(exempt)}</p>}
      {exempt ? (
        <button
          type="button"
          class="text-button"
          aria-label={month === null ? strings.againFamily : strings.againOf(month)}
          onClick={() => {
            void again();
          }}
        >
          {strings.again}
        </button>
      ) : (
        <button
          type="button"
          class="text-button"
          aria-label={month === null ? undefined : strings.stopOf(month)}
          onClick={onStop}
        >
          {month === null ? strings.stopFamily : strings.stop}
        </button>
      )}
      {problem && <Failure problem={problem} />}
    </div>
  );
}

/** Asks why, and until when. */
export function ExemptDialog({ code, of, onDone, onClose }: DeskDialog & { readonly of: Of }) {
  const form = useForm({
    name: "sans-relance",
    initial: { reason: "", until: "" },
    check: ({ reason, until }) => ({
      ...missingReason(reason),
      ...(until === "" || readId("PlainDate", until) ? {} : { until: desk.badDate }),
    }),
    submit: async ({ reason, until }) => {
      const day = readId("PlainDate", until);
      await write(code, of, { reason: reason.trim(), ...(day ? { until: day } : {}) });
      toast(strings.stopped);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["reason", "until"]}
      title={of ? strings.stopTitle(monthWords(of.period)) : strings.stopFamilyTitle}
      action={strings.stop}
      onClose={onClose}
    >
      <p>{strings.stopText}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      <Field
        form={form}
        field="until"
        label={strings.until}
        hint={strings.untilHint}
        optional
        input={{ type: "date" }}
      />
    </FormDialog>
  );
}
