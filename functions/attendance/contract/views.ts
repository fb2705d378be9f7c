/** What is noted of a child on a day, and how far the day's roll-call is, as pages are shown it. */
import * as z from "zod/mini";
import { absenceKinds } from "../../booking/rules/absences.ts";
import { branded } from "../../kernel/id-schemas.ts";

export const markView = z.object({
  arrived: z.optional(z.string()),
  left: z.optional(z.string()),
  absent: z.optional(z.enum(absenceKinds)),
  /** Nobody had booked it. */
  unbooked: z.optional(z.literal(true)),
  /** What nobody had noted, and the night did. */
  byNight: z.optional(z.enum(["left", "absent"])),
});
export type MarkView = z.infer<typeof markView>;

const marked = z.object({ activityId: branded("ActivityId"), unitId: branded("UnitId"), mark: markView });

/** What is noted of a child that day; a later `revision` replaces an earlier one. */
export const attendedChild = z.object({
  familyCode: branded("FamilyCode"),
  childId: branded("ChildId"),
  revision: z.int(),
  marks: z.array(marked),
});
export type AttendedChild = z.infer<typeof attendedChild>;

/** How far the day is: before it nothing is noted; after it the night closes it. */
export const rollCallView = z.object({
  state: z.enum(["future", "open", "closed"]),
  closedAt: z.optional(branded("Instant")),
  /** What the night wrote. */
  left: z.optional(z.int()),
  absent: z.optional(z.int()),
  /** Who opened it again last, and why. */
  reopened: z.optional(z.object({ at: branded("Instant"), byName: z.string(), reason: z.string() })),
});
export type RollCallView = z.infer<typeof rollCallView>;
