/** One line of a basket: what names it, and what becomes of it when it is sent alone. */
import type { BasketAnswer, BookingLine, LineAnswer } from "../../../functions/booking/contract/basket.ts";
import type { IdempotencyKey } from "../../../functions/kernel/ids.ts";
import { sendOnce } from "./sendOnce.ts";

/** The line alone, of whatever carries it. */
export const lineOf = ({ childId, activityId, unitId, date }: BookingLine): BookingLine => ({
  childId,
  activityId,
  unitId,
  date,
});

/** Settles one line at once. Pressing again after a lost answer sends the same again. */
export async function settleLine(
  asked: readonly unknown[],
  send: (idempotencyKey: IdempotencyKey) => Promise<BasketAnswer>,
): Promise<LineAnswer> {
  const {
    lines: [line],
  } = await sendOnce(asked, send);
  if (!line) throw new Error("A line was sent and no line was answered");
  return line;
}
