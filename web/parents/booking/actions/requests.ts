/** One line settled at once, outside the basket. Pressing again after a lost answer repeats the same request. */
import type {
  BasketAnswer,
  BookingLine,
  ChangeLine,
  LineAnswer,
} from "../../../../functions/booking/contract/basket.ts";
import type { AbsenceKind } from "../../../../functions/booking/rules/absences.ts";
import type { RequestKey } from "../../../../functions/kernel/ids.ts";
import { call } from "../../../shared/api/index.ts";
import { once } from "../../../shared/api/sendOnce.ts";

export type DeclaredAbsence = Extract<AbsenceKind, "justified" | "unjustified" | "outing">;

async function settle(
  asked: readonly unknown[],
  send: (requestKey: RequestKey) => Promise<BasketAnswer>,
): Promise<LineAnswer> {
  const {
    lines: [line],
  } = await once(asked, send);
  if (!line) throw new Error("A line was sent and no line was answered");
  return line;
}

/** The line alone, of whatever carries it. */
const lineOf = ({ childId, activityId, unitId, date }: BookingLine): BookingLine => ({
  childId,
  activityId,
  unitId,
  date,
});

/** To cancel, to withdraw a request, to leave a waiting list, to decline a place. */
export const giveUp = (booking: BookingLine): Promise<LineAnswer> =>
  settle(["cancel", lineOf(booking)], (requestKey) =>
    call("bookings.cancel", { body: { requestKey, lines: [lineOf(booking)] }, repeatable: true }),
  );

export const acceptOffer = (booking: BookingLine): Promise<LineAnswer> =>
  settle(["accept", lineOf(booking)], (requestKey) =>
    call("bookings.accept", { body: { requestKey, lines: [lineOf(booking)] }, repeatable: true }),
  );

export const changeTo = (booking: BookingLine, to: ChangeLine["to"]): Promise<LineAnswer> =>
  settle(["change", lineOf(booking), to], (requestKey) =>
    call("bookings.change", { body: { requestKey, lines: [{ ...lineOf(booking), to }] }, repeatable: true }),
  );

/** Without a kind, a declaration is taken back. */
export const declareAbsence = (booking: BookingLine, kind: DeclaredAbsence | undefined): Promise<LineAnswer> =>
  settle(["absence", lineOf(booking), kind], (requestKey) =>
    call("bookings.absences", {
      body: { requestKey, lines: [{ ...lineOf(booking), ...(kind ? { kind } : {}) }] },
      repeatable: true,
    }),
  );

/** To cancel the booking, or to change it to something else. */
export const askOffice = (booking: BookingLine, reason: string, to?: ChangeLine["to"]): Promise<LineAnswer> =>
  settle(["ask", lineOf(booking), reason, to], (requestKey) =>
    call("bookings.ask", {
      body: { requestKey, lines: [{ ...lineOf(booking), reason, ...(to ? { to } : {}) }] },
      repeatable: true,
    }),
  );

/** To take back what the office was asked about the booking. */
export const unaskOffice = (booking: BookingLine): Promise<LineAnswer> =>
  settle(["unask", lineOf(booking)], (requestKey) =>
    call("bookings.unask", { body: { requestKey, lines: [lineOf(booking)] }, repeatable: true }),
  );
