/**
 * In which activities a household has enrolled a child, or asked to: the last word on each, kept in the household's own
 * record of the child (functions/enrolment/store), so that the grid and every booking find it with the family and read
 * nothing more. What another household of the child has enrolled it in is that one's business, as bookings are.
 */
import type { ActivityId, EnrolmentId, PlainDate } from "../../kernel/ids.ts";

/** From what opens bookings to what is furthest from it. */
export const enrolmentStandings = ["accepted", "asked", "onHold", "refused"] as const;
export type EnrolmentStanding = (typeof enrolmentStandings)[number];

export interface HeldEnrolment {
  readonly id: EnrolmentId;
  readonly activityId: ActivityId;
  /** First and last day for which it counts; of one that was ended, the last before its end. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly standing: EnrolmentStanding;
}

/** How a child stands with an activity on a day; null: nobody has asked. */
export function standingOn(
  held: readonly HeldEnrolment[] | undefined,
  activityId: ActivityId,
  date: PlainDate,
): EnrolmentStanding | null {
  const own = (held ?? []).filter((one) => one.activityId === activityId && one.from <= date && date <= one.to);
  return enrolmentStandings.find((standing) => own.some((one) => one.standing === standing)) ?? null;
}
