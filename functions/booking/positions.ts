/** Positions on waiting lists. Read only for a family that waits: one more round trip, after it is known what for. */
import type { ChildDay } from "./rules/child-day.ts";
import type { ActivityId, ChildId, PlainDate, UnitKey } from "../kernel/ids.ts";
import { unitOf } from "../catalogue/rules/units.ts";
import { inParallel } from "../kernel/parallel.ts";
import { positionOf } from "./store/waiting-list.ts";
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
