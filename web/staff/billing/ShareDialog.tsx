/** Says what each household of a child pays, from a day to a day, or corrects it; and withdraws what was said by mistake. */
import type { FamilyShares, SaidShare, ShareView } from "../../../functions/billing/contract/shares.ts";
import { rate, rateInWords, readRate } from "../../../functions/kernel/exact.ts";
import { readId, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { shares as strings } from "../../strings/fr/billing.ts";
import { rebilling } from "../../strings/fr/staff.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { Rebilled } from "../ui/Rebilled.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { useRebilled } from "../ui/useRebilled.ts";
import { WithdrawBilled } from "../ui/WithdrawBilled.tsx";

export type SharedChild = FamilyShares["children"][number];

interface Props {
  readonly code: FamilyCode;
  readonly view: FamilyShares;
  readonly child: SharedChild;
  readonly onDone: () => Promise<void>;
  readonly onClose: () => void;
}

const whole = 1_000_000;
const partField = (code: FamilyCode): string => `part-${code}`;
/** `60`, `33,33 %`: null for anything else. */
const readPart = (typed: string): number | null => {
  const trimmed = typed.trim();
  const read = readRate(/%$/u.test(trimmed) ? trimmed : `${trimmed} %`);
  return read !== null && read >= 0 && read <= whole ? read : null;
};

const even = (households: number, rank: number): number =>
  Math.floor(whole / households / 100) * 100 +
  (rank === 0 ? whole - Math.floor(whole / households / 100) * 100 * households : 0);

export function ShareDialog({ code, view, child, of, onDone, onClose }: Props & { readonly of: ShareView | null }) {
  const { households } = child;
  const rebilled = useRebilled();
  const partsIn = (values: Readonly<Record<string, string>>) =>
    households.map(({ familyCode }) => ({ familyCode, share: readPart(values[partField(familyCode)] ?? "") }));
  const form = useForm<string>({
    name: "partage",
    initial: {
      activity: of?.activityId ?? "",
      from: of?.from ?? view.today,
      until: of?.until ?? "",
      reason: "",
      ...Object.fromEntries(
        households.map(({ familyCode }, rank) => [
          partField(familyCode),
          rateInWords(
            rate(
              of ? (of.parts.find((one) => one.familyCode === familyCode)?.share ?? 0) : even(households.length, rank),
            ),
          ),
        ]),
      ),
    },
    serverFields: {
      "said.activityId": "activity",
      "said.from": "from",
      "said.until": "until",
      parts: partField(households[0]?.familyCode ?? code),
    },
    check: (values) => {
      const parts = partsIn(values);
      const unread = parts.filter(({ share }) => share === null);
      const [first] = parts;
      const sum = parts.reduce((all, { share }) => all + (share ?? 0), 0);
      return {
        ...Object.fromEntries(unread.map(({ familyCode }) => [partField(familyCode), strings.partMissing])),
        ...(unread.length === 0 && sum !== whole && first ? { [partField(first.familyCode)]: strings.notWhole } : {}),
        ...(readId("PlainDate", values["from"] ?? "") ? {} : { from: strings.fromMissing }),
        ...missingReason(values["reason"] ?? ""),
      };
    },
    submit: async (values) => {
      const from = readId("PlainDate", values["from"] ?? "");
      if (!from) return;
      const said: SaidShare = {
        childId: child.childId,
        activityId: readId("ActivityId", values["activity"] ?? ""),
        parts: partsIn(values).map(({ familyCode, share }) => ({ familyCode, share: share ?? 0 })),
        from,
        until: readId("PlainDate", values["until"] ?? ""),
      };
      const act = { what: "say" as const, ...(of ? { about: of.about } : {}), said };
      const ask = () => call("billing.rebillShares", { params: { familyCode: code }, body: act });
      if (!(await rebilled.isMeant(act, ask))) return;
      const body = { ...act, reason: (values["reason"] ?? "").trim() };
      await sendOnce(["partage", code, body], (idempotencyKey) =>
        call("billing.setShare", { params: { familyCode: code }, body: { idempotencyKey, ...body }, repeatable: true }),
      );
      toast(strings.saved);
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={[...households.map(({ familyCode }) => partField(familyCode)), "activity", "from", "until", "reason"]}
      title={of ? strings.correctOf(child.firstName) : strings.addOf(child.firstName)}
      action={rebilled.view ? rebilling.confirm : strings.save}
      onClose={onClose}
    >
      {households.map(({ familyCode, familyName }) => (
        <Field
          key={familyCode}
          form={form}
          field={partField(familyCode)}
          label={strings.part(familyName, familyCode)}
          hint={strings.partHint}
          input={{ inputMode: "decimal", autocomplete: "off", maxLength: 12 }}
        />
      ))}
      <Select
        form={form}
        field="activity"
        label={strings.activity}
        options={[
          { value: "", label: strings.everyActivity },
          ...view.activities.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Field form={form} field="from" label={strings.from} input={{ type: "date" }} />
      <Field
        form={form}
        field="until"
        label={strings.until}
        hint={strings.untilHint}
        optional
        input={{ type: "date" }}
      />
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
      {rebilled.view && <Rebilled view={rebilled.view} />}
    </FormDialog>
  );
}

export function UnshareDialog({ code, child, of, onDone, onClose }: Props & { readonly of: ShareView }) {
  const act = { what: "withdraw" as const, about: of.about };
  return (
    <WithdrawBilled
      name="retirer-partage"
      title={strings.withdrawOf(child.firstName)}
      words={strings}
      of={act}
      ask={() => call("billing.rebillShares", { params: { familyCode: code }, body: act })}
      send={(reason) => {
        const body = { ...act, reason };
        return sendOnce(["partage-retire", code, body], (idempotencyKey) =>
          call("billing.setShare", {
            params: { familyCode: code },
            body: { idempotencyKey, ...body },
            repeatable: true,
          }),
        );
      }}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
