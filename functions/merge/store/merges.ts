/**
 * Children that were held under two codes and are one: a record for each code that is gone, written with the file that
 * it becomes part of (use-cases/merge-children.ts). What follows takes many writes (follow/carry-on.ts) and is noted here
 * once it is over; each of them can be done again.
 *
 *     pk MERGES, sk CHILD#<code that is gone>
 *     gone, kept, households      the two codes; the households that had the one that is gone
 *     at, by, byName, reason      who said so, and why
 *     requestToken                on whatever it moves
 *     done                        everything has followed
 *     moved, givenUp              days that passed to the other code, and those that the child had twice
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { ChildId, FamilyCode, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { ifAbsent, update } from "../../table/write.ts";

export interface Merge {
  readonly gone: ChildId;
  readonly kept: ChildId;
  readonly households: readonly FamilyCode[];
  readonly at: Instant;
  readonly by: Login;
  readonly byName: string;
  readonly reason: string;
  readonly requestToken: string;
  readonly done: boolean;
  readonly moved: number;
  readonly givenUp: number;
}

const record = lazily((): z.ZodMiniType<Merge> =>
  z.object({
    gone: branded("ChildId"),
    kept: branded("ChildId"),
    households: z.array(branded("FamilyCode")),
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    reason: z.string(),
    requestToken: z.string(),
    done: z.boolean(),
    moved: z.int(),
    givenUp: z.int(),
  }),
);

/** A merge from its record, as the table holds it or the stream shows it. */
export const mergeOf = (item: Item): Merge => z.parse(record(), item);

/** Part of a transaction: the code is gone from then on, and the one that stays is none that is gone itself. */
export const mergeWrites = (merge: Merge): Writes => [
  { Put: { Item: { ...keys.merge(merge.gone), entity: "merge", ...merge }, ...ifAbsent } },
  { ConditionCheck: { Key: keys.merge(merge.kept), ...ifAbsent } },
];

export async function readMerge(table: Table, gone: ChildId): Promise<Merge | null> {
  const item = await readRecord(table, keys.merge(gone));
  return item && mergeOf(item);
}

/** All of them, in no order. */
export const readMerges = async (table: Table): Promise<readonly Merge[]> =>
  (await readRange(table, startingWith(keys.mergesPartition, keys.childPrefix))).map(mergeOf);

/** Everything has followed. What a later run finds beside is added. */
export async function noteDone(
  table: Table,
  gone: ChildId,
  { moved, givenUp }: Pick<Merge, "moved" | "givenUp">,
): Promise<void> {
  await update(table, {
    Key: keys.merge(gone),
    UpdateExpression: "SET #done = :done ADD #moved :moved, #givenUp :givenUp",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeNames: { "#done": "done", "#moved": "moved", "#givenUp": "givenUp" },
    ExpressionAttributeValues: { ":done": true, ":moved": moved, ":givenUp": givenUp },
  });
}
