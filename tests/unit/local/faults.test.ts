/** The faults of the local cloud: what they let through, what they change, and that chance can be had again. */
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { chained, type TableAnswer, type TableCall, type TableHook } from "../../../infra/local/dynamo/hook.ts";
import { diceOf, shuffled } from "../../../infra/local/faults/dice.ts";
import { faultyStream, type StreamFaults } from "../../../infra/local/faults/stream.ts";
import { faultyTable, type TableFaults } from "../../../infra/local/faults/table.ts";
import type { StreamRecord } from "../../../infra/local/stream/source.ts";

const none: TableFaults = { conflict: 0, throttled: 0, lostBefore: 0, lostAfter: 0 };
const fine: TableAnswer = { kind: "answer", status: 200, body: "{}" };
const update: TableCall = { caller: "book", action: "UpdateItem", body: "{}" };

/** Asks a table with these faults until it has done so `times` times; `reached`: the bodies that came through. */
async function asked(faults: Partial<TableFaults>, call: TableCall, times = 1, answer: TableAnswer = fine) {
  const { hook, met } = faultyTable({ ...none, ...faults }, diceOf(1));
  const reached: string[] = [];
  const answers: TableAnswer[] = [];
  for (let time = 0; time < times; time += 1)
    answers.push(
      await hook(call, (body) => {
        reached.push(body);
        return Promise.resolve(answer);
      }),
    );
  return { reached, answers, met };
}

const errorSchema = z.object({
  __type: z.string(),
  CancellationReasons: z.optional(z.array(z.object({ Code: z.string() }))),
});
const errorIn = (answer: TableAnswer | undefined) =>
  errorSchema.parse(JSON.parse(answer?.kind === "answer" ? answer.body : "{}"));
const codeIn = (answer: TableAnswer | undefined): string => errorIn(answer).__type.split("#")[1] ?? "";
const reasonsIn = (answer: TableAnswer | undefined): readonly string[] =>
  errorIn(answer).CancellationReasons?.map(({ Code }) => Code) ?? [];

describe("a table without faults", () => {
  it("hands every call on as it is", async () => {
    const { reached, answers, met } = await asked({}, { ...update, body: '{"a":1}' }, 50);
    expect(new Set(reached)).toEqual(new Set(['{"a":1}']));
    expect(new Set(answers)).toEqual(new Set([fine]));
    expect(met).toEqual(none);
  });
});

describe("a write that meets another", () => {
  it("is refused as DynamoDB refuses it, and does not reach the table", async () => {
    const { reached, answers } = await asked({ conflict: 1 }, update);
    expect(codeIn(answers[0])).toBe("TransactionConflictException");
    expect(reached).toEqual([]);
  });

  it("never is a read", async () => {
    expect((await asked({ conflict: 1 }, { ...update, action: "Query" })).answers).toEqual([fine]);
  });

  it("cancels a transaction, with a reason for each of its items", async () => {
    const transaction: TableCall = {
      ...update,
      action: "TransactWriteItems",
      body: JSON.stringify({ TransactItems: [{}, {}, {}] }),
    };
    const { answers } = await asked({ conflict: 1 }, transaction, 40);
    const cancelled = answers.filter((answer) => answer !== fine);
    expect(cancelled.length).toBeGreaterThan(5);
    for (const answer of cancelled) {
      expect(codeIn(answer)).toBe("TransactionCanceledException");
      expect(reasonsIn(answer).toSorted()).toEqual(["None", "None", "TransactionConflict"]);
    }
  });

  it("stands beside a refused condition, which it neither hides nor invents", async () => {
    const transaction: TableCall = {
      ...update,
      action: "TransactWriteItems",
      body: JSON.stringify({ TransactItems: [{}, {}] }),
    };
    const refused: TableAnswer = {
      kind: "answer",
      status: 400,
      body: JSON.stringify({
        __type: "x#TransactionCanceledException",
        CancellationReasons: [{ Code: "None" }, { Code: "ConditionalCheckFailed" }],
      }),
    };
    const { answers, reached } = await asked({ conflict: 1 }, transaction, 40, refused);
    const judged = answers.filter((answer) => reasonsIn(answer).includes("ConditionalCheckFailed"));
    expect(judged).toHaveLength(reached.length);
    expect(reached.length).toBeGreaterThan(5);
    for (const answer of judged) expect(reasonsIn(answer)).toEqual(["TransactionConflict", "ConditionalCheckFailed"]);
  });
});

describe("a table that asks to slow down", () => {
  it("refuses a call", async () => {
    const { reached, answers } = await asked({ throttled: 1 }, { ...update, action: "GetItem" });
    expect(codeIn(answers[0])).toBe("ProvisionedThroughputExceededException");
    expect(reached).toEqual([]);
  });

  it("reads half of a batch and names the rest", async () => {
    const keys = ["a", "b", "c"].map((pk) => ({ pk: { S: pk } }));
    const batch: TableCall = {
      ...update,
      action: "BatchGetItem",
      body: JSON.stringify({ RequestItems: { portail: { Keys: keys, ConsistentRead: true } } }),
    };
    const { reached, answers } = await asked({ throttled: 1 }, batch, 1, {
      kind: "answer",
      status: 200,
      body: JSON.stringify({ Responses: { portail: [] } }),
    });
    expect(JSON.parse(reached[0]!)).toEqual({
      RequestItems: { portail: { Keys: keys.slice(0, 2), ConsistentRead: true } },
    });
    expect(JSON.parse((answers[0] as { body: string }).body)).toEqual({
      Responses: { portail: [] },
      UnprocessedKeys: { portail: { Keys: keys.slice(2), ConsistentRead: true } },
    });
  });
});

describe("a connection that ends", () => {
  const isLost = (answer: TableAnswer): boolean => answer.kind === "cut" || answer.status === 500;

  it("before the table heard of the call", async () => {
    const { reached, answers } = await asked({ lostBefore: 1 }, update, 30);
    expect(reached).toEqual([]);
    expect(answers.every(isLost)).toBe(true);
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(["cut", "answer"]));
  });

  it("after the table has applied it", async () => {
    const { reached, answers } = await asked({ lostAfter: 1 }, update, 30);
    expect(reached).toHaveLength(30);
    expect(answers.every(isLost)).toBe(true);
  });
});

describe("hooks one behind the other", () => {
  it("see what the ones before made of a call", async () => {
    const adding =
      (letter: string): TableHook =>
      (call, ask) =>
        ask(call.body + letter);
    const heard: string[] = [];
    await chained(adding("a"), adding("b"))({ ...update, body: "" }, (body) => {
      heard.push(body);
      return Promise.resolve(fine);
    });
    expect(heard).toEqual(["ab"]);
  });
});

const record = (number: number): StreamRecord => ({
  eventID: String(number),
  eventName: "MODIFY",
  dynamodb: { SequenceNumber: String(number) },
});
const batches = Array.from({ length: 20 }, (_, batch) =>
  Array.from({ length: 5 }, (_each, index) => record(batch * 5 + index)),
);

async function delivered(faults: Partial<StreamFaults>): Promise<readonly (readonly number[])[]> {
  const seen: number[][] = [];
  const deliver = faultyStream({ twice: 0, late: 0, reordered: 0, ...faults }, diceOf(3)).disturb((records) =>
    Promise.resolve(void seen.push(records.map(({ eventID }) => Number(eventID)))),
  );
  for (const batch of batches) await deliver(batch);
  return seen;
}

describe("a stream on a bad day", () => {
  const all = Array.from({ length: 100 }, (_, index) => index);

  it("is as it was when nothing goes wrong", async () => expect((await delivered({})).flat()).toEqual(all));

  it("brings batches twice", async () => {
    const seen = await delivered({ twice: 1 });
    expect(seen).toHaveLength(40);
    expect(seen[0]).toEqual(seen[1]);
  });

  it("brings records in another order, and all of them", async () => {
    const seen = (await delivered({ reordered: 1 })).flat();
    expect(seen).not.toEqual(all);
    expect(seen.toSorted((one, other) => one - other)).toEqual(all);
  });

  it("brings old records again, behind newer ones", async () => {
    const seen = await delivered({ late: 1 });
    expect(seen[0]).toHaveLength(5);
    for (const [index, batch] of seen.entries()) if (index > 0) expect(batch[5]).toBeLessThan(batch[0]!);
  });
});

describe("chance", () => {
  it("can be had again, and is fair enough", () => {
    const roll = (seed: number): readonly number[] => {
      const dice = diceOf(seed);
      return Array.from({ length: 4_000 }, dice);
    };
    expect(roll(7)).toEqual(roll(7));
    expect(roll(7)).not.toEqual(roll(8));
    const low = roll(7).filter((number) => number < 0.25).length;
    expect(low).toBeGreaterThan(900);
    expect(low).toBeLessThan(1_100);
    expect(shuffled(diceOf(1), [1, 2, 3, 4]).toSorted()).toEqual([1, 2, 3, 4]);
  });
});
