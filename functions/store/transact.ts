/**
 * All of these writes, or none. The SDK retries neither a transaction that another one got in the way of nor one that was
 * throttled: both are tried again here, with jitter and a bound.
 */
import { TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { TransactWriteCommand, type TransactWriteCommandInput } from "@aws-sdk/lib-dynamodb";
import { setTimeout as sleep } from "node:timers/promises";
import type { Table } from "./table.ts";

export type Writes = NonNullable<TransactWriteCommandInput["TransactItems"]>;

const attempts = 6;
/** Milliseconds; doubled at each attempt, then taken at random between zero and that. */
const firstWait = 40;

type Refusal = "conditionFailed" | "later" | "broken";

/** Why a transaction was cancelled, as a whole: a failed condition decides, whatever happened to the other writes. */
function classify(error: TransactionCanceledException): Refusal {
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code ?? "None").filter((code) => code !== "None");
  if (codes.includes("ConditionalCheckFailed")) return "conditionFailed";
  const passing = new Set(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"]);
  return codes.length > 0 && codes.every((code) => passing.has(code)) ? "later" : "broken";
}

/** `conditionFailed`: a record is no longer as it was read; nothing was written. */
export async function transact(table: Table, writes: Writes): Promise<"done" | "conditionFailed"> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteCommand({ TransactItems: writes }));
      return "done";
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error;
      const refusal = classify(error);
      if (refusal === "conditionFailed") return "conditionFailed";
      if (refusal === "broken" || attempt === attempts) throw error;
      await sleep(Math.random() * firstWait * 2 ** attempt);
    }
  }
}
