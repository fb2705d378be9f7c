/** The single table, opened. What is in it, and under which keys: keys.ts. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";

export interface Table {
  readonly name: string;
  readonly client: DynamoDBDocumentClient;
}

/** Opens the table; endpoint, region and credentials come from the SDK's own variables. */
export function openTable(name: string, client: DynamoDBClient = new DynamoDBClient({ maxAttempts: 4 })): Table {
  return { name, client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }) };
}
