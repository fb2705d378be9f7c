/**
 * What an edition that is written over leaves behind for those who have booked: the units that it has no more, how often the
 * hours of its units were moved, and how far it ran before it was cut short.
 */
import type { PlainDate } from "../../kernel/ids.ts";
import type { Activity, Unit, UnitMoved } from "./catalogue.ts";

const sameHours = (one: Unit, other: Unit): boolean => one.from === other.from && one.to === other.to;

function ranToOf(before: Activity, now: Activity): PlainDate | null {
  const farthest = before.ranTo !== undefined && before.ranTo > before.to ? before.ranTo : before.to;
  return before.ranTo === undefined && farthest <= now.to ? null : farthest;
}

/** Said of an edition only once there is something to say, and from then on. */
export function leftBehind(before: Activity, now: Activity): Pick<Activity, "former" | "moved" | "ranTo"> {
  const ranTo = ranToOf(before, now);
  const here = new Set(now.units.map(({ id }) => id));
  const former = new Map([...(before.former ?? []), ...before.units].map((unit) => [unit.id, unit]));
  const gone = [...former.values()].filter(({ id }) => !here.has(id));
  const times = new Map((before.moved ?? []).map((one) => [one.unitId, one.times]));
  for (const unit of now.units) {
    const was = former.get(unit.id);
    if (was && !sameHours(was, unit)) times.set(unit.id, (times.get(unit.id) ?? 0) + 1);
  }
  const moved = [...times].map(([unitId, count]): UnitMoved => ({ unitId, times: count }));
  return {
    ...(before.former || gone.length > 0 ? { former: gone } : {}),
    ...(moved.length > 0 ? { moved } : {}),
    ...(ranTo === null ? {} : { ranTo }),
  };
}
