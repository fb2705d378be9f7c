/** Creates the single table on a local engine, from the shape that CDK deploys. */
import { setTimeout as wait } from "node:timers/promises";
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type AttributeDefinition,
  type CreateGlobalSecondaryIndexAction,
} from "@aws-sdk/client-dynamodb";
import { region } from "../names.ts";
import { tableShape } from "../../table.ts";

export interface LocalTable {
  readonly name: string;
  readonly streamArn: string;
}

export interface TableOptions {
  readonly endpoint: string;
  readonly name: string;
  /**
   * False when the clock is moved: the engine removes by the real one, and would take away sessions that have not
   * ended.
   */
  readonly expire?: boolean;
}

/** Client with the operator's rights, for what starts the portal. */
export const operatorClient = (endpoint: string): DynamoDBClient =>
  new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: "operator", secretAccessKey: "local" } });

export async function ensureTable({ endpoint, name, expire = true }: TableOptions): Promise<LocalTable> {
  const client = operatorClient(endpoint);
  try {
    const created = await create(client, name);
    if (created && expire)
      await client.send(
        new UpdateTimeToLiveCommand({
          TableName: name,
          TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true },
        }),
      );
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    // A data folder of before the index: AWS adds it to a table in use too, when the stack is updated.
    if (!Table?.GlobalSecondaryIndexes?.some(({ IndexName }) => IndexName === indexShape.IndexName)) {
      await client.send(
        new UpdateTableCommand({
          TableName: name,
          AttributeDefinitions: attributes,
          GlobalSecondaryIndexUpdates: [{ Create: indexShape }],
        }),
      );
      await indexed(client, name);
    }
    if (Table?.LatestStreamArn === undefined) throw new Error(`Table ${name} has no stream`);
    return { name, streamArn: Table.LatestStreamArn };
  } finally {
    client.destroy();
  }
}

/** Amazon's engine answers from an index once what stands in the table has entered it. */
async function indexed(client: DynamoDBClient, name: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (
      Table?.GlobalSecondaryIndexes?.some(
        ({ IndexName, IndexStatus }) => IndexName === indexShape.IndexName && IndexStatus === "ACTIVE",
      )
    )
      return;
    await wait(50);
  }
  throw new Error(`The index of table ${name} was not ready after 20 s`);
}

const { index } = tableShape;
const attributes: AttributeDefinition[] = [
  tableShape.partitionKey,
  tableShape.sortKey,
  index.partitionKey,
  index.sortKey,
].map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
const indexShape: CreateGlobalSecondaryIndexAction = {
  IndexName: index.name,
  Projection: { ProjectionType: "ALL" },
  KeySchema: [
    { AttributeName: index.partitionKey, KeyType: "HASH" },
    { AttributeName: index.sortKey, KeyType: "RANGE" },
  ],
};

/** Whether the table had to be created. */
async function create(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [
          { AttributeName: tableShape.partitionKey, KeyType: "HASH" },
          { AttributeName: tableShape.sortKey, KeyType: "RANGE" },
        ],
        AttributeDefinitions: attributes,
        GlobalSecondaryIndexes: [indexShape],
        StreamSpecification: { StreamEnabled: true, StreamViewType: tableShape.stream },
      }),
    );
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 }, { TableName: name });
  return true;
}
