/**
 * DynamoDB Streams over its JSON protocol: on the wire a record already has the shape that Lambda hands to functions,
 * which the SDK would take apart.
 */
import { AwsError, isRecord, parseObject } from "../aws-json.ts";
import { region } from "../names.ts";

/** A record as Lambda passes it on. */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly NewImage?: Readonly<Record<string, unknown>>;
    readonly OldImage?: Readonly<Record<string, unknown>>;
  };
}

export interface Shard {
  readonly id: string;
  readonly parent: string | null;
}

export interface StreamSource {
  readonly shards: () => Promise<readonly Shard[]>;
  /** Iterator behind a sequence number, or at the oldest record. */
  readonly iterator: (shard: string, after: string | null) => Promise<string>;
  /** `next` is null at the end of a closed shard. */
  readonly read: (
    iterator: string,
  ) => Promise<{ readonly records: readonly StreamRecord[]; readonly next: string | null }>;
}

const isStreamRecord = (value: unknown): value is StreamRecord =>
  isRecord(value) &&
  typeof value["eventID"] === "string" &&
  isRecord(value["dynamodb"]) &&
  typeof value["dynamodb"]["SequenceNumber"] === "string";

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

export function streamSource(endpoint: string, streamArn: string): StreamSource {
  const call = async (action: string, input: object): Promise<Record<string, unknown>> => {
    const response = await fetch(endpoint, {
      method: "POST",
      body: JSON.stringify(input),
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDBStreams_20120810.${action}`,
        // The engine wants to see a signature; it does not check it.
        "x-amz-date": "20260101T000000Z",
        authorization: `AWS4-HMAC-SHA256 Credential=operator/20260101/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0`,
      },
    });
    const answer = parseObject(await response.text());
    if (response.ok) return answer;
    const type = textOf(answer["__type"]) ?? "UnknownError";
    throw new AwsError(
      type.slice(type.indexOf("#") + 1),
      textOf(answer["message"]) ?? textOf(answer["Message"]) ?? `${action} failed`,
      response.status,
    );
  };
  return {
    shards: async () => {
      const { StreamDescription } = await call("DescribeStream", { StreamArn: streamArn });
      const found = isRecord(StreamDescription) ? listOf(StreamDescription["Shards"]) : [];
      return found
        .filter(isRecord)
        .map((shard) => ({ id: String(shard["ShardId"]), parent: textOf(shard["ParentShardId"]) }));
    },
    iterator: async (shard, after) => {
      const from =
        after === null
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after };
      const { ShardIterator } = await call("GetShardIterator", { StreamArn: streamArn, ShardId: shard, ...from });
      return String(ShardIterator);
    },
    read: async (iterator) => {
      const { Records, NextShardIterator } = await call("GetRecords", { ShardIterator: iterator, Limit: 1000 });
      return { records: listOf(Records).filter(isStreamRecord), next: textOf(NextShardIterator) };
    },
  };
}
