/** The table's kit against a client that answers as a test wants: what is tried again, how often, and what is told. */
import {
  ConditionalCheckFailedException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Busy } from "../../../functions/kernel/busy.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { readAll } from "../../../functions/table/batch.ts";
import { decideAndWrite } from "../../../functions/table/decide.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRange, readRecord } from "../../../functions/table/read.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { transact } from "../../../functions/table/transact.ts";
import { ifAbsent, put, remove, update } from "../../../functions/table/write.ts";

const key = keys.login(id("Login", "ABC4821"));
const named = (name: string): Error => Object.assign(new Error(name), { name });

/** A table whose nth call is answered by the nth of these, each later one by the last; what it was asked. */
function answering(...answers: readonly (Error | object)[]): { readonly table: Table; readonly asked: unknown[] } {
  const table = openTable("portail");
  const asked: unknown[] = [];
  table.client.middlewareStack.add(
    () => (args) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)];
      asked.push(structuredClone(args.input));
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({ output: { $metadata: {}, ...answer }, response: {} });
    },
    { step: "initialize", name: "answering", priority: "low" },
  );
  return { table, asked };
}

// Waits are random: none here.
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));
afterEach(() => void vi.restoreAllMocks());

const refused = (Item?: Record<string, { S: string }>): Error =>
  new ConditionalCheckFailedException({ message: "refused", $metadata: {}, ...(Item ? { Item } : {}) });
const cancelled = (...codes: readonly string[]): Error =>
  new TransactionCanceledException({
    message: "cancelled",
    $metadata: {},
    CancellationReasons: codes.map((Code) => ({ Code })),
  });

describe("one write under a condition", () => {
  it("tells what it made, when that was asked for", async () => {
    const { table, asked } = answering({ Attributes: { last: 3 } });
    const one = { Key: key, UpdateExpression: "ADD #last :one", ReturnValues: "UPDATED_NEW" as const };
    expect(await update(table, one)).toEqual({ written: true, after: { last: 3 } });
    expect(asked).toMatchObject([{ TableName: "portail", ReturnValuesOnConditionCheckFailure: "ALL_OLD" }]);
  });

  it.each([
    ["put", (table: Table) => put(table, { Item: { ...key, entity: "login" }, ...ifAbsent })],
    ["update", (table: Table) => update(table, { Key: key, UpdateExpression: "SET a = :a", ...ifAbsent })],
    ["remove", (table: Table) => remove(table, { Key: key, ...ifAbsent })],
  ] as const)("%s: refused, tells what stands, once", async (_, write) => {
    const standing = answering(refused({ pk: { S: "LOGIN" } }));
    expect(await write(standing.table)).toEqual({ written: false, stands: { pk: "LOGIN" } });
    expect(standing.asked).toHaveLength(1);
    expect(await write(answering(refused()).table)).toEqual({ written: false, stands: null });
  });

  it("comes again after what passes, and tells a busy table by a name of our own", async () => {
    const passing = answering(named("TransactionConflictException"), named("ThrottlingException"), {});
    expect(await remove(passing.table, { Key: key })).toEqual({ written: true, after: {} });
    expect(passing.asked).toHaveLength(3);
    const busy = answering(named("ProvisionedThroughputExceededException"));
    await expect(remove(busy.table, { Key: key })).rejects.toBeInstanceOf(Busy);
    expect(busy.asked).toHaveLength(6);
  });

  it("does not come again after a fault, nor where the SDK has done so", async () => {
    const fault = answering(new ResourceNotFoundException({ message: "no table", $metadata: {} }));
    await expect(remove(fault.table, { Key: key })).rejects.toBeInstanceOf(ResourceNotFoundException);
    const spent = answering(named("InternalServerError"));
    await expect(remove(spent.table, { Key: key })).rejects.toBeInstanceOf(Busy);
    expect([fault.asked.length, spent.asked.length]).toEqual([1, 1]);
  });
});

describe("a transaction", () => {
  const writes = [{ Put: { Item: { ...key, entity: "login" } } }, { Delete: { Key: key } }] as const;

  it("names the table in each of its writes", async () => {
    const { table, asked } = answering({});
    const check = { ConditionCheck: { Key: key, ...ifAbsent } };
    expect(await transact(table, [...writes, { Update: { Key: key, UpdateExpression: "SET a = :a" } }, check])).toBe(
      "done",
    );
    const named = { TableName: "portail" };
    expect(asked).toMatchObject([
      { TransactItems: [{ Put: named }, { Delete: named }, { Update: named }, { ConditionCheck: named }] },
    ]);
  });

  it("is refused by one condition, whatever else it met", async () => {
    const { table, asked } = answering(cancelled("TransactionConflict", "ConditionalCheckFailed"));
    expect(await transact(table, writes)).toBe("conditionFailed");
    expect(asked).toHaveLength(1);
  });

  it("comes again when it met another, and ends as a busy table", async () => {
    const passing = answering(cancelled("TransactionConflict", "None"), cancelled("None", "ThrottlingError"), {});
    expect(await transact(passing.table, writes)).toBe("done");
    const busy = answering(cancelled("TransactionConflict", "None"));
    await expect(transact(busy.table, writes)).rejects.toBeInstanceOf(Busy);
    expect(busy.asked).toHaveLength(6);
  });

  it("is a fault of ours for any other reason", async () => {
    const { table, asked } = answering(cancelled("TransactionConflict", "ValidationError"));
    await expect(transact(table, writes)).rejects.toBeInstanceOf(TransactionCanceledException);
    expect(asked).toHaveLength(1);
  });
});

describe("reading", () => {
  it("finds a record or none", async () => {
    expect(await readRecord(answering({ Item: { a: "b" } }).table, key)).toEqual({ a: "b" });
    const { table, asked } = answering({});
    expect(await readRecord(table, key, { consistent: false })).toBeNull();
    expect(asked).toMatchObject([{ ConsistentRead: false }]);
  });

  it("follows a range to its end", async () => {
    const LastEvaluatedKey = { pk: "a", sk: "1" };
    const { table, asked } = answering({ Items: [{ sk: "1" }], LastEvaluatedKey }, named("ThrottlingException"), {
      Items: [{ sk: "2" }],
    });
    expect(await readRange(table, { Limit: 1 })).toEqual([{ sk: "1" }, { sk: "2" }]);
    expect(asked).toHaveLength(3);
    expect(asked[2]).toHaveProperty("ExclusiveStartKey");
  });

  it("asks again for what a batch left out", async () => {
    const left = { portail: { Keys: [key] } };
    const { table } = answering(
      { Responses: { portail: [{ a: 1 }] }, UnprocessedKeys: left },
      { Responses: { portail: [{ a: 2 }] } },
    );
    expect(await readAll(table, [key, keys.recovery(id("Login", "ABC4821"))], { consistent: true })).toEqual([
      { a: 1 },
      { a: 2 },
    ]);
  });
});

describe("deciding and writing", () => {
  it("decides anew on what stands, until nobody has come between", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 19 }), async (others) => {
        const decided: number[] = [];
        const outcome = await decideAndWrite("A number", 0, (known) => {
          decided.push(known);
          return Promise.resolve(known < others ? { again: known + 1 } : { done: `on ${known}` });
        });
        expect(outcome).toBe(`on ${others}`);
        expect(decided).toEqual(Array.from({ length: others + 1 }, (_, index) => index));
      }),
    );
  });

  it("ends as a busy table when others never stop, or as it was told to", async () => {
    let tries = 0;
    const never = () => {
      tries += 1;
      return Promise.resolve({ again: null });
    };
    await expect(decideAndWrite("A number", null, never)).rejects.toThrow(
      new Busy("A number was changed by others 20 times while it was being written"),
    );
    expect(tries).toBe(20);
    expect(await decideAndWrite("A number", null, never, { most: 3, otherwise: () => "later" })).toBe("later");
    expect(tries).toBe(23);
  });

  it("leaves a fault alone", async () => {
    const fault = new Error("no");
    await expect(decideAndWrite("A number", 0, () => Promise.reject(fault))).rejects.toBe(fault);
  });
});
