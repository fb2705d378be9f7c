/** Positions on waiting lists. Read only for a family that waits: one more round trip, after it is known what for. */
import type { ChildDay } from "./rules/child-day.ts";
import type { ActivityId, ChildId, PlainDate, UnitKey } from "../kernel/ids.ts";
import { unitKey, unitOf } from "../catalogue/rules/units.ts";
import { inParallel } from "../kernel/parallel.ts";
import { nextPosition, positionOf } from "./store/waiting-list.ts";
import type { Place } from "./store/place.ts";
import type { Table } from "../table/table.ts";

interface Awaited {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
}

/** Position of a child that waits, from 1. */
export type Positions = (awaited: Awaited) => number;

const nameOf = ({ childId, date, unit }: Awaited): string => `${childId} ${date} ${unit}`;

/** Lists asked about at once; a family that waits for more than this a request waits a little longer. */
const width = 20;

/** Positions of every unit that these days wait for, of one activity or of all. */
export async function readPositions(table: Table, days: readonly ChildDay[], only?: ActivityId): Promise<Positions> {
  const waits = days.flatMap(({ childId, date, units }) =>
    [...units].flatMap(([unit, { status, siteId, arrival }]) => {
      const ids = unitOf(unit);
      return status === "waiting" && arrival !== undefined && (only === undefined || ids.activityId === only)
        ? [{ childId, date, unit, siteId, arrival, ...ids }]
        : [];
    }),
  );
  const positions = new Map(
    await inParallel(
      waits,
      width,
      async (wait) => [nameOf(wait), await positionOf(table, wait, wait.arrival)] as const,
    ),
  );
  return (awaited) => positions.get(nameOf(awaited)) ?? 1;
}

const unitOnDay = ({ activityId, unitId, date }: Pick<Place, "activityId" | "unitId" | "date">): string =>
  `${date} ${unitKey(activityId, unitId)}`;

/**
 * The rank that each of these would have on its list, joining in the order of the lines: one more round trip, for those
 * only who have something to wait for.
 */
export async function ranksAhead(
  table: Table,
  waits: readonly Place[],
): Promise<(line: Pick<Place, "childId" | "activityId" | "unitId" | "date">) => number | undefined> {
  const lists = [...new Map(waits.map((place) => [unitOnDay(place), place])).values()];
  const next = new Map(
    await inParallel(lists, width, async (place) => [unitOnDay(place), await nextPosition(table, place)] as const),
  );
  const ranks = new Map<string, number>();
  for (const place of waits) {
    const list = unitOnDay(place);
    const rank = next.get(list);
    if (rank === undefined) continue;
    ranks.set(`${place.childId} ${list}`, rank);
    next.set(list, rank + 1);
  }
  return (line) => ranks.get(`${line.childId} ${unitOnDay(line)}`);
}
