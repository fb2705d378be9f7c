/** Shuts an adult of the household out of a child's file. */
import { readId } from "../../../functions/kernel/ids.ts";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { nameCase } from "../../shared/format/text.ts";
import { toast } from "../../shared/ui/announcements.tsx";
import { protection as strings } from "../../strings/fr/protection.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { adultOptions, begin, type DialogProps } from "./begin.ts";
import { checkDecision, DecisionFields } from "./Decision.tsx";

export function ShutOutDialog({ family, onDone, onClose }: DialogProps) {
  const { code, children } = family;
  const adults = adultOptions(family);
  const form = useForm({
    name: "ecarter-adulte",
    initial: { guardianId: adults[0]?.value ?? "", childId: children[0]?.id ?? "", decidedOn: "", reason: "" },
    check: checkDecision,
    submit: async (values) => {
      const guardianId = readId("GuardianId", values.guardianId);
      const childId = readId("ChildId", values.childId);
      const decidedOn = readId("PlainDate", values.decidedOn);
      if (!guardianId || !childId || !decidedOn) return;
      await begin(code, { guardianId, childId, decidedOn, reason: values.reason.trim() });
      const adult = adults.find(({ value }) => value === guardianId)?.label ?? "";
      toast(strings.shutOutDone(adult, children.find(({ id }) => id === childId)?.firstName ?? ""));
      await onDone();
    },
  });
  return (
    <FormDialog
      form={form}
      order={["guardianId", "childId", "decidedOn", "reason"]}
      title={strings.shutOutTitle}
      action={strings.shutOutAction}
      danger
      onClose={onClose}
    >
      <p>{strings.shutOutText}</p>
      <Select form={form} field="guardianId" label={strings.adult} options={adults} />
      <Select
        form={form}
        field="childId"
        label={strings.child}
        options={children.map(({ id, firstName, lastName }) => ({
          value: id,
          label: `${firstName} ${nameCase(lastName)}`,
        }))}
      />
      <DecisionFields form={form} />
    </FormDialog>
  );
}
