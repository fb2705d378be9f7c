/** Which activity and which of its units: the second list follows the first. */
import { Select } from "../../shared/forms/Select.tsx";
import type { Form } from "../../shared/forms/useForm.ts";
import { familyBookings as strings } from "../../strings/fr/booking/office.ts";
import type { FamilyView } from "./dialogProps.ts";

type Activity = FamilyView["activities"][number];

/** The chosen activity and unit; the first of each until something is chosen. */
export function chosenUnit(
  activities: readonly Activity[],
  { activityId, unitId }: { readonly activityId: string; readonly unitId: string },
) {
  const activity = activities.find(({ id }) => id.toString() === activityId) ?? activities[0];
  const unit = activity?.units.find(({ id }) => id.toString() === unitId) ?? activity?.units[0];
  return activity && unit ? { activity, unit } : null;
}

export function UnitChoice<F extends string>({
  form,
  activities,
  fixed,
}: {
  readonly form: Form<F | "activityId" | "unitId">;
  readonly activities: readonly Activity[];
  /** The activity does not change. */ readonly fixed?: boolean;
}) {
  const chosen = chosenUnit(activities, form.values);
  return (
    <>
      {fixed !== true && (
        <Select
          form={form}
          field="activityId"
          label={strings.activity}
          options={activities.map(({ id, name, siteName }) => ({
            value: id,
            label: name.includes(siteName) ? name : `${name}, ${siteName}`,
          }))}
        />
      )}
      <Select
        form={form}
        field="unitId"
        label={strings.unit}
        options={(chosen?.activity.units ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      />
      {chosen?.activity.minimum !== undefined && <p class="hint">{chosen.activity.minimum}</p>}
    </>
  );
}
