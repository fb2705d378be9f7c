/** Bookings as mails name them: the child's first name, the day, what for. */
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import type { ActivityId, ChildId, FamilyCode, PlainDate, UnitId } from "../kernel/ids.ts";
import { unitKey, unitsOnDays } from "../catalogue/rules/units.ts";
import type { MailLine } from "./mails.fr.ts";
import type { People } from "../family/store/people.ts";

interface Booked {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly unitId: UnitId;
  readonly date: PlainDate;
}

/** In the order of the days; a child or a unit that is gone is named by its id rather than left out. */
export function bookingLines(
  catalogue: Pick<Catalogue, "activities">,
  people: Pick<People, "child">,
  booked: readonly Booked[],
): MailLine[] {
  const units = unitsOnDays(catalogue);
  return booked
    .map((one) => {
      const found = units(one.date).get(unitKey(one.activityId, one.unitId));
      return {
        firstName: people.child(one)?.firstName ?? one.childId,
        date: one.date,
        unitName: found?.unit.name ?? one.unitId,
        activityName: found?.activity.name ?? one.activityId,
      };
    })
    .sort((one, other) =>
      one.date < other.date ? -1 : one.date > other.date ? 1 : one.firstName.localeCompare(other.firstName, "fr"),
    );
}
