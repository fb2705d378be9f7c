/**
 * How Lambda's event source mapping hands a batch to a function: again after a failure, in halves to find the record at
 * fault, from the first record that the function reports as failed; past the retries the records go to the dead
 * letters.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { FunctionName } from "../../../functions/manifest.ts";
import { isRecord } from "../aws-json.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import type { InvokeResult } from "../lambda/environment.ts";
import type { InvocationError } from "../lambda/messages.ts";
import type { StreamRecord } from "./source.ts";

/** The mapping's settings; infra/stream.ts declares the same for AWS. */
export const mapping = { retries: 8, firstPause: 100, longestPause: 5_000 } as const;

export interface DeliveryOptions {
  readonly functionName: FunctionName;
  readonly invoke: (name: FunctionName, event: unknown) => Promise<InvokeResult>;
  readonly keep: KeepDeadLetter;
  readonly eventSourceArn: string;
  readonly signal: AbortSignal;
  /** Milliseconds before the first retry; doubled each time. */
  readonly firstPause?: number;
  readonly retries?: number;
}

export type Deliver = (records: readonly StreamRecord[]) => Promise<void>;

type Outcome =
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly from: number; readonly error: InvocationError };

const reported: InvocationError = {
  errorType: "BatchItemFailure",
  errorMessage: "The function reported this record as failed",
  trace: [],
};

/**
 * `batchItemFailures`: the lowest sequence number reported is where the batch goes on; one that is not in the batch
 * fails it whole.
 */
function outcomeOf(result: InvokeResult, records: readonly StreamRecord[]): Outcome {
  if (!result.ok) return { kind: "failed", from: 0, error: result.error };
  const answer: unknown = JSON.parse(result.payload);
  const failures = isRecord(answer) && Array.isArray(answer["batchItemFailures"]) ? answer["batchItemFailures"] : [];
  if (failures.length === 0) return { kind: "done" };
  const places = failures.map((failure: unknown) =>
    records.findIndex(({ dynamodb }) => isRecord(failure) && failure["itemIdentifier"] === dynamodb.SequenceNumber),
  );
  return { kind: "failed", from: Math.max(0, Math.min(...places)), error: reported };
}

export function createDelivery(options: DeliveryOptions): Deliver {
  const {
    functionName,
    invoke,
    keep,
    eventSourceArn,
    signal,
    firstPause = mapping.firstPause,
    retries = mapping.retries,
  } = options;

  const attempt = async (records: readonly StreamRecord[], tried: number): Promise<void> => {
    const event = { Records: records.map((record) => ({ ...record, eventSourceARN: eventSourceArn })) };
    const outcome = outcomeOf(await invoke(functionName, event), records);
    signal.throwIfAborted();
    if (outcome.kind === "done") return;
    const rest = records.slice(outcome.from);
    const whole = rest.length === records.length;
    // Splitting is no retry: it goes on until the record at fault stands alone.
    if (whole && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      await attempt(rest.slice(0, middle), tried);
      await attempt(rest.slice(middle), tried);
    } else if (!whole) {
      await attempt(rest, tried);
    } else if (tried >= retries) {
      await keep({ functionName, error: outcome.error, payload: rest });
    } else {
      await wait(Math.min(firstPause * 2 ** tried, mapping.longestPause), undefined, { signal });
      await attempt(rest, tried + 1);
    }
  };
  return (records) => attempt(records, 0);
}
