/**
 * Les réservations d’une famille, par le guichet: an agent books, changes or cancels for it with a reason, after the
 * deadlines and outside the windows, never beyond the places. The family is told what was done and why.
 */
import { answerBasket, type Basket, type BasketKind, type Sender } from "./basket.ts";
import { booking } from "./book.ts";
import { cancelling } from "./cancel.ts";
import { changing } from "./change.ts";
import type { BookingDependencies } from "../dependencies.ts";
import { familyOf } from "../read-facts.ts";
import { tellActed } from "./tell-acted.ts";
import type { ActedFacts } from "../mails.fr.ts";
import type { BasketAnswer, BookingLine } from "../contract/basket.ts";
import type { bookingOffice } from "../contract/office.ts";
import type { FamilyCode, Login } from "../../kernel/ids.ts";
import type { UseCases } from "../../http/call.ts";

/** An agent who acts for a family. */
export const sender = (familyCode: FamilyCode, { login }: { readonly login: Login }, reason: string): Sender => ({
  familyCode,
  login,
  reason,
  override: { deadlines: true },
});

interface Act<L extends BookingLine> {
  readonly kind: BasketKind<L>;
  /** How the mail says it; lines with that outcome are told. */
  readonly done: ActedFacts["act"];
  /** What a line that was done has become. */
  readonly after?: (line: L) => Partial<BookingLine>;
}

interface Call<L extends BookingLine> {
  readonly params: { readonly familyCode: FamilyCode };
  readonly body: Basket<L> & { readonly reason: string };
  readonly session: { readonly login: Login };
}

/** A basket of the family's, sent by an agent; the family is told of the lines that were done. */
function acting<L extends BookingLine>(dependencies: BookingDependencies, { kind, done, after = () => ({}) }: Act<L>) {
  return async ({
    params: { familyCode },
    body: { reason, ...basket },
    session,
  }: Call<L>): Promise<{ readonly body: BasketAnswer }> => {
    const family = await familyOf(dependencies.table, familyCode);
    const answer = await answerBasket(dependencies, sender(familyCode, session, reason), basket, kind);
    const lines = basket.lines.flatMap((line, index) => {
      const told = answer.lines[index];
      return told?.outcome === done ? [{ ...told, ...after(line) }] : [];
    });
    await tellActed(dependencies, family, basket.idempotencyKey, lines, (told) => ({
      kind: "acted",
      facts: { act: done, reason, lines: told },
    }));
    return { body: answer };
  };
}

export const bookingOfficeUseCases = (dependencies: BookingDependencies): UseCases<typeof bookingOffice> => ({
  "booking.bookForFamily": acting(dependencies, { kind: booking(dependencies.table), done: "booked" }),
  "booking.cancelForFamily": acting(dependencies, { kind: cancelling(dependencies.table), done: "cancelled" }),
  "booking.changeForFamily": acting(dependencies, {
    kind: changing(dependencies.table),
    done: "changed",
    after: ({ to }) => to,
  }),
});
