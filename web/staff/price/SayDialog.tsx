/** Says what counts in a family's prices, from a day to a day, or corrects it; and withdraws what was said by mistake. */
import { regimes } from "../../../functions/catalogue/rules/tariffs.ts";
import type {
  CircumstanceView,
  FamilyCircumstances,
  SaidBody,
} from "../../../functions/price/contract/circumstances.ts";
import { payers, readHelpPart } from "../../../functions/price/rules/circumstances.ts";
import { rateInWords, rate } from "../../../functions/kernel/exact.ts";
import { readId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents, eurosInWords } from "../../../functions/kernel/money.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { circumstances as strings } from "../../strings/fr/price.ts";
import { rebilling } from "../../strings/fr/staff.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Rebilled } from "../ui/Rebilled.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { useRebilled } from "../ui/useRebilled.ts";
import { WithdrawBilled } from "../ui/WithdrawBilled.tsx";

interface Props {
  readonly code: FamilyCode;
  readonly view: FamilyCircumstances;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

const kinds = ["payer", "worksHere", "regime", "ownMeal"] as const;
type Kind = (typeof kinds)[number];
type Part = Extract<SaidBody, { readonly kind: "payer" }>["part"];

/** `60 %`, `0,76`: null when it is neither. */
const partText = (part: Part): string =>
  "share" in part ? rateInWords(rate(part.share)) : eurosInWords(cents(part.amount));

const initialOf = (of: CircumstanceView | null, { today, children }: FamilyCircumstances) => {
  const said = of?.said;
  const payer = said?.kind === "payer" ? said : null;
  return {
    kind: said?.kind ?? "payer",
    regime: said?.kind === "regime" ? said.regime : regimes[0],
    child: said?.kind === "ownMeal" ? said.childId : (children[0]?.id ?? ""),
    payer: payer?.payer ?? payers[0],
    name: payer?.name ?? "",
    part: payer ? partText(payer.part) : "",
    activity: payer?.activityId ?? "",
    from: of?.from ?? today,
    until: of?.until ?? "",
    reason: "",
  };
};
type Typed = Readonly<Record<keyof ReturnType<typeof initialOf>, string>>;

const kindOf = (typed: string): Kind => kinds.find((one) => one === typed) ?? "payer";

/** What the fields say; null when one that is needed cannot be read, which `check` has refused. */
function saidOf({ kind, regime, child, payer, name, part, activity }: Typed): SaidBody | null {
  switch (kindOf(kind)) {
    case "worksHere":
      return { kind: "worksHere" };
    case "regime":
      return { kind: "regime", regime: regimes.find((one) => one === regime) ?? regimes[0] };
    case "ownMeal": {
      const childId = readId("ChildId", child);
      return childId ? { kind: "ownMeal", childId } : null;
    }
    case "payer": {
      const read = readHelpPart(part);
      return (
        read && {
          kind: "payer",
          payer: payers.find((one) => one === payer) ?? payers[0],
          name: name.trim() === "" ? null : name.trim(),
          part: read,
          activityId: readId("ActivityId", activity),
        }
      );
    }
  }
}

function wrongIn({ kind, payer, name, part, from }: Typed) {
  const paid = kindOf(kind) === "payer";
  return {
    ...(paid && payer === "other" && name.trim() === "" ? { name: strings.nameMissing } : {}),
    ...(paid && readHelpPart(part) === null ? { part: strings.partMissing } : {}),
    ...(readId("PlainDate", from) ? {} : { from: strings.fromMissing }),
  };
}

export function SayDialog({ code, view, of, onDone, onClose }: Props & { readonly of: CircumstanceView | null }) {
  const rebilled = useRebilled();
  const form = useForm({
    name: "tarification",
    initial: initialOf(of, view),
    check: (values) => ({ ...wrongIn(values), ...missingReason(values.reason) }),
    serverFields: { "said.name": "name", "said.part": "part", "said.childId": "child", "said.activityId": "activity" },
    submit: async (values) => {
      const said = saidOf(values);
      const from = readId("PlainDate", values.from);
      if (!said || !from) return;
      const body = {
        seen: view.version,
        ...(of ? { about: of.about } : {}),
        said,
        from,
        until: readId("PlainDate", values.until),
        reason: values.reason.trim(),
      };
      const meant = {
        what: "circumstance" as const,
        ...(of ? { about: of.about } : {}),
        said: { said, from, until: body.until },
      };
      const ask = () => call("billing.rebillPrices", { params: { familyCode: code }, body: meant });
      if (!(await rebilled.isMeant(meant, ask))) return;
      await sendOnce(["tarification", code, body], (idempotencyKey) =>
        call("price.say", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.saved);
      await onDone();
    },
  });
  const kind = kindOf(form.values.kind);
  return (
    <FormDialog
      form={form}
      order={["kind", "payer", "name", "part", "activity", "regime", "child", "from", "until", "reason"]}
      title={of ? strings.correctOf(of.words) : strings.add}
      action={rebilled.view ? rebilling.confirm : strings.save}
      onClose={onClose}
    >
      {!of && (
        <Select
          form={form}
          field="kind"
          label={strings.kind}
          options={kinds.map((one) => ({ value: one, label: strings.kinds[one] }))}
        />
      )}
      {kind === "payer" && (
        <>
          <Select
            form={form}
            field="payer"
            label={strings.payer}
            options={payers.map((one) => ({ value: one, label: strings.payers[one] }))}
          />
          <Field
            form={form}
            field="name"
            label={strings.name}
            optional={form.values.payer !== "other"}
            input={{ autocomplete: "off", maxLength: 60 }}
          />
          <Field
            form={form}
            field="part"
            label={strings.part}
            hint={strings.partHint}
            input={{ inputMode: "text", autocomplete: "off", maxLength: 12 }}
          />
          <Select
            form={form}
            field="activity"
            label={strings.activity}
            options={[
              { value: "", label: strings.anyActivity },
              ...view.activities.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </>
      )}
      {kind === "regime" && (
        <Select
          form={form}
          field="regime"
          label={strings.regime}
          options={regimes.map((one) => ({ value: one, label: strings.regimes[one] }))}
        />
      )}
      {kind === "ownMeal" && (
        <Select
          form={form}
          field="child"
          label={strings.child}
          options={view.children.map(({ id, firstName }) => ({ value: id, label: firstName }))}
        />
      )}
      <Field form={form} field="from" label={strings.from} input={{ type: "date" }} />
      <Field
        form={form}
        field="until"
        label={strings.until}
        hint={strings.untilHint}
        optional
        input={{ type: "date" }}
      />
      <p class="small muted">{strings.rebilled}</p>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      {rebilled.view && <Rebilled view={rebilled.view} />}
    </FormDialog>
  );
}

export function UnsayDialog({ code, view, of, onDone, onClose }: Props & { readonly of: CircumstanceView }) {
  const { about } = of;
  const meant = { what: "circumstance" as const, about, said: null };
  return (
    <WithdrawBilled
      name="retirer-tarification"
      title={strings.withdrawOf(of.words)}
      words={strings}
      of={meant}
      ask={() => call("billing.rebillPrices", { params: { familyCode: code }, body: meant })}
      send={(reason) => {
        const body = { seen: view.version, about, reason };
        return sendOnce(["tarification-retiree", code, body], (idempotencyKey) =>
          call("price.unsay", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
        );
      }}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
