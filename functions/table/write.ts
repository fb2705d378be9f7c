/**
 * Writing one record, under a condition or none: written, or refused by the record that stands. The same writes are
 * parts of a transaction (transact.ts).
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { Item } from "./batch.ts";
import type { Entity } from "./entities.ts";
import type { Key } from "./keys.ts";
import { retried } from "./retry.ts";
import type { Table } from "./table.ts";

/** A whole record. */
export type Stored = Key & { readonly entity: Entity } & Item;

interface Condition {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}
export interface Put extends Condition {
  readonly Item: Stored;
}
export interface Update extends Condition {
  readonly Key: Key;
  readonly UpdateExpression: string;
}
export interface Delete extends Condition {
  readonly Key: Key;
}

export const ifAbsent = { ConditionExpression: "attribute_not_exists(pk)" } as const;
export const ifPresent = { ConditionExpression: "attribute_exists(pk)" } as const;

/** As it was read: its revision, none (or nought) of what was not there. */
export const asRead = (revision: number | undefined) =>
  revision === undefined || revision === 0
    ? ifAbsent
    : { ConditionExpression: "revision = :read", ExpressionAttributeValues: { ":read": revision } };

/** What became of a write. */
export type Written =
  /** `after`: the attributes that `ReturnValues` asked for. */
  | { readonly written: true; readonly after: Item }
  /** `stands`: the record that refused the condition; null when there is none. */
  | { readonly written: false; readonly stands: Item | null };

/** The document client does not decode what exceptions carry, hence `unmarshall`. */
async function written(send: () => Promise<{ readonly Attributes?: Item | undefined }>): Promise<Written> {
  try {
    const { Attributes = {} } = await retried(send);
    return { written: true, after: Attributes };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { written: false, stands: error.Item ? unmarshall(error.Item) : null };
  }
}

const tellWhatStands = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;

export const put = ({ name, client }: Table, one: Put): Promise<Written> =>
  written(() => client.send(new PutCommand({ TableName: name, ...one, ...tellWhatStands })));

export const update = (
  { name, client }: Table,
  { Key, ...one }: Update & { readonly ReturnValues?: "ALL_NEW" | "UPDATED_NEW" },
): Promise<Written> =>
  written(() => client.send(new UpdateCommand({ TableName: name, Key: { ...Key }, ...one, ...tellWhatStands })));

export const remove = ({ name, client }: Table, { Key, ...one }: Delete): Promise<Written> =>
  written(() => client.send(new DeleteCommand({ TableName: name, Key: { ...Key }, ...one, ...tellWhatStands })));
