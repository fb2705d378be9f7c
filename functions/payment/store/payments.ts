/**
 * The ledger: entries written once, in one transaction with the invoices that they settle. One changes in one way only: it
 * notes, once, the entry that takes it back (`undoneBy`).
 *
 *     pk FAMILY#<code>, sk PAYMENT#<name>
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, PlainDate } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents } from "../../kernel/money.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { ifAbsent } from "../../table/write.ts";
import { allMeans, entryKinds, type Payment } from "../rules/payment.ts";

const payment = lazily((): z.ZodMiniType<Payment> => {
  const money = z.pipe(z.int(), z.transform(cents));
  return z.object({
    name: z.string(),
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    kind: z.enum(entryKinds),
    means: z.optional(z.enum(allMeans)),
    amount: money,
    parts: z.array(z.object({ period: branded("PlainMonth"), number: z.string(), amount: money })),
    over: money,
    on: branded("PlainDate"),
    at: branded("Instant"),
    reference: z.optional(z.string()),
    authorisation: z.optional(z.string()),
    by: z.optional(z.object({ login: branded("Login"), name: z.string() })),
    reason: z.optional(z.string()),
    of: z.optional(z.string()),
    undoneBy: z.optional(z.string()),
  });
});

export const paymentWrite = (one: Payment): Write => ({
  Put: {
    Item: {
      ...keys.payment(one.familyCode, one.name),
      ...keys.paidOn(one.on, one.at, one.name),
      entity: "payment",
      ...one,
    },
    ...ifAbsent,
  },
});

/** Notes that an entry is taken back, if none has taken it back yet. */
export const undoneWrite = ({ familyCode, name }: Payment, by: string): Write => ({
  Update: {
    Key: keys.payment(familyCode, name),
    UpdateExpression: "SET undoneBy = :by",
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(undoneBy)",
    ExpressionAttributeValues: { ":by": by },
  },
});

export async function readPayment(table: Table, code: FamilyCode, name: string): Promise<Payment | null> {
  const item = await readRecord(table, keys.payment(code, name));
  return item && z.parse(payment(), item);
}

/** The entries of a day, all families together, in the order in which they were made. */
export const readTill = async (table: Table, date: PlainDate): Promise<readonly Payment[]> =>
  (
    await readRange(table, {
      IndexName: keys.indexName,
      KeyConditionExpression: "g1pk = :day",
      ExpressionAttributeValues: { ":day": keys.paidPartition(date) },
    })
  ).map((item) => z.parse(payment(), item));

/** All that a family has paid. */
export const readPayments = async (table: Table, code: FamilyCode): Promise<readonly Payment[]> =>
  (
    await readRange(table, { ...startingWith(keys.familyPartition(code), keys.paymentPrefix), ConsistentRead: true })
  ).map((item) => z.parse(payment(), item));
