/** What the lines of a basket are settled on: what was read for it, and what its own lines have changed since. */
import type { BookingLine, LineOutcome } from "../contract/basket.ts";
import type { Asker, Override, Refusal, Slot } from "../rules/booking-rules.ts";
import type { Act, ChildDay } from "../rules/child-day.ts";
import type { Slots } from "../rules/slots.ts";
import type { Child, Family } from "../../family/rules/family.ts";
import type { ChildId, Instant, Login, PlainDate } from "../../kernel/ids.ts";
import type { CostLine } from "../rules/costs.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { Place } from "../store/place.ts";
import { byChildAndDate } from "../store/child-days.ts";
import type { DaysByKey } from "../store/day-record.ts";

/** A line of the family whose child, activity and unit exist. */
export interface KnownLine<L extends BookingLine> {
  readonly line: L;
  readonly place: Place;
  readonly slot: Slot;
  readonly child: Child;
}

/** What was read for a basket, and what its own lines have changed since. */
export interface Facts {
  readonly slots: Slots;
  readonly days: DaysByKey;
  readonly family: Family;
  readonly act: Act & { readonly by: Login };
  readonly now: Instant;
  readonly override: Override | undefined;
  /** A child's day as the lines before have left it. */
  readonly dayOf: (childId: ChildId, date: PlainDate) => ChildDay;
  readonly setDay: (day: ChildDay) => void;
  /** Who asks for a line: the child, with what it has around that day. */
  readonly asker: (child: Child, date: PlainDate) => Asker;
  /** What a line is booked for, with all that the basket leaves the household that day; null where it has no price. */
  readonly priceOf: (line: CostLine) => Price | null;
}

/** What became of a line. `refused` says why; `waiting` its position; `held` until when it is to be paid. */
export type LineResult =
  | { readonly outcome: Exclude<LineOutcome, "refused" | "waiting" | "held"> }
  | { readonly outcome: "held"; readonly until: Instant }
  | { readonly outcome: "waiting"; readonly position: number }
  | { readonly outcome: "refused"; readonly refusal: Refusal };

export const refusedBy = (refusal: Refusal): LineResult => ({ outcome: "refused", refusal });

/** The child's days as a basket sees them: as they were read, then as its own lines have left them. */
export function ownDays(
  read: readonly ChildDay[],
): Pick<Facts, "dayOf" | "setDay"> & { readonly of: (childId: ChildId) => readonly ChildDay[] } {
  const initial = byChildAndDate(read);
  const changed = new Map<string, ChildDay>();
  const name = (childId: ChildId, date: PlainDate): string => `${childId} ${date}`;
  return {
    dayOf: (childId, date) => changed.get(name(childId, date)) ?? initial(childId, date),
    setDay: (day) => {
      changed.set(name(day.childId, day.date), day);
    },
    of: (childId) => {
      const touched = [...changed.values()].filter((day) => day.childId === childId);
      const dates = new Set(touched.map(({ date }) => date));
      return [...read.filter((day) => day.childId === childId && !dates.has(day.date)), ...touched];
    },
  };
}
