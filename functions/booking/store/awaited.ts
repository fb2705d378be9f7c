/**
 * What is awaited of a site's day, and the walking of its list: places that were freed are kept for those who wait until
 * they have been looked at (day-record.ts: `awaits`, `freed`, `kept:`).
 */
import type { Table } from "../../table/table.ts";
import type { Pool, PoolId } from "../rules/capacity.ts";
import type { DayRecord, SiteDay } from "./day-record.ts";
import { noLimit, keeping, identity, updateDay, freeToken, emptyDay, sameAwaits, keptPrefix } from "./day-record.ts";

/** Whether the day knows that a place of each of these limits is awaited. */
export const knowsAwaited = ({ awaited, awaits }: DayRecord, pools: readonly Pool[]): boolean =>
  awaited && awaits !== null && (pools.length > 0 ? pools.every(({ id }) => awaits.has(id)) : awaits.has(noLimit));
/**
 * Notes that somebody waits who would take a place of each of these limits. `free`: one seems free for it, and is kept
 * while the list is walked.
 */
export async function noteAwaited(
  table: Table,
  day: SiteDay,
  pools: readonly Pool[],
  { free }: { readonly free: boolean },
): Promise<void> {
  const awaits: ReadonlySet<PoolId> = new Set(pools.length > 0 ? pools.map(({ id }) => id) : [noLimit]);
  const kept = keeping({ awaits }, free ? pools.map(({ id }) => [id, 1] as const) : []);
  const sets = [...identity.sets, ...kept.sets, ...(free ? ["#freed = :freed"] : [])];
  await updateDay(table, day, {
    UpdateExpression: `SET ${sets.join(", ")} ADD #awaits :awaits`,
    ExpressionAttributeNames: {
      "#awaits": "awaits",
      ...identity.names,
      ...kept.names,
      ...(free ? { "#freed": "freed" } : {}),
    },
    ExpressionAttributeValues: {
      ":awaits": awaits,
      ...identity.values(day),
      ...kept.values,
      ...(free ? { ":freed": freeToken() } : {}),
    },
  });
}

/**
 * Has the list of a day walked on which somebody waits. `freed`: limits that have so many places more since; they are
 * kept as far as they are awaited. Nothing on a day that nobody waits for.
 */
export async function haveWalked(
  table: Table,
  day: SiteDay,
  seen: Pick<DayRecord, "awaits"> = emptyDay,
  freed: readonly (readonly [PoolId, number])[] = [],
): Promise<void> {
  const kept = keeping(seen, freed);
  await updateDay(table, day, {
    UpdateExpression: `SET ${["#freed = :freed", ...kept.sets].join(", ")}`,
    ConditionExpression: "attribute_exists(#awaits) OR attribute_exists(#queued)",
    ExpressionAttributeNames: { "#freed": "freed", "#awaits": "awaits", "#queued": "queued", ...kept.names },
    ExpressionAttributeValues: { ":freed": freeToken(), ...kept.values },
  });
}

/**
 * Ends a walk of the waiting list, unless another place was freed meanwhile or another limit is awaited. `walked`: the
 * record as it was before; `awaits`: what those who go on waiting wait for; null when that was not looked at.
 */
export async function markWalked(
  table: Table,
  day: SiteDay,
  walked: DayRecord,
  awaits: readonly (readonly Pool[])[] | null,
): Promise<boolean> {
  const left = new Set((awaits ?? []).flatMap((pools) => (pools.length > 0 ? pools.map(({ id }) => id) : [noLimit])));
  const same = sameAwaits(walked);
  const kept = [...walked.keptOf.keys()];
  const gone = [
    "#freed",
    ...kept.map((_, index) => `#kept${index}`),
    ...(awaits === null ? [] : ["#queued", ...(left.size === 0 ? ["#awaits"] : [])]),
  ];
  const { refused } = await updateDay(table, day, {
    UpdateExpression: `${left.size > 0 ? "SET #awaits = :left " : ""}REMOVE ${gone.join(", ")}`,
    ConditionExpression: `#freed = :freed AND ${same.condition}`,
    ExpressionAttributeNames: {
      "#freed": "freed",
      ...same.names,
      ...Object.fromEntries(kept.map((pool, index) => [`#kept${index}`, keptPrefix + pool])),
      ...(awaits === null ? {} : { "#queued": "queued" }),
    },
    ExpressionAttributeValues: { ":freed": walked.freed, ...same.values, ...(left.size > 0 ? { ":left": left } : {}) },
  });
  return refused === null;
}
