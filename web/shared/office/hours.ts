/** Whether the office is open, from the hours of the town's configuration. */
import { instantOfMilliseconds, instantToLocal, weekdayOf } from "../../../functions/kernel/time.ts";
import type { Town } from "../town.ts";

export type Hours = Town["office"]["hours"];
type DayName = keyof Hours;
export const dayNames = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const satisfies readonly DayName[];

export type Opening =
  | { readonly open: true; readonly until: string }
  /** `inDays`: 0 today, 1 tomorrow. */
  | {
      readonly open: false;
      readonly next: { readonly day: DayName; readonly inDays: number; readonly at: string } | null;
    };

/** Day of the week (0 for Monday) and `hh:mm` on the town's clocks. */
export function parisClock(now: number): { readonly day: number; readonly time: string } {
  const { date, time } = instantToLocal(instantOfMilliseconds(now));
  return { day: weekdayOf(date) - 1, time };
}

const spansOf = (hours: Hours, day: DayName) =>
  [hours[day].morning, hours[day].afternoon].filter((span) => span !== null);

export function openingAt(hours: Hours, { day, time }: { readonly day: number; readonly time: string }): Opening {
  for (let inDays = 0; inDays <= 7; inDays++) {
    const name = dayNames[(day + inDays) % 7] ?? "monday";
    for (const span of spansOf(hours, name)) {
      if (inDays > 0 || time < span.from) return { open: false, next: { day: name, inDays, at: span.from } };
      if (time < span.to) return { open: true, until: span.to };
    }
  }
  return { open: false, next: null };
}
