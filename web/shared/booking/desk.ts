/**
 * Who books, and for whom: a family for itself, or staff for a family. The grid, its patterns and its confirmation are the
 * same; what they ask of the server, and where they lead, is handed in here.
 */
import { createContext, type ComponentType } from "preact";
import { useContext } from "preact/hooks";
import type { BookingLine, WishLine } from "../../../functions/booking/contract/basket.ts";
import type { BookingView } from "../../../functions/booking/contract/booking-view.ts";
import type { ActivityId, PlainDate } from "../../../functions/kernel/ids.ts";
import type { Answer } from "../api/client.ts";
import type { Problem } from "../api/problem.ts";
import type { Reading } from "../useQuery.ts";
import type { Basket } from "./basket/basket.ts";
import type { Names } from "./names.ts";

/** A place that is kept, to accept, or to pay for, or to decline. */
export interface OfferProps {
  readonly line: BookingLine;
  /** Of a place that is held until it is paid: what that is. */
  readonly toPay?: string | undefined;
  /** Whose place and when, for screen readers: several may stand side by side. */
  readonly about: string;
  readonly onAnswered: (result: { readonly done: string }) => Promise<void>;
  readonly onRefused: () => Promise<void>;
}

interface Link {
  readonly href: string;
  readonly label: string;
}

export interface Desk {
  readonly useBasket: () => Basket;
  /** What would become of these lines. */
  readonly preview: (lines: readonly WishLine[], signal: AbortSignal) => Promise<Answer<"booking.preview">>;
  /** What was booked last week and on the days of this one that are over. */
  readonly lastDays: Reading<PlainDate, { readonly bookings: readonly BookingView[] }>;
  /** How what a basket holds is called; null until it is known. */
  readonly useNames: () => {
    readonly names: Names | null;
    /** Activities whose days go together: for this desk. */
    readonly together: ReadonlySet<ActivityId>;
    readonly problem: Problem | null;
    readonly reload: () => void;
  };
  readonly Offer: ComponentType<OfferProps>;
  /** Where one goes on while nothing is chosen. */
  readonly others: Link;
  /** Where what was booked is seen; `month` of its first day. */
  readonly booked: (month: string | undefined) => Link;
  /** What ticking says: what is full by then goes to the waiting list. */
  readonly ifFull: string;
  /** What must be said before it is sent, and why it cannot be sent yet; null where nothing must. */
  readonly before: {
    readonly Field: ComponentType<{ readonly error: string | null }>;
    readonly fault: () => string | null;
  } | null;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("Whoever books stands at a desk");
  return desk;
}
