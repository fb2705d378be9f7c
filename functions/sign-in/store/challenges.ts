import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/**
 * Uses a robot check up. False when it was used before: a solved challenge opens one door, once. `expiresAt` in epoch
 * seconds.
 */
export async function useChallengeOnce(table: Table, signature: string, expiresAt: number): Promise<boolean> {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: { ...keys.challenge(signature), entity: "challenge", expiresAt },
        ConditionExpression: "attribute_not_exists(pk)",
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
