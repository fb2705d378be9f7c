/**
 * What a family owes, read from its statements, and kept in its household's record (`owes`), which every booking reads anyway.
 *
 * It is made anew from the statements and what staff exempts whenever one of them changes, by the stream: the record's version is
 * read before them and expected after them, so that whoever is last has seen all of them, in whatever order they come, twice, or
 * again after a death.
 */
import * as z from "zod/mini";
import type { Owed } from "../../family/rules/owes.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";
import { owedOf } from "../rules/owed.ts";
import { readFamilyExemption } from "./dunning.ts";
import { statementOf } from "./statement-records.ts";

/** As it was written a moment ago. */
export async function readOwed(table: Table, code: FamilyCode): Promise<readonly Owed[]> {
  const [items, exemption] = await Promise.all([
    readRange(table, { ...startingWith(keys.familyPartition(code), keys.statementPrefix), ConsistentRead: true }),
    readFamilyExemption(table, code),
  ]);
  return owedOf(items.map(statementOf), exemption);
}

const holder = lazily(() => z.object({ version: z.int(), owes: z.optional(z.unknown()) }));

/** Has the household's record say what it owes. Whether that was to be written. */
export const holdOwed = (table: Table, code: FamilyCode): Promise<boolean> =>
  decideAndWrite<null, boolean>("What a family owes", null, async () => {
    const key = keys.household(code);
    const item = await readRecord(table, key);
    // Statements of a family that the town's file has not brought yet, or has no more.
    if (!item) return { done: false };
    const { version, owes } = z.parse(holder(), item);
    const now = await readOwed(table, code);
    const changes = changesTo({ owes }, { owes: now.length > 0 ? now : undefined });
    if (changes.length === 0) return { done: false };
    const { written } = await update(table, updateFrom(key, version, changes));
    return written ? { done: true } : { again: null };
  });
