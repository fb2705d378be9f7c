/**
 * Counts what a use case asks of the table: calls, round trips, capacity units. A round trip is a wave: calls that ran
 * side by side count once, a call that began after another had ended counts one more.
 */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export interface DataCall {
  /** `UpdateItem`. */
  readonly name: string;
  /** What its first key begins with: `SITE`, `FAMILY`, `ROSTER`. */
  readonly partition: string;
  /** Rank of its wave, from 1. */
  readonly wave: number;
  /** As the table says it charged; a refused condition says nothing, and is 0 here. */
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly refused: boolean;
}

export interface DataCalls {
  readonly calls: readonly DataCall[];
  readonly roundTrips: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface DataCallCounter {
  /** What was counted since the last call, and counts from zero again. */
  readonly take: () => DataCalls;
}

const writes: ReadonlySet<string> = new Set([
  "PutItem",
  "UpdateItem",
  "DeleteItem",
  "TransactWriteItems",
  "BatchWriteItem",
]);

const unitsOf = (capacity: unknown): number => {
  if (Array.isArray(capacity)) return capacity.reduce<number>((total, one) => total + unitsOf(one), 0);
  if (typeof capacity !== "object" || capacity === null || !("CapacityUnits" in capacity)) return 0;
  return Number(capacity.CapacityUnits);
};

/** The document client has encoded its keys by then, or not yet: both begin alike. */
const partitionOf = (input: unknown): string =>
  /"(?:pk|:pk)":(?:\{"S":)?"([A-Z]+)/u.exec(JSON.stringify(input))?.[1] ?? "";

/** Counts the calls of a client from now on. */
export function countDataCalls(client: DynamoDBClient): DataCallCounter {
  let calls: DataCall[] = [];
  let deepest = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const name = (context.commandName ?? "").replace(/Command$/, "");
      const wave = deepest + 1;
      const record = (units: number, refused: boolean): void => {
        const isWrite = writes.has(name);
        calls.push({
          name,
          partition: partitionOf(args.input),
          wave,
          readUnits: isWrite ? 0 : units,
          writeUnits: isWrite ? units : 0,
          refused,
        });
        deepest = Math.max(deepest, wave);
      };
      Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" });
      try {
        const result = await next(args);
        record("ConsumedCapacity" in result.output ? unitsOf(result.output.ConsumedCapacity) : 0, false);
        return result;
      } catch (error) {
        record(0, true);
        throw error;
      }
    },
    { step: "initialize", name: "countDataCalls" },
  );
  return {
    take: () => {
      const taken = calls;
      calls = [];
      deepest = 0;
      const sum = (units: (call: DataCall) => number): number => taken.reduce((total, call) => total + units(call), 0);
      return {
        calls: taken,
        roundTrips: Math.max(0, ...taken.map(({ wave }) => wave)),
        readUnits: sum(({ readUnits }) => readUnits),
        writeUnits: sum(({ writeUnits }) => writeUnits),
      };
    },
  };
}
