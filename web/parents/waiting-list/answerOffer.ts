/** A family's answer to a place that is kept for it, settled at once. */
import type { BookingLine, LineAnswer } from "../../../functions/booking/contract/basket.ts";
import { call } from "../../shared/api/index.ts";
import { lineOf, settleLine } from "../../shared/api/line.ts";

export const acceptOffer = (line: BookingLine): Promise<LineAnswer> =>
  settleLine(["accept", lineOf(line)], (idempotencyKey) =>
    call("waiting-list.accept", { body: { idempotencyKey, lines: [lineOf(line)] }, repeatable: true }),
  );

/** The place goes to the next family, and this one leaves the list. */
export const declineOffer = (line: BookingLine): Promise<LineAnswer> =>
  settleLine(["cancel", lineOf(line)], (idempotencyKey) =>
    call("booking.cancel", { body: { idempotencyKey, lines: [lineOf(line)] }, repeatable: true }),
  );
