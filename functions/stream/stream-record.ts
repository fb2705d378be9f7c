/** A record of the table's stream, as handlers read it; and a batch, whose records fail one by one. */
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBBatchItemFailure, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Log } from "../kernel/log.ts";
import type { Item } from "../table/batch.ts";
import { entities, type Entity } from "../table/entities.ts";
import { repairMessages } from "./repair-messages.ts";

export interface StreamRecord {
  /** Null for what the table's kit does not know, which no filter lets through. */
  readonly entity: Entity | null;
  readonly pk: string;
  /** As the record was written; null when it was removed. */
  readonly after: Item | null;
  readonly before: Item | null;
}

type Image = NonNullable<NonNullable<DynamoDBRecord["dynamodb"]>["NewImage"]>;

// The stream's types and the SDK's describe the same JSON under two names.
const itemOf = (image: Image | undefined): Item | null =>
  image ? unmarshall(image as Parameters<typeof unmarshall>[0]) : null;

export function readRecord({ dynamodb }: DynamoDBRecord): StreamRecord {
  const [after, before] = [itemOf(dynamodb?.NewImage), itemOf(dynamodb?.OldImage)];
  const known = after ?? before;
  const entity = entities.find((name) => name === known?.["entity"]) ?? null;
  return { entity, pk: String(known?.["pk"]), after, before };
}

/** What a batch does with its records: `prepare` sees them all at once, so that it can read for all in one go. */
export type Prepare = (records: readonly StreamRecord[]) => Promise<(record: StreamRecord) => Promise<void>>;

/**
 * The handler of a stream's batches. Records are handled in order; one that fails is reported and comes again, with
 * those after it, which find their work done.
 */
export function streamHandler(
  log: Log,
  prepare: Prepare,
): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  return async ({ Records }) => {
    const records = Records.map((raw) => ({ raw, record: readRecord(raw) }));
    const handle = await prepare(records.map(({ record }) => record));
    const batchItemFailures: DynamoDBBatchItemFailure[] = [];
    for (const { raw, record } of records) {
      try {
        await handle(record);
      } catch (error) {
        const sequence = raw.dynamodb?.SequenceNumber;
        // Without a number there is nothing to report: the whole batch comes again.
        if (sequence === undefined || !(error instanceof Error)) throw error;
        log.error(repairMessages.recordFailed, { entity: record.entity, error });
        batchItemFailures.push({ itemIdentifier: sequence });
      }
    }
    return { batchItemFailures };
  };
}
