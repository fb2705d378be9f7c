/** All of these writes, or none. */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";

export type Writes = NonNullable<TransactWriteCommandInput["TransactItems"]>;

/**
 * Reasons for which the same transaction can succeed a moment later; any other but a failed condition is a fault of
 * ours.
 */
const passing: ReadonlySet<string> = new Set([
  "TransactionConflict",
  "ThrottlingError",
  "ProvisionedThroughputExceeded",
]);

class Contended extends Error {
  /** The name by which `retried` knows that trying again can help. */
  override readonly name = "TransactionConflictException";
}

type Outcome = "done" | "conditionFailed";

/** Of several reasons a failed condition decides: trying the others again would not help. */
function outcomeOf(error: TransactionCanceledException): Outcome {
  const codes = (error.CancellationReasons ?? [])
    .map((reason) => reason.Code ?? "None")
    .filter((code) => code !== "None");
  if (codes.includes("ConditionalCheckFailed")) return "conditionFailed";
  if (codes.length > 0 && codes.every((code) => passing.has(code)))
    throw new Contended(codes.join(", "), { cause: error });
  throw error;
}

/** `conditionFailed`: a record is no longer as it was read; nothing was written. */
export function transact(table: Table, writes: Writes): Promise<Outcome> {
  return retried(async () => {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: writes }));
      return "done";
    } catch (error) {
      if (error instanceof TransactionCanceledException) return outcomeOf(error);
      throw error;
    }
  });
}
