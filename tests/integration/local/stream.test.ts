/** The table's stream as Lambda delivers it: in order, filtered, again after failures, never lost across a restart. */
import { DeleteItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import type { DeadLetter } from "../../../infra/local/dead-letters.ts";
import type { InvokeResult } from "../../../infra/local/lambda/environment.ts";
import { openCheckpoint } from "../../../infra/local/stream/checkpoint.ts";
import { createDelivery } from "../../../infra/local/stream/delivery.ts";
import { follow, type Follower } from "../../../infra/local/stream/follow.ts";
import { streamSource, type StreamRecord } from "../../../infra/local/stream/source.ts";
import { startTestTable, type TestTable } from "../../support/table.ts";

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.end());

const eventSchema = z.object({
  Records: z.array(
    z.looseObject({
      eventID: z.string(),
      eventName: z.string(),
      eventSource: z.string(),
      eventSourceARN: z.string(),
      awsRegion: z.string(),
      eventVersion: z.string(),
      dynamodb: z.looseObject({
        SequenceNumber: z.string(),
        Keys: z.record(z.string(), z.unknown()),
        NewImage: z.optional(z.record(z.string(), z.unknown())),
        OldImage: z.optional(z.record(z.string(), z.unknown())),
      }),
    }),
  ),
});
type StreamEvent = z.output<typeof eventSchema>;

const ok: InvokeResult = { ok: true, payload: "null" };
const failed: InvokeResult = {
  ok: false,
  timedOut: false,
  error: { errorType: "Error", errorMessage: "no", trace: [] },
};

const put = (pk: string, value: string, entity = "day") =>
  table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: { pk: { S: pk }, sk: { S: "DAY" }, entity: { S: entity }, value: { S: value } },
    }),
  );

interface Following {
  readonly batches: StreamEvent["Records"][];
  readonly dead: DeadLetter[];
  readonly follower: Follower;
  readonly stop: () => Promise<void>;
}

/** Follows from the checkpoint in `name`; `answer` plays the function. */
async function start(
  name: string,
  answer: (records: StreamEvent["Records"]) => InvokeResult,
  batchSize = 25,
): Promise<Following> {
  const batches: StreamEvent["Records"][] = [];
  const dead: DeadLetter[] = [];
  const abort = new AbortController();
  const follower = follow({
    source: streamSource(table.endpoint, table.streamArn),
    checkpoint: await openCheckpoint(`${table.folder}/${name}.json`),
    entities: ["day"],
    batchSize,
    signal: abort.signal,
    pause: 20,
    deliver: createDelivery({
      functionName: "tableStream",
      eventSourceArn: table.streamArn,
      signal: abort.signal,
      firstPause: 1,
      retries: 3,
      keep: (letter) => Promise.resolve(void dead.push(letter)),
      invoke: (_, event) => {
        const { Records } = eventSchema.parse(event);
        batches.push(Records);
        return Promise.resolve(answer(Records));
      },
    }),
  });
  return {
    batches,
    dead,
    follower,
    stop: async () => {
      abort.abort();
      await follower.stopped;
    },
  };
}

const valueOf = (record: StreamEvent["Records"][number] | StreamRecord): string => {
  const image = record.dynamodb.NewImage ?? record.dynamodb.OldImage ?? {};
  return z.object({ S: z.string() }).parse(image["value"]).S;
};
const valuesIn = (batch: StreamEvent["Records"]): string[] => batch.map(valueOf);

describe("delivery", () => {
  it("has Lambda's shape, keeps the order, filters by entity in either image, and goes on after a restart", async () => {
    const first = await start("order", () => ok, 4);
    for (let i = 0; i < 10; i += 1) await put("SITE#a", String(i));
    await put("FAMILY#x", "new", "household");
    await put("FAMILY#x", "changed", "household");
    await table.client.send(
      new DeleteItemCommand({ TableName: table.name, Key: { pk: { S: "SITE#a" }, sk: { S: "DAY" } } }),
    );
    await first.follower.settled();
    await first.stop();
    expect(first.batches.flatMap(valuesIn)).toEqual(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "9"]);
    expect(first.batches.every((batch) => batch.length <= 4)).toBe(true);
    expect(first.batches[0]?.[0]).toMatchObject({
      eventName: "INSERT",
      eventSource: "aws:dynamodb",
      eventSourceARN: table.streamArn,
      dynamodb: { Keys: { pk: { S: "SITE#a" }, sk: { S: "DAY" } }, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    expect(first.batches.flat().at(-1)).toMatchObject({
      eventName: "REMOVE",
      dynamodb: { OldImage: { value: { S: "9" } } },
    });

    await put("SITE#a", "while stopped");
    const second = await start("order", () => ok);
    await second.follower.settled();
    await second.stop();
    expect(second.batches.flatMap(valuesIn)).toEqual(["while stopped"]);
  });

  it("retries, in halves, until only the record at fault is left, and gives that one up", async () => {
    const before = await start("bisect", () => ok);
    await before.follower.settled();
    await before.stop();
    for (const value of ["a", "b", "bad", "c"]) await put(`SITE#${value}`, value);
    const following = await start("bisect", (records) => (valuesIn(records).includes("bad") ? failed : ok));
    await following.follower.settled();
    await following.stop();
    const handled = following.batches.filter((batch) => !valuesIn(batch).includes("bad")).flatMap(valuesIn);
    expect(handled).toEqual(["a", "b", "c"]);
    expect(following.batches.filter((batch) => valuesIn(batch).join() === "bad")).toHaveLength(4);
    expect(following.dead).toHaveLength(1);
    expect(following.dead[0]).toMatchObject({ functionName: "tableStream", error: { errorMessage: "no" } });
    expect(z.array(z.custom<StreamRecord>()).parse(following.dead[0]?.payload).map(valueOf)).toEqual(["bad"]);
  });

  it("goes on from the first record that the function reports", async () => {
    const before = await start("partial", () => ok);
    await before.follower.settled();
    await before.stop();
    for (const value of ["p", "q", "r"]) await put(`SITE#${value}`, value);
    let refusals = 2;
    const following = await start("partial", (records) => {
      const q = records.find((record) => valueOf(record) === "q");
      if (!q || refusals-- <= 0) return ok;
      return {
        ok: true,
        payload: JSON.stringify({ batchItemFailures: [{ itemIdentifier: q.dynamodb.SequenceNumber }] }),
      };
    });
    await following.follower.settled();
    await following.stop();
    expect(following.dead).toEqual([]);
    const [whole, rest] = following.batches;
    expect(valuesIn(whole ?? [])).toEqual(["p", "q", "r"]);
    expect(valuesIn(rest ?? [])).toEqual(["q", "r"]);
    expect(following.batches.slice(1).flatMap(valuesIn)).toContain("r");
    expect(following.batches.slice(1).flatMap(valuesIn)).not.toContain("p");
  });

  it("what was not handled when the portal stopped is delivered again", async () => {
    const before = await start("again", () => ok);
    await before.follower.settled();
    await before.stop();
    await put("SITE#z", "pending");
    const seen = Promise.withResolvers<undefined>();
    const first = await start("again", () => {
      seen.resolve(undefined);
      return failed;
    });
    await seen.promise;
    await first.stop();
    const second = await start("again", () => ok);
    await second.follower.settled();
    await second.stop();
    expect(second.batches.flatMap(valuesIn)).toEqual(["pending"]);
  });
});
