/** Recovery codes of a second factor: 60 random bits each, kept as hashes; a used one is gone. */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { Login } from "../../kernel/ids.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

/** Replaces the codes of a sign-in. */
export async function putRecoveryCodes(table: Table, login: Login, hashes: readonly string[]): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: { ...keys.recovery(login), entity: "recovery", hashes: new Set(hashes) },
    }),
  );
}

export async function countRecoveryCodes(table: Table, login: Login): Promise<number> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: keys.recovery(login) }));
  const hashes: unknown = Item?.["hashes"];
  return hashes instanceof Set ? hashes.size : 0;
}

/** Uses a code up. False when it is none of those left. */
export async function useRecoveryCode(table: Table, login: Login, hash: string): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.recovery(login),
        UpdateExpression: "DELETE hashes :used",
        ConditionExpression: "contains(hashes, :hash)",
        ExpressionAttributeValues: { ":used": new Set([hash]), ":hash": hash },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Forgets them all: the second factor they stood for is gone. */
export async function forgetRecoveryCodes(table: Table, login: Login): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.recovery(login) }));
}
