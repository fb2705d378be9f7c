/** A table on an engine of its own, whose writes can be cut short. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { startDynamo } from "../../../infra/local/dynamo/engine.ts";
import { ensureTable, operatorClient } from "../../../infra/local/dynamo/table.ts";
import { countDataCalls, type DataCallCounter } from "../../support/data-calls.ts";

export interface TestTable {
  readonly table: Table;
  readonly endpoint: string;
  readonly calls: DataCallCounter;
  /** The process dies at its nth transaction from now, before or after the table has taken it. */
  readonly dieAt: (transaction: number, when: "before" | "after") => void;
  /** What happens just before the next call of that command, once. */
  readonly before: (command: string, what: () => Promise<void>) => void;
  /** Every record, by key. */
  readonly records: () => Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
  readonly end: () => Promise<void>;
}

export class Died extends Error {
  override readonly name = "Died";
}

export async function openTestTable(): Promise<TestTable> {
  const folder = await mkdtemp(join(tmpdir(), "portail-import-"));
  const engine = await startDynamo(folder);
  const { name } = await ensureTable({ endpoint: engine.endpoint, name: "portail", expire: false });
  const client = operatorClient(engine.endpoint);
  const calls = countDataCalls(client);
  const waiting = new Map<string, () => Promise<void>>();
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const what = waiting.get(context.commandName ?? "");
      waiting.delete(context.commandName ?? "");
      await what?.();
      return next(args);
    },
    { step: "initialize", name: "meanwhile" },
  );
  let left = Infinity;
  let moment: "before" | "after" = "before";
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (context.commandName !== "TransactWriteItemsCommand") return next(args);
      left -= 1;
      // Nothing is written any more once the process is dead.
      if (left < 0 || (left === 0 && moment === "before")) throw new Died();
      const answer = await next(args);
      if (left === 0) throw new Died();
      return answer;
    },
    { step: "initialize", name: "die" },
  );
  const table = openTable(name, client);
  return {
    table,
    endpoint: engine.endpoint,
    calls,
    dieAt: (transaction, when) => {
      left = transaction;
      moment = when;
    },
    before: (command, what) => void waiting.set(command, what),
    records: async () => {
      const found = new Map<string, Readonly<Record<string, unknown>>>();
      let from: Record<string, unknown> | undefined;
      do {
        const page = await table.client.send(
          new ScanCommand({ TableName: name, ConsistentRead: true, ...(from ? { ExclusiveStartKey: from } : {}) }),
        );
        for (const item of page.Items ?? []) found.set(`${String(item["pk"])} ${String(item["sk"])}`, item);
        from = page.LastEvaluatedKey;
      } while (from);
      return found;
    },
    end: async () => {
      client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
