/** What is set of a site's day beside its claims: counters put right, places set by staff, a day shut and opened again. */
import type { ClosureId } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import type { Update } from "../../table/write.ts";
import type { PoolId } from "../rules/capacity.ts";
import type { SiteDay, DayRecord } from "./day-record.ts";
import { keeping, updateDay, usedPrefix, freeToken, identity, setPrefix } from "./day-record.ts";

/**
 * Sets counters that disagree with the places taken, while the record is as it was `seen`; those who wait are looked at
 * again. Whether it was.
 */
export async function setCounters(
  table: Table,
  day: SiteDay,
  seen: Pick<DayRecord, "counters" | "fence" | "awaits">,
  wanted: ReadonlyMap<PoolId, number>,
): Promise<boolean> {
  const known = [...seen.counters];
  const set = [...wanted];
  const kept = keeping(
    seen,
    set.map(([pool, used]) => [pool, (seen.counters.get(pool)?.used ?? 0) - used] as const),
  );
  const { refused } = await updateDay(table, day, {
    UpdateExpression: `SET ${["#freed = :freed", ...set.map((_, index) => `#want${index} = :want${index}`), ...kept.sets].join(", ")}`,
    ConditionExpression: [
      "attribute_exists(pk)",
      seen.fence === 0 ? "attribute_not_exists(#fence)" : "#fence = :fence",
      ...known.map((_, index) => `#used${index} = :used${index}`),
      ...set.flatMap(([pool], index) => (seen.counters.has(pool) ? [] : [`attribute_not_exists(#want${index})`])),
    ].join(" AND "),
    ExpressionAttributeNames: {
      "#freed": "freed",
      "#fence": "fence",
      ...Object.fromEntries(known.map(([pool], index) => [`#used${index}`, usedPrefix + pool])),
      ...Object.fromEntries(set.map(([pool], index) => [`#want${index}`, usedPrefix + pool])),
      ...kept.names,
    },
    ExpressionAttributeValues: {
      ":freed": freeToken(),
      ...(seen.fence === 0 ? {} : { ":fence": seen.fence }),
      ...Object.fromEntries(known.map(([, { used }], index) => [`:used${index}`, used])),
      ...Object.fromEntries(set.map(([, used], index) => [`:want${index}`, used])),
      ...kept.values,
    },
  });
  return refused === null;
}

/**
 * The update that sets a limit's places for that day; null gives the catalogue's number back. Those who wait are looked
 * at again. `seen`: how many places that frees, of a record that awaits these limits. `stands`: only while that is what is
 * set; null: nothing is.
 */
export function placesUpdate(
  day: SiteDay,
  pool: PoolId,
  places: number | null,
  seen: Pick<DayRecord, "awaits"> & { readonly frees: number },
  stands?: number | null,
): Update {
  const kept = keeping(seen, [[pool, seen.frees]]);
  const sets = ["#used = if_not_exists(#used, :zero)", "#freed = :freed", ...identity.sets, ...kept.sets];
  return {
    Key: keys.day(day.siteId, day.date),
    UpdateExpression: places === null ? `SET ${sets.join(", ")} REMOVE #set` : `SET ${sets.join(", ")}, #set = :places`,
    ...(stands === undefined
      ? {}
      : { ConditionExpression: stands === null ? "attribute_not_exists(#set)" : "#set = :stands" }),
    ExpressionAttributeNames: {
      "#used": usedPrefix + pool,
      "#set": setPrefix + pool,
      "#freed": "freed",
      ...identity.names,
      ...kept.names,
    },
    ExpressionAttributeValues: {
      ":zero": 0,
      ":freed": freeToken(),
      ...identity.values(day),
      ...(places === null ? {} : { ":places": places }),
      ...kept.values,
      ...(stands === undefined || stands === null ? {} : { ":stands": stands }),
    },
  };
}

/** Shuts the day: from here on no claim passes. Twice is once. */
export async function shutDay(table: Table, day: SiteDay, closure: ClosureId): Promise<void> {
  await updateDay(table, day, {
    UpdateExpression: `SET #closed = :closure, ${identity.sets.join(", ")}`,
    ExpressionAttributeNames: { "#closed": "closed", ...identity.names },
    ExpressionAttributeValues: { ":closure": closure, ...identity.values(day) },
  });
}

/** Opens the day that this closure had shut; another closure's stays. */
export async function reopenDay(table: Table, day: SiteDay, closure: ClosureId): Promise<void> {
  await updateDay(table, day, {
    UpdateExpression: "REMOVE #closed SET #freed = :freed",
    ConditionExpression: "#closed = :closure",
    ExpressionAttributeNames: { "#closed": "closed", "#freed": "freed" },
    ExpressionAttributeValues: { ":closure": closure, ":freed": freeToken() },
  });
}
