/** All of these writes, or none. */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand } from "@aws-sdk/lib-dynamodb";
import { Busy } from "../kernel/busy.ts";
import type { Key } from "./keys.ts";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";
import type { Delete, Put, Update } from "./write.ts";

export type Write =
  | { readonly Put: Put }
  | { readonly Update: Update }
  | { readonly Delete: Delete }
  /** Nothing is written there, but nothing anywhere unless it holds. */
  | { readonly ConditionCheck: Delete & { readonly Key: Key; readonly ConditionExpression: string } };
export type Writes = readonly Write[];

/**
 * Reasons for which the same transaction can succeed a moment later; any other but a failed condition is a fault of
 * ours.
 */
const passing: ReadonlySet<string> = new Set([
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
]);

type Outcome = "done" | "conditionFailed";

/** Of several reasons a failed condition decides: trying the others again would not help. */
function outcomeOf(error: TransactionCanceledException): Outcome {
  const codes = (error.CancellationReasons ?? [])
    .map((reason) => reason.Code ?? "None")
    .filter((code) => code !== "None");
  if (codes.includes("ConditionalCheckFailed")) return "conditionFailed";
  if (codes.length > 0 && codes.every((code) => passing.has(code))) throw new Busy(codes.join(", "), { cause: error });
  throw error;
}

function inTable({ name: TableName }: Table, one: Write) {
  if ("Put" in one) return { Put: { ...one.Put, TableName } };
  if ("Update" in one) return { Update: { ...one.Update, TableName } };
  if ("Delete" in one) return { Delete: { ...one.Delete, TableName } };
  return { ConditionCheck: { ...one.ConditionCheck, TableName } };
}

/** `conditionFailed`: a record is no longer as it was read; nothing was written. */
export function transact(table: Table, writes: Writes): Promise<Outcome> {
  return retried(async () => {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: writes.map((one) => inTable(table, one)) }));
      return "done";
    } catch (error) {
      if (error instanceof TransactionCanceledException) return outcomeOf(error);
      throw error;
    }
  });
}
