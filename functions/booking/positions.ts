/** Ranks on waiting lists. Read only for a family that waits: one more round trip, after it is known what for. */
import type { ChildDay } from "./rules/child-day.ts";
import type { ActivityId, ChildId, PlainDate, UnitKey } from "../kernel/ids.ts";
import { unitOf } from "../catalogue/rules/units.ts";
import { inParallel } from "../kernel/parallel.ts";
import { positionOf } from "./store/waiting-list.ts";
import type { Table } from "../table/table.ts";

interface Rank {
  readonly childId: ChildId;
  readonly date: PlainDate;
  readonly unit: UnitKey;
}

/** Rank of a child that waits, from 1. */
export type Positions = (rank: Rank) => number;

const nameOf = ({ childId, date, unit }: Rank): string => `${childId} ${date} ${unit}`;

/** Lists asked about at once; a family that waits for more than this a request waits a little longer. */
const width = 20;

/** Ranks of every unit that these days wait for, of one activity or of all. */
export async function readPositions(table: Table, days: readonly ChildDay[], only?: ActivityId): Promise<Positions> {
  const waits = days.flatMap(({ childId, date, units }) =>
    [...units].flatMap(([unit, { status, siteId, ticket }]) => {
      const ids = unitOf(unit);
      return status === "waiting" && ticket !== undefined && (only === undefined || ids.activityId === only)
        ? [{ childId, date, unit, siteId, ticket, ...ids }]
        : [];
    }),
  );
  const ranks = new Map(
    await inParallel(waits, width, async (wait) => [nameOf(wait), await positionOf(table, wait, wait.ticket)] as const),
  );
  return (rank) => ranks.get(nameOf(rank)) ?? 1;
}
