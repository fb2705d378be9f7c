/** Enters or corrects a month's quotient: its value as a statement has it, or what the papers say, counted at once. */
import type { FamilyQuotientView } from "../../../functions/quotient/contract/months.ts";
import { quotientOf } from "../../../functions/quotient/rules/formulas.ts";
import { statedOrigins } from "../../../functions/quotient/rules/quotient.ts";
import { readId, type FamilyCode, type PlainMonth } from "../../../functions/kernel/ids.ts";
import { readEuros } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm, type Form } from "../../shared/forms/useForm.ts";
import { dateOnly, monthWords } from "../../shared/format/dates.ts";
import { euros } from "../../shared/format/euros.ts";
import { capitalised } from "../../shared/format/text.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { familyQuotient as strings, quotient as shared } from "../../strings/fr/quotient/quotient.ts";
import { rebilling } from "../../strings/fr/staff.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Rebilled } from "../ui/Rebilled.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { useRebilled } from "../ui/useRebilled.ts";
import { monthsUpTo } from "./months.ts";
import { fieldsOf, readPapers, type PapersField } from "./papers.ts";

export interface DialogProps {
  readonly code: FamilyCode;
  readonly view: FamilyQuotientView;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

/** What a person may enter a value from: the rest is the portal's own doing. */
const enteredOrigins = [...statedOrigins, "papers"] as const;

const emptyPapers: Readonly<Record<PapersField, string>> = {
  yearlyIncome: "",
  monthlyBenefits: "",
  children: "",
  parts: "",
  monthlyIncome: "",
  monthlyRent: "",
  persons: "",
};

const labelOf = (kind: FamilyQuotientView["kind"], field: PapersField): string =>
  field === "yearlyIncome" ? strings.yearlyIncome[kind === "fiscal" ? "fiscal" : "caf"] : strings[field];

export function EnterDialog({ code, view, month, onDone, onClose }: DialogProps & { readonly month: PlainMonth }) {
  const { kind } = view;
  const known = view.months.find((one) => one.kind === kind && one.month === month)?.acts[0]?.entered;
  const rebilled = useRebilled();
  const form = useForm({
    name: "quotient",
    initial: {
      month,
      origin: statedOrigins.find((one) => one === known?.origin) ?? "caf",
      value: "",
      ...emptyPapers,
      from: "",
      until: "",
      reason: "",
    },
    check: (values) => ({
      ...(values.origin === "papers" ? wrongPapers(kind, values) : wrongValue(values.value)),
      ...missingReason(values.reason),
    }),
    submit: async (values) => {
      const of = readId("PlainMonth", values.month) ?? view.month;
      const origin = enteredOrigins.find((one) => one === values.origin) ?? "caf";
      const read = readPapers(kind, values);
      const value = readEuros(values.value);
      const [from, until] = [readId("PlainDate", values.from), readId("PlainDate", values.until)];
      const common = {
        seen: view.months.find((one) => one.kind === kind && one.month === of)?.version ?? 0,
        ...(from ? { from } : {}),
        ...(until ? { until } : {}),
        reason: values.reason.trim(),
      };
      // What cannot be read has been refused by `check`.
      const body =
        origin === "papers"
          ? "papers" in read && { ...common, origin, papers: read.papers }
          : value !== null && { ...common, origin, value };
      if (!body) return;
      const counted = "papers" in read ? quotientOf(read.papers) : value;
      const entered = {
        value: (origin === "papers" ? counted : value) ?? 0,
        origin,
        ...(from ? { from } : {}),
        ...(until ? { until } : {}),
      };
      const ask = () =>
        call("billing.rebillPrices", {
          params: { familyCode: code },
          body: { what: "quotient", month: of, entered },
        });
      if (!(await rebilled.isMeant([of, entered], ask))) return;
      const after = await sendOnce(["quotient", code, of, body], (idempotencyKey) =>
        call("quotient.enter", {
          params: { familyCode: code, month: of },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      const now = after.months.find((one) => one.kind === kind && one.month === of)?.acts[0]?.entered;
      if (now) toast(strings.saved(euros(now.value)));
      await onDone();
    },
  });
  const papers = form.values.origin === "papers";
  return (
    <FormDialog
      form={form}
      order={["month", "origin", "value", ...fieldsOf[kind], "from", "until", "reason"]}
      title={known ? strings.correctOf(monthWords(month)) : strings.enterTitle}
      action={rebilled.view ? rebilling.confirm : strings.save}
      onClose={onClose}
    >
      <Select
        form={form}
        field="month"
        label={strings.monthField}
        options={monthsUpTo(view.month).map((one) => ({ value: one, label: capitalised(monthWords(one)) }))}
      />
      <Select
        form={form}
        field="origin"
        label={strings.originField}
        options={enteredOrigins.map((one) => ({ value: one, label: shared.origins[one] }))}
      />
      {papers ? (
        <PapersFields form={form} kind={kind} />
      ) : (
        <Field
          form={form}
          field="value"
          label={strings.valueField}
          hint={strings.valueHint}
          input={{ inputMode: "text", autocomplete: "off", maxLength: 16 }}
        />
      )}
      <Field form={form} field="from" label={strings.fromField} optional input={{ type: "date" }} />
      <Field
        form={form}
        field="until"
        label={strings.untilField}
        hint={strings.usual(dateOnly(view.usualUntil))}
        optional
        input={{ type: "date" }}
      />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      {rebilled.view && <Rebilled view={rebilled.view} />}
    </FormDialog>
  );
}

const wrongValue = (typed: string): { readonly value?: string } =>
  readEuros(typed) === null ? { value: strings.valueMissing } : {};

function wrongPapers(
  kind: FamilyQuotientView["kind"],
  typed: Readonly<Record<PapersField, string>>,
): Readonly<Partial<Record<PapersField, string>>> {
  const read = readPapers(kind, typed);
  return "wrong" in read ? read.wrong : {};
}

/** The papers' figures, and the quotient that they give while they are typed. */
function PapersFields<F extends string>({
  form,
  kind,
}: {
  readonly form: Form<F | PapersField>;
  readonly kind: FamilyQuotientView["kind"];
}) {
  const read = readPapers(kind, form.values);
  return (
    <>
      {fieldsOf[kind].map((field) => (
        <Field
          key={field}
          form={form}
          field={field}
          label={labelOf(kind, field)}
          hint={field === "parts" ? strings.partsHint : undefined}
          input={{ inputMode: "text", autocomplete: "off", maxLength: 16 }}
        />
      ))}
      <p role="status">
        {"papers" in read ? <b>{strings.computed(euros(quotientOf(read.papers)))}</b> : strings.notComputed}
      </p>
    </>
  );
}
