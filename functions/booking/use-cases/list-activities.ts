import type { bookingLook } from "../contract/look.ts";
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import { localDate } from "../../kernel/time.ts";
import type { UseCases } from "../../http/call.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { slotsOf } from "../rules/slots.ts";
import { ownFamily } from "../../family/use-cases/find-family.ts";
import { activityView } from "../views.ts";

const byPeriod = (one: Activity, other: Activity): number =>
  one.from.localeCompare(other.from) || one.name.localeCompare(other.name, "fr");

/** The activities that are not over, each with its window as it stands for this family. */
export function listActivities({
  table,
  catalogue: cache,
  clock,
  schoolZone,
}: BookingDependencies): UseCases<typeof bookingLook>["booking.activities"] {
  return async ({ session }) => {
    const now = clock();
    const [family, catalogue] = await Promise.all([ownFamily(table, session), cache.latest()]);
    const slots = slotsOf(catalogue, schoolZone);
    const today = localDate(now);
    const activities = slots
      .activities(today)
      .filter(({ to }) => to >= today)
      .sort(byPeriod);
    return {
      body: {
        activities: activities.map((activity) => activityView(activity, slots, family, now)),
        now,
      },
    };
  };
}
