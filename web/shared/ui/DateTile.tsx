/** A date as a small calendar leaf; the words beside it say it for screen readers. */
import type { PlainDate } from "../../../functions/kernel/ids.ts";
import { dayNumber, monthAbbreviation, weekdayAbbreviation } from "../format/dates.ts";

export function DateTile({ date }: { readonly date: PlainDate }) {
  return (
    <span class="date-tile" aria-hidden="true">
      {weekdayAbbreviation(date)}
      <b>{dayNumber(date)}</b>
      {monthAbbreviation(date)}
    </span>
  );
}
