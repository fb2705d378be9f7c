/** How many begun blocks of time a child was there. Pure. */
import type { PricePer } from "../../catalogue/rules/tariffs.ts";
import type { LocalTime } from "../../kernel/time.ts";

/** From when to when a child is there: as booked, or as the roll-call noted it. */
export interface Stay {
  readonly from: LocalTime;
  readonly to: LocalTime;
  readonly noted: boolean;
}

/** Minutes of the day. */
export const minutesOf = (time: LocalTime): number => {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
};

/** At least one: whoever came has begun it. */
export function blocksOf(
  { block, tolerance, counted }: Extract<PricePer, { readonly kind: "time" }>,
  { from, to }: Stay,
): number {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  const blocks =
    counted === "stay"
      ? Math.ceil((end - start - tolerance) / block)
      : Math.ceil((end - tolerance) / block) - Math.floor((start + tolerance) / block);
  return Math.max(1, blocks);
}

/** A unit's hours, less what the roll-call noted of them; what is before and after them has rules of its own. */
export function stayIn(
  unit: { readonly from: LocalTime; readonly to: LocalTime },
  { arrived, left }: { readonly arrived?: LocalTime | undefined; readonly left?: LocalTime | undefined },
): Stay {
  const from = arrived !== undefined && arrived > unit.from ? arrived : unit.from;
  const to = left !== undefined && left < unit.to ? left : unit.to;
  return { from, to, noted: arrived !== undefined || left !== undefined };
}
