/**
 * Les réservations d’une famille, par le guichet: a staff member books, changes or cancels for it with a reason, after the
 * deadlines and outside the windows, never beyond the places. The family is told what was done and why
 * (booking/follow/tell-acts.ts).
 */
import { answerBasket, basketMark, type Basket, type Sender } from "./basket.ts";
import type { BasketKind } from "./basket-kind.ts";
import { booking } from "./book.ts";
import { cancelling } from "./cancel.ts";
import { changing } from "./change.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";
import { familyOf } from "../../family/use-cases/find-family.ts";
import { officeLeave } from "../rules/booking-rules.ts";
import type { ActLine, OfficeActKind } from "../rules/office-acts.ts";
import { beginAct, endAct } from "../store/office-acts.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { BasketAnswer, BookingLine, ChangeLine } from "../contract/basket.ts";
import type { bookingOffice } from "../contract/office.ts";
import type { FamilyCode, Login } from "../../kernel/ids.ts";
import type { UseCases } from "../../http/call.ts";

/** A staff member who acts for a family. */
export const sender = (familyCode: FamilyCode, { login }: { readonly login: Login }, reason: string): Sender => ({
  familyCode,
  guardianId: null,
  login,
  reason,
  override: officeLeave,
});

/** Who sends it as a staff member, and how the family is told. */
interface Acting<L extends BookingLine> extends Pick<BookingDependencies, "table"> {
  readonly clock: Clock;
  readonly kind: OfficeActKind;
  /** The unit that a line is about once it is done. */
  readonly target: (line: L) => ActLine;
}

/** The unit that a line names. */
export const named = ({ childId, date, activityId, unitId }: BookingLine): ActLine => ({
  childId,
  date,
  unit: unitKey(activityId, unitId),
});
/** Of a change: what the booking becomes, and what it was. */
export const moved = (line: ChangeLine): ActLine => ({
  ...named({ ...line, ...line.to }),
  instead: { date: line.date, unit: unitKey(line.activityId, line.unitId) },
});

/** Says what is going to be done, does it, says that it is over: whatever dies in between, the family is told. */
export async function actFor<L extends BookingLine, Done>(
  { table, clock, kind, target }: Acting<L>,
  { familyCode, login: by, reason }: Sender,
  { idempotencyKey, lines }: Basket<L>,
  basketKind: BasketKind<L>,
  act: () => Promise<Done>,
): Promise<Done> {
  const requestToken = basketMark({ idempotencyKey, lines }, basketKind);
  await beginAct(table, familyCode, {
    requestToken,
    kind,
    at: clock(),
    by,
    lines: lines.map(target),
    ...(reason === undefined ? {} : { reason }),
  });
  const done = await act();
  await endAct(table, familyCode, requestToken);
  return done;
}

interface Call<L extends BookingLine> {
  readonly params: { readonly familyCode: FamilyCode };
  readonly body: Basket<L> & { readonly reason: string };
  readonly session: { readonly login: Login };
}

interface Desk<L extends BookingLine> extends Pick<Acting<L>, "kind" | "target"> {
  readonly basketKind: BasketKind<L>;
}

/** A basket of the family's, sent by a staff member. */
export function acting<L extends BookingLine>(
  dependencies: PricingDependencies,
  { basketKind, ...how }: Desk<L>,
): (call: Call<L>) => Promise<{ readonly body: BasketAnswer }> {
  return async ({ params: { familyCode }, body: { reason, ...basket }, session }) => {
    await familyOf(dependencies.table, familyCode);
    const staffMember = sender(familyCode, session, reason);
    const answer = await actFor({ ...dependencies, ...how }, staffMember, basket, basketKind, () =>
      answerBasket(dependencies, staffMember, basket, basketKind),
    );
    return { body: answer };
  };
}

export const bookingOfficeUseCases = (dependencies: PricingDependencies): UseCases<typeof bookingOffice> => ({
  "booking.bookForFamily": acting(dependencies, {
    kind: "booked",
    target: named,
    basketKind: booking(dependencies.table),
  }),
  "booking.cancelForFamily": acting(dependencies, {
    kind: "cancelled",
    target: named,
    basketKind: cancelling(dependencies.table),
  }),
  "booking.changeForFamily": acting(dependencies, {
    kind: "changed",
    target: moved,
    basketKind: changing(dependencies.table),
  }),
});
