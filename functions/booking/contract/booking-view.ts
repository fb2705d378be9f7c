/** A booking as families and the office are shown it. */
import * as z from "zod/mini";
import { absenceKinds } from "../rules/absences.ts";
import { refusalView } from "./basket.ts";
import { priceView } from "./price-view.ts";
import { branded } from "../../kernel/id-schemas.ts";

export const activityKind = z.enum(["wednesday", "holidays", "morningCare", "eveningCare", "canteen"]);

export const bookingView = z.object({
  date: branded("PlainDate"),
  childId: branded("ChildId"),
  activityId: branded("ActivityId"),
  activityName: z.string(),
  activityKind,
  siteName: z.string(),
  siteTown: z.string(),
  unitId: branded("UnitId"),
  unitName: z.string(),
  from: z.string(),
  to: z.string(),
  meal: z.boolean(),
  status: z.enum(["booked", "pending", "offered", "waiting"]),
  /** Waiting: position among those who wait for the same. */
  position: z.optional(z.int()),
  /** Offered: until when the place is kept. */
  until: z.optional(branded("Instant")),
  /** Offered: it is held until it is paid, and what that is, `7,20 €`. */
  toPay: z.optional(z.string()),
  absence: z.optional(z.enum(absenceKinds)),
  /** What is asked of staff about it. */
  asked: z.optional(
    z.discriminatedUnion("what", [
      z.object({ what: z.literal("cancellation") }),
      z.object({ what: z.literal("change"), to: z.object({ date: branded("PlainDate"), unitName: z.string() }) }),
    ]),
  ),
  /** Absent: it cannot be given up. */
  cancelBefore: z.optional(branded("Instant")),
  cancellable: z.boolean(),
  /** Why it cannot be cancelled or changed any more by the family itself. */
  locked: z.optional(refusalView),
  /** Days that are given up with it, its own among them: they go together. */
  together: z.optional(z.array(z.object({ date: branded("PlainDate"), unitId: branded("UnitId") }))),
  /** What it costs as the household's days stand, and why; absent where nothing is asked for it. */
  price: z.optional(priceView),
  /** The day is over. */
  past: z.boolean(),
});
export type BookingView = z.infer<typeof bookingView>;
