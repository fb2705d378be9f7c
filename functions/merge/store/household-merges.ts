/**
 * Households that have become part of another one: a record for each code that is gone, written with what makes the two one
 * (use-cases/merge-households.ts). What follows takes many writes (follow/carry-on-households.ts) and is noted here once it
 * is over; each of them can be done again.
 *
 *     pk MERGES, sk FAMILY#<code that is gone>
 *     gone, kept                  the two codes
 *     at, by, byName, reason      who said so, and why
 *     requestToken                on whatever it moves
 *     ranks                       of everybody of the one that goes: the rank in the one that stays
 *     moved, ended                sign-ins that stand for somebody of the one that stays; those that another one replaces
 *     quotient                    whose quotient is right of a month that both knew
 *     done                        everything has followed
 *     days, givenUp               days that passed, and those that a child had twice
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent, update } from "../../table/write.ts";

export interface HouseholdMerge {
  readonly gone: FamilyCode;
  readonly kept: FamilyCode;
  readonly at: Instant;
  readonly by: Login;
  readonly byName: string;
  readonly reason: string;
  readonly requestToken: string;
  readonly ranks: readonly { readonly gone: GuardianId; readonly kept: GuardianId }[];
  readonly moved: readonly { readonly login: Login; readonly guardianId: GuardianId }[];
  readonly ended: readonly { readonly login: Login; readonly instead: Login }[];
  readonly quotient: "gone" | "kept";
  readonly done: boolean;
  readonly days: number;
  readonly givenUp: number;
}

const record = lazily((): z.ZodMiniType<HouseholdMerge> =>
  z.object({
    gone: branded("FamilyCode"),
    kept: branded("FamilyCode"),
    at: branded("Instant"),
    by: branded("Login"),
    byName: z.string(),
    reason: z.string(),
    requestToken: z.string(),
    ranks: z.array(z.object({ gone: branded("GuardianId"), kept: branded("GuardianId") })),
    moved: z.array(z.object({ login: branded("Login"), guardianId: branded("GuardianId") })),
    ended: z.array(z.object({ login: branded("Login"), instead: branded("Login") })),
    quotient: z.enum(["gone", "kept"]),
    done: z.boolean(),
    days: z.int(),
    givenUp: z.int(),
  }),
);

/** A merge from its record, as the table holds it or the stream shows it. */
export const householdMergeOf = (item: Item): HouseholdMerge => z.parse(record(), item);

/** Part of a transaction: the code is gone from then on, and the one that stays is none that is gone itself. */
export const householdMergeWrites = (merge: HouseholdMerge): Writes => [
  { Put: { Item: { ...keys.householdMerge(merge.gone), entity: "householdMerge", ...merge }, ...ifAbsent } },
  { ConditionCheck: { Key: keys.householdMerge(merge.kept), ...ifAbsent } },
];

export async function readHouseholdMerge(table: Table, gone: FamilyCode): Promise<HouseholdMerge | null> {
  const item = await readRecord(table, keys.householdMerge(gone));
  return item && householdMergeOf(item);
}

/** All of them, in no order. */
export const readHouseholdMerges = async (table: Table): Promise<readonly HouseholdMerge[]> =>
  (await readRange(table, startingWith(keys.mergesPartition, keys.householdMergePrefix))).map(householdMergeOf);

/** Everything has followed. What a later run finds beside is added. */
export async function noteHouseholdDone(
  table: Table,
  gone: FamilyCode,
  { days, givenUp }: Pick<HouseholdMerge, "days" | "givenUp">,
): Promise<void> {
  await update(table, {
    Key: keys.householdMerge(gone),
    UpdateExpression: "SET #done = :done ADD #days :days, #givenUp :givenUp",
    ...ifPresent,
    ExpressionAttributeNames: { "#done": "done", "#days": "days", "#givenUp": "givenUp" },
    ExpressionAttributeValues: { ":done": true, ":days": days, ":givenUp": givenUp },
  });
}
