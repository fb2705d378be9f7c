/**
 * What the family has from this month on (from this week's Monday, where that is earlier), a year ahead: one answer for the home page,
 * the offers, « Mes modifications », and every calendar page from this one on.
 */
import type { PlainDate } from "../../functions/domain/ids.ts";
import { call } from "../shared/api/index.ts";
import { serverNow, serverSaidInstant } from "../shared/clock.ts";
import { addDays, monthStart, plain, weekday } from "../shared/format/calendar.ts";
import { reading, useQuery } from "../shared/useQuery.ts";

export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const daysAhead = 366;

/** The days that the answer covers. */
export function spanAhead(today: PlainDate): Span {
  const [month, monday] = [monthStart(today), addDays(today, 1 - weekday(today))];
  return { from: monday < month ? monday : month, to: addDays(today, daysAhead) };
}

export const bookingsIn = reading(async (span: Span | null, signal) => {
  if (!span) return null;
  const answer = await call("bookings.list", { query: { from: span.from, to: span.to }, signal });
  serverSaidInstant(answer.now);
  return answer;
});

export const useAhead = () => useQuery(bookingsIn, spanAhead(plain(new Date(serverNow()))));
