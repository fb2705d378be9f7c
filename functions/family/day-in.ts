/**
 * The calendar day of a moment in a time zone. By `Intl`, which the runtime has: a page that only reads the family's file
 * does without Temporal's 60 kB.
 */
import { id, type Instant, type PlainDate } from "../domain/ids.ts";

export function dayIn(timeZone: string): (instant: Instant) => PlainDate {
  // Sweden writes dates yyyy-mm-dd.
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" });
  return (instant) => id("PlainDate", format.format(new Date(instant)));
}
