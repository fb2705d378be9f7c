/**
 * Adults whom a household held under two ranks: a record for each rank that is gone, written with the file that it
 * becomes part of (use-cases/merge-adults.ts). What follows, the end of what its sign-in had opened, is noted here once it
 * is over; each of it can be done again.
 *
 *     pk MERGES, sk ADULT#<code>#<rank that is gone>
 *     familyCode, gone, kept      the household, the two ranks
 *     at, by, byName, reason      who said so, and why
 *     requestToken                of the sending: sent again, it is the same
 *     moved, ended                the sign-in that stands for the rank that stays from then on; the one that it replaced
 *     done                        everything has followed
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { ifAbsent, ifPresent, update } from "../../table/write.ts";

export interface AdultMerge {
  readonly familyCode: FamilyCode;
  readonly gone: GuardianId;
  readonly kept: GuardianId;
  readonly at: Instant;
  readonly by: Login;
  readonly byName: string;
  readonly reason: string;
  readonly requestToken: string;
  readonly moved?: Login | undefined;
  readonly ended?: Login | undefined;
  readonly done: boolean;
}

const record = lazily((): z.ZodMiniType<AdultMerge> =>
  z.object({
    familyCode: branded("FamilyCode"),
    gone: branded("GuardianId"),
    kept: branded("GuardianId"),
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    reason: z.string(),
    requestToken: z.string(),
    moved: z.optional(branded("Login")),
    ended: z.optional(branded("Login")),
    done: z.boolean(),
  }),
);

/** A merge from its record, as the table holds it or the stream shows it. */
export const adultMergeOf = (item: Item): AdultMerge => z.parse(record(), item);

/** Part of a transaction: a rank goes once. */
export const adultMergeWrite = (merge: AdultMerge): Write => ({
  Put: { Item: { ...keys.adultMerge(merge.familyCode, merge.gone), entity: "adultMerge", ...merge }, ...ifAbsent },
});

export async function readAdultMerge(table: Table, code: FamilyCode, gone: GuardianId): Promise<AdultMerge | null> {
  const item = await readRecord(table, keys.adultMerge(code, gone));
  return item && adultMergeOf(item);
}

/** All of them, in no order. */
export const readAdultMerges = async (table: Table): Promise<readonly AdultMerge[]> =>
  (await readRange(table, startingWith(keys.mergesPartition, keys.adultMergePrefix))).map(adultMergeOf);

/** Everything has followed. */
export async function noteAdultDone(table: Table, { familyCode, gone }: AdultMerge): Promise<void> {
  await update(table, {
    Key: keys.adultMerge(familyCode, gone),
    UpdateExpression: "SET #done = :done",
    ...ifPresent,
    ExpressionAttributeNames: { "#done": "done" },
    ExpressionAttributeValues: { ":done": true },
  });
}
