/**
 * Batches and their debits:
 *
 *     pk DEBITS, sk BATCH#<batch>               the batch: for which day, how far it is
 *     pk DEBITBATCH#<batch>, sk DEBIT#<code>    what one family is debited by it
 *     revision                                  grows at every write; each write expects the one it read
 *
 * A debit is written with what it changes of its invoices and its mandate, under the condition that its batch is still being
 * taken. So an invoice stands in one batch at most, and a batch that is ready gets no more debits: its sums are those of its
 * debits, and never kept beside them.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { DebitBatchId, FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { asRead } from "../../table/write.ts";
import { batchStates, debitStates, type Batch, type BatchState, type Debit } from "../rules/batch.ts";
import { sequences } from "../rules/mandate.ts";
import { returnCodes } from "../rules/returns.ts";

const schemas = lazily(() => {
  const money = z.pipe(z.int(), z.transform(cents));
  const batch: z.ZodMiniType<Batch> = z.object({
    batch: branded("DebitBatchId"),
    accountId: branded("CollectionAccountId"),
    accountName: z.string(),
    creditor: z.object({ id: z.string(), name: z.string(), iban: z.string(), bic: z.string() }),
    dueOn: branded("PlainDate"),
    state: z.enum(batchStates),
    key: z.string(),
    at: branded("Instant"),
    by: z.object({ login: branded("Login"), name: z.string() }),
    after: z.optional(branded("FamilyCode")),
    ended: z.optional(
      z.object({ by: z.object({ login: branded("Login"), name: z.string() }), reason: z.optional(z.string()) }),
    ),
    revision: z.int(),
  });
  const debit: z.ZodMiniType<Debit> = z.object({
    batch: branded("DebitBatchId"),
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    accountName: z.string(),
    dueOn: branded("PlainDate"),
    rank: z.int(),
    rum: z.string(),
    creditorId: z.string(),
    signedOn: branded("PlainDate"),
    sequence: z.enum(sequences),
    debtor: z.string(),
    iban: z.string(),
    bic: z.optional(z.string()),
    amount: money,
    parts: z.array(z.object({ period: branded("PlainMonth"), number: z.string(), amount: money })),
    state: z.enum(debitStates),
    returned: z.optional(z.object({ code: z.enum(returnCodes), on: branded("PlainDate"), settled: z.boolean() })),
    at: branded("Instant"),
    revision: z.int(),
  });
  return { batch, debit };
});

const batchOf = (item: Item): Batch => z.parse(schemas().batch, item);
export const debitOf = (item: Item): Debit => z.parse(schemas().debit, item);

type PutWrite = Extract<Write, { Put: unknown }>;

/** The batch as it becomes; `seen`: the revision that was read, none for a new one. */
export const batchWrite = (one: Omit<Batch, "revision">, seen?: number): PutWrite => ({
  Put: {
    Item: { ...keys.debitBatch(one.batch), entity: "debitBatch", ...one, revision: (seen ?? 0) + 1 },
    ...asRead(seen),
  },
});

/** Nothing is written unless the batch is in that state. */
export const whileBatchIs = (batch: DebitBatchId, state: BatchState): Write => ({
  ConditionCheck: {
    Key: keys.debitBatch(batch),
    ConditionExpression: "#state = :state",
    ExpressionAttributeNames: { "#state": "state" },
    ExpressionAttributeValues: { ":state": state },
  },
});

export async function readBatch(table: Table, batch: DebitBatchId): Promise<Batch | null> {
  const item = await readRecord(table, keys.debitBatch(batch));
  return item && batchOf(item);
}

/** Every batch of the town: some a month. */
export const readBatches = async (table: Table): Promise<readonly Batch[]> =>
  (await readRange(table, { ...startingWith(keys.debitsPartition, keys.debitBatchPrefix), ConsistentRead: true })).map(
    batchOf,
  );

/** The same of a debit. */
export const debitWrite = (one: Omit<Debit, "revision">, seen?: number): PutWrite => ({
  Put: {
    Item: { ...keys.debit(one.batch, one.familyCode), entity: "debit", ...one, revision: (seen ?? 0) + 1 },
    ...asRead(seen),
  },
});

export async function readDebit(table: Table, batch: DebitBatchId, code: FamilyCode): Promise<Debit | null> {
  const item = await readRecord(table, keys.debit(batch, code));
  return item && debitOf(item);
}

/** All debits of a batch, family by family. */
export const readDebits = async (table: Table, batch: DebitBatchId): Promise<readonly Debit[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.debitBatchPartition(batch), keys.debitPrefix),
      ConsistentRead: true,
    })
  ).map(debitOf);
