/**
 * Bookings among what waits for a staff member's word (approval/kinds.ts): one to be approved; a cancellation or a change that is
 * asked for after the deadline.
 */
import * as z from "zod/mini";
import { decisionFields, saidFields, takingFields, undoingFields, waitingFields } from "../../approval/contract.ts";
import { branded, plainDate } from "../../kernel/id-schemas.ts";
import { lineFields } from "./basket.ts";
import { reason } from "../../http/reason.ts";

const kind = z.literal("booking");
const what = z.enum(["booking", "cancellation", "change"]);
const targetFields = { unitId: branded("UnitId"), date: plainDate() };

export const waitingBooking = z.object({
  kind,
  what,
  ...waitingFields,
  ...lineFields,
  childName: z.string(),
  activityName: z.string(),
  unitName: z.string(),
  siteName: z.string(),
  /** Of a change: what is wanted instead. */
  to: z.optional(z.object({ ...targetFields, unitName: z.string() })),
});
export type WaitingBooking = z.infer<typeof waitingBooking>;

export const bookingDecision = z.strictObject({
  kind,
  what,
  ...decisionFields,
  ...lineFields,
  /** Of a change: what the staff member has seen to be asked. */
  to: z.optional(z.strictObject(targetFields)),
  reason: z.optional(reason),
});
export type BookingDecision = z.infer<typeof bookingDecision>;

export const bookingUndoing = z.strictObject({ kind, ...undoingFields, ...lineFields });
export type BookingUndoing = z.infer<typeof bookingUndoing>;

export const bookingSettling = z.strictObject({ kind, ...saidFields, ...lineFields });

export const takenBooking = z.strictObject({ kind, ...takingFields, ...lineFields });
