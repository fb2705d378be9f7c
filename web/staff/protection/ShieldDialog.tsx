/** Keeps from the other adults how one of them is reached, and where the household lives. */
import { readId } from "../../../functions/kernel/ids.ts";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { protection as strings } from "../../strings/fr/protection.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { adultOptions, begin, type DialogProps } from "./begin.ts";
import { checkDecision, DecisionFields } from "./Decision.tsx";

export function ShieldDialog({ family, onDone, onClose }: DialogProps) {
  const adults = adultOptions(family);
  const form = useForm({
    name: "proteger-adresse",
    initial: { guardianId: adults[0]?.value ?? "", decidedOn: "", reason: "" },
    check: checkDecision,
    submit: async (values) => {
      const guardianId = readId("GuardianId", values.guardianId);
      const decidedOn = readId("PlainDate", values.decidedOn);
      if (!guardianId || !decidedOn) return;
      await begin(family.code, { guardianId, decidedOn, reason: values.reason.trim() });
      toast(strings.shieldDone(adults.find(({ value }) => value === guardianId)?.label ?? ""));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["guardianId", "decidedOn", "reason"]}
      title={strings.shieldTitle}
      action={strings.shieldAction}
      onClose={onClose}
    >
      <p>{strings.shieldText}</p>
      <Select form={form} field="guardianId" label={strings.adult} options={adults} />
      <DecisionFields form={form} />
    </FormDialog>
  );
}
