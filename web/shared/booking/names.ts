/** Names of what a basket holds, which keeps identifiers only. */
import type { ActivityView } from "../../../functions/booking/contract/look.ts";
import type { ChildView } from "../../../functions/family/contract.ts";
import type { ActivityId, ChildId } from "../../../functions/kernel/ids.ts";
import { siteBeside } from "../format/text.ts";
import { review as strings } from "../../strings/fr/booking/review.ts";
import type { Cell } from "./basket/selection.ts";

/** As much of an activity as its names take. */
type Named = Pick<ActivityView, "id" | "name" | "siteName"> & {
  readonly units: readonly Pick<ActivityView["units"][number], "id" | "name">[];
};

export interface Names {
  readonly children: readonly Pick<ChildView, "id" | "firstName">[];
  readonly child: (id: ChildId) => string;
  /** `Mercredis, Les Tilleuls` */
  readonly activity: (id: ActivityId) => string;
  readonly unit: (cell: Pick<Cell, "activityId" | "unitId">) => string;
}

export function namesOf(activities: readonly Named[], children: Names["children"]): Names {
  const found = (id: ActivityId): Named | undefined => activities.find((activity) => activity.id === id);
  return {
    children,
    child: (id) => children.find((child) => child.id === id)?.firstName ?? "",
    activity: (id) => {
      const activity = found(id);
      return activity
        ? [activity.name, siteBeside(activity.name, activity.siteName)].filter(Boolean).join(", ")
        : strings.gone;
    },
    unit: ({ activityId, unitId }) => found(activityId)?.units.find(({ id }) => id === unitId)?.name ?? "",
  };
}
