/**
 * Attempts to pay at the treasury's, one record an operation:
 *
 *     pk PAYMENTATTEMPT#<operation>, sk ATTEMPT
 *     revision     grows at every write; each write expects the one it read
 *     g1pk         PAYMENTS#waiting while it is looked up again, PAYMENTS#odd once only staff can clear it up
 *
 * An operation is created at the treasury's first and written here before the payer is sent to it: one that is not here was
 * paid by nobody. It ends in one transaction with what it changes of its invoices (use-cases/settle.ts).
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { CollectionAccountId, FamilyCode, Instant, Login, PayfipOperationId } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import { payfipModes, type PayfipMode } from "../../kernel/payfip-modes.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { asRead } from "../../table/write.ts";
import { attemptStates, looksAgain, type Attempted } from "../rules/attempt.ts";
import type { PaidInvoice } from "../rules/payment.ts";

export interface Attempt extends Attempted {
  readonly familyCode: FamilyCode;
  readonly accountId: CollectionAccountId;
  readonly accountName: string;
  readonly by: Login;
  readonly mode: PayfipMode;
  /** What it pays, oldest first: what arrives is shared in this order. */
  readonly invoices: readonly PaidInvoice[];
  /** It pays no invoice: it goes into the family's wallet. */
  readonly wallet?: true | undefined;
  /** The last time that its result was looked up. */
  readonly lookedAt: Instant;
  /** Paid for what was paid meanwhile: to be given back. */
  readonly over: Cents;
  readonly revision: number;
}

const attempt = lazily((): z.ZodMiniType<Attempt> => {
  const money = z.pipe(z.int(), z.transform(cents));
  return z.object({
    operation: branded("PayfipOperationId"),
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    accountName: z.string(),
    by: branded("Login"),
    mode: z.enum(payfipModes),
    client: z.string(),
    reference: z.string(),
    amount: money,
    at: branded("Instant"),
    state: z.enum(attemptStates),
    invoices: z.array(z.object({ period: branded("PlainMonth"), number: z.string() })),
    wallet: z.optional(z.literal(true)),
    lookedAt: branded("Instant"),
    over: money,
    revision: z.int(),
  });
});

const attemptOf = (item: Item): Attempt => z.parse(attempt(), item);

export async function readAttempt(table: Table, operation: PayfipOperationId): Promise<Attempt | null> {
  const item = await readRecord(table, keys.paymentAttempt(operation));
  return item && attemptOf(item);
}

/** Where it stands in the index: nowhere once there is nothing left to find out. */
function placeOf({ at, state, lookedAt, over, operation }: Attempt): keys.IndexKey | null {
  if (looksAgain({ at, state }, lookedAt)) return keys.openAttempt("waiting", at, operation);
  return state === "unclear" || state === "unmatched" || over > 0 ? keys.openAttempt("odd", at, operation) : null;
}

/** The attempt's record as it becomes; `seen`: the revision that was read, none for a new one. */
export const attemptWrite = (attempt: Omit<Attempt, "revision">, seen?: number): Extract<Write, { Put: unknown }> => {
  const whole = { ...attempt, revision: (seen ?? 0) + 1 };
  return {
    Put: {
      Item: {
        ...keys.paymentAttempt(attempt.operation),
        ...(placeOf(whole) ?? {}),
        entity: "paymentAttempt",
        ...whole,
      },
      ...asRead(seen),
    },
  };
};

/** Those that are looked up again, or that staff must look at, oldest first. */
export const readOpenAttempts = async (table: Table, which: "waiting" | "odd"): Promise<readonly Attempt[]> =>
  (
    await readRange(table, {
      IndexName: keys.indexName,
      KeyConditionExpression: "g1pk = :which",
      ExpressionAttributeValues: { ":which": keys.attemptsPartition(which) },
    })
  ).map(attemptOf);
