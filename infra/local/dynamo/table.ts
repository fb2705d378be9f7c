/** Creates the single table on a local engine, from the shape that CDK deploys. */
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient, ResourceInUseException, UpdateTimeToLiveCommand, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { region } from "../names.ts";
import { tableShape } from "../../table.ts";



export interface LocalTable {
  readonly name: string;
  readonly streamArn: string;
}

export interface TableOptions {
  readonly endpoint: string;
  readonly name: string;
  /** False when the clock is moved: the engine removes by the real one, and would take away sessions that have not ended. */
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
      await client.send(new UpdateTimeToLiveCommand({ TableName: name, TimeToLiveSpecification: { AttributeName: tableShape.timeToLive, Enabled: true } }));
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    if (Table?.LatestStreamArn === undefined) throw new Error(`Table ${name} has no stream`);
    return { name, streamArn: Table.LatestStreamArn };
  } finally {
    client.destroy();
  }
}

/** Whether the table had to be created. */
async function create(client: DynamoDBClient, name: string): Promise<boolean> {
  try {
    await client.send(new CreateTableCommand({
      TableName: name,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: tableShape.partitionKey, KeyType: "HASH" }, { AttributeName: tableShape.sortKey, KeyType: "RANGE" }],
      AttributeDefinitions: [{ AttributeName: tableShape.partitionKey, AttributeType: "S" }, { AttributeName: tableShape.sortKey, AttributeType: "S" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: tableShape.stream },
    }));
  } catch (error) {
    if (error instanceof ResourceInUseException) return false;
    throw error;
  }
  await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 0.02, maxDelay: 0.1 }, { TableName: name });
  return true;
}
