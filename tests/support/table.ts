/** An empty table on an engine of its own. */
import { rm } from "node:fs/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type DynamoEngine, startDynamo } from "../../infra/local/dynamo/engine.ts";
import { ensureTable, type LocalTable, operatorClient } from "../../infra/local/dynamo/table.ts";
import { temporaryFolder } from "./portal.ts";

export interface TestTable extends LocalTable {
  readonly engine: DynamoEngine;
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly folder: string;
  readonly end: () => Promise<void>;
}

export async function startTestTable(): Promise<TestTable> {
  const folder = await temporaryFolder();
  const engine = await startDynamo(folder);
  const table = await ensureTable({ endpoint: engine.endpoint, name: "portail" });
  const client = operatorClient(engine.endpoint);
  return {
    ...table,
    engine,
    endpoint: engine.endpoint,
    client,
    folder,
    end: async () => {
      client.destroy();
      await engine.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
