/** What can be done about a booking, settled at once, outside the basket. */
import type { BookingLine, ChangeLine, LineAnswer } from "../../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../../functions/booking/contract/booking-view.ts";
import type { AbsenceKind } from "../../../../functions/booking/rules/absences.ts";
import { call } from "../../../shared/api/index.ts";
import { lineOf, settleLine } from "../../../shared/api/line.ts";

export type DeclaredAbsence = Extract<AbsenceKind, "justified" | "unjustified" | "outing">;

/** What is given up with a booking, itself first: where days go together, they share its fate. */
export function givenUpWith(
  booking: BookingLine & Pick<BookingView, "together">,
): readonly [BookingLine, ...BookingLine[]] {
  const own = lineOf(booking);
  const others = booking.together?.filter(({ date, unitId }) => date !== own.date || unitId !== own.unitId) ?? [];
  return [own, ...others.map((other) => ({ ...own, ...other }))];
}

/** To cancel, to withdraw what awaits approval, to leave a waiting list. */
export function giveUp(booking: BookingLine & Pick<BookingView, "together">): Promise<LineAnswer> {
  const lines = [...givenUpWith(booking)];
  return settleLine(["cancel", ...lines], (idempotencyKey) =>
    call("booking.cancel", { body: { idempotencyKey, lines }, repeatable: true }),
  );
}

export const changeTo = (booking: BookingLine, to: ChangeLine["to"]): Promise<LineAnswer> =>
  settleLine(["change", lineOf(booking), to], (idempotencyKey) =>
    call("booking.change", { body: { idempotencyKey, lines: [{ ...lineOf(booking), to }] }, repeatable: true }),
  );

/** Without a kind, a declaration is taken back. */
export const declareAbsence = (booking: BookingLine, kind: DeclaredAbsence | undefined): Promise<LineAnswer> =>
  settleLine(["absence", lineOf(booking), kind], (idempotencyKey) =>
    call("booking.absences", {
      body: { idempotencyKey, lines: [{ ...lineOf(booking), ...(kind ? { kind } : {}) }] },
      repeatable: true,
    }),
  );

/** To cancel the booking, or to change it to something else. */
export const askOffice = (booking: BookingLine, reason: string, to?: ChangeLine["to"]): Promise<LineAnswer> =>
  settleLine(["ask", lineOf(booking), reason, to], (idempotencyKey) =>
    call("booking.ask", {
      body: { idempotencyKey, lines: [{ ...lineOf(booking), reason, ...(to ? { to } : {}) }] },
      repeatable: true,
    }),
  );

/** To take back what the office was asked about the booking. */
export const unaskOffice = (booking: BookingLine): Promise<LineAnswer> =>
  settleLine(["unask", lineOf(booking)], (idempotencyKey) =>
    call("booking.unask", { body: { idempotencyKey, lines: [lineOf(booking)] }, repeatable: true }),
  );
