/** Cancels one booking. Pressing again after a lost answer repeats the same request. */
import type { BookingView, LineAnswer } from "../../../functions/contract/bookings.ts";
import { call } from "../../shared/api/index.ts";
import { requestFor, type Unanswered } from "../booking/draft.ts";
import { keyOf } from "../booking/selection.ts";

const unanswered = new Map<string, Unanswered>();

export async function cancelBooking({ childId, activityId, unitId, date }: BookingView): Promise<LineAnswer | undefined> {
  const cell = keyOf({ childId, date, unitId });
  const name = `${activityId}|${cell}`;
  const request = requestFor(unanswered.get(name), [cell], () => crypto.randomUUID());
  unanswered.set(name, request);
  const { lines } = await call("bookings.cancel", { body: { requestKey: request.key, lines: [{ childId, activityId, unitId, date }] }, repeatable: true });
  unanswered.delete(name);
  return lines[0];
}
