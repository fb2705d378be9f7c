/**
 * What the family has from this month on, a year ahead: one answer for the home page, the offers, « Mes modifications »
 * and the calendars.
 */
import { call } from "../../shared/api/index.ts";
import { serverNow, serverSaidInstant } from "../../shared/clock.ts";
import { plain } from "../../shared/format/calendar.ts";
import { readEarly, reading, useQuery } from "../../shared/useQuery.ts";
import { spanAhead, type Span } from "./span.ts";

/** Null: nothing is to be read. */
export const bookingsIn = reading(async (span: Span | null, signal) => {
  if (!span) return null;
  const answer = await call("booking.list", { query: { from: span.from, to: span.to }, signal });
  serverSaidInstant(answer.now);
  return answer;
});

const ahead = (): Span => spanAhead(plain(new Date(serverNow())));

export const useBookingsAhead = () => useQuery(bookingsIn, ahead());

/** Before a page that shows them is drawn. */
export const readBookingsEarly = (): void => {
  readEarly(bookingsIn, ahead());
};
