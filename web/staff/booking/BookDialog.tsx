/** Books one day, or each day of a period on which the activity runs. The server says of each day what became of it. */
import { readId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { sendOnce } from "../../shared/api/sendOnce.ts";
import { CheckboxField } from "../../shared/forms/CheckboxField.tsx";
import { Field } from "../../shared/forms/Field.tsx";
import { Select } from "../../shared/forms/Select.tsx";
import { useForm } from "../../shared/forms/useForm.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { missingReason, ReasonField } from "../ui/ReasonField.tsx";
import { daysBetween, periodFaults } from "./days.ts";
import type { DialogProps } from "./dialogProps.ts";
import { chosenUnit, UnitChoice } from "./UnitChoice.tsx";

/** Of a period, days on which the activity never runs say nothing: only one that was asked for alone is told why. */
const neverThatDay: ReadonlySet<string> = new Set([
  "otherWeekday",
  "schoolHolidays",
  "schoolTime",
  "publicHoliday",
  "outsidePeriod",
  "bridge",
]);

export function BookDialog({ code, view: { familyName, children, activities }, onDone, onClose }: DialogProps) {
  const form = useForm({
    name: "reserver-pour-famille",
    initial: {
      childId: children[0]?.id ?? "",
      activityId: activities[0]?.id ?? "",
      unitId: activities[0]?.units[0]?.id ?? "",
      from: "",
      to: "",
      wait: "",
      reason: "",
    },
    check: (values) => ({ ...periodFaults(values), ...missingReason(values.reason) }),
    submit: async (values) => {
      const child = children.find(({ id }) => id.toString() === values.childId);
      const chosen = chosenUnit(activities, values);
      const from = readId("PlainDate", values.from);
      if (!child || !chosen || !from) return;
      const days = daysBetween(from, readId("PlainDate", values.to));
      const body = {
        reason: values.reason.trim(),
        lines: days.map((date) => ({
          childId: child.id,
          activityId: chosen.activity.id,
          unitId: chosen.unit.id,
          date,
          ...(values.wait === "" ? {} : { ifFull: "wait" as const }),
        })),
      };
      const { lines } = await sendOnce(["book", code, body], (idempotencyKey) =>
        call("booking.bookForFamily", {
          params: { familyCode: code },
          body: { idempotencyKey, ...body },
          repeatable: true,
        }),
      );
      const telling = lines.filter(({ refusal }) => refusal === undefined || !neverThatDay.has(refusal.code));
      await onDone({ lines: telling.length > 0 ? telling : lines.slice(0, 1) });
    },
  });
  return (
    <FormDialog
      form={form}
      order={["childId", "activityId", "unitId", "from", "to", "wait", "reason"]}
      title={strings.bookTitle(familyName)}
      action={strings.book}
      onClose={onClose}
    >
      <Select
        form={form}
        field="childId"
        label={strings.child}
        options={children.map(({ id, firstName, lastName }) => ({ value: id, label: `${firstName} ${lastName}` }))}
      />
      <UnitChoice form={form} activities={activities} />
      <div class="pair">
        <Field form={form} field="from" label={strings.from} input={{ type: "date" }} />
        <Field form={form} field="to" label={strings.to} hint={strings.toHint} optional input={{ type: "date" }} />
      </div>
      <CheckboxField form={form} field="wait">
        {strings.ifFull}
      </CheckboxField>
      <ReasonField form={form} field="reason" hint={strings.reasonHint} />
    </FormDialog>
  );
}
