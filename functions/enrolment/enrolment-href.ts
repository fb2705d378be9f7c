import type { ActivityId, ChildId } from "../kernel/ids.ts";

/** The very place of « Inscriptions à l’année » where a child is enrolled in an activity. */
export const enrolmentHref = (childId: ChildId, activityId: ActivityId): string =>
  `/inscriptions-a-l-annee#${childId}-${activityId}`;
