/** Attempts counted under a key: by sign-in, by address, by both. */
import { DeleteCommand, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { oneMore, waitBefore, type AttemptPolicy, type AttemptRecord } from "../rules/attempts.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { Key } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

const attemptRecord = z.object({ count: z.int(), lastAt: branded("Instant") });

const rounds = 3;

/**
 * Takes the right to one attempt: counted before it is made, so that a hundred at once do not slip through together.
 * Returns the seconds to wait when there is no right now, else 0. Who loses every race for the count waits a second.
 */
export async function takeAttempt(table: Table, key: Key, policy: AttemptPolicy, now: Instant): Promise<number> {
  for (let round = 0; round < rounds; round += 1) {
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { ...key }, ConsistentRead: true }),
    );
    const before = Item ? z.parse(attemptRecord, Item) : null;
    const wait = waitBefore(policy, before, now);
    if (wait > 0) return wait;
    if (await count(table, key, before, policy, now)) return 0;
  }
  return 1;
}

/** Writes the next count, unless another attempt did since `before` was read. */
async function count(
  table: Table,
  key: Key,
  before: AttemptRecord | null,
  policy: AttemptPolicy,
  now: Instant,
): Promise<boolean> {
  try {
    await table.client.send(
      new PutCommand({
        TableName: table.name,
        Item: {
          ...key,
          entity: "attempts",
          ...oneMore(policy, before, now),
          expiresAt: epochSeconds(now) + policy.memory,
        },
        ConditionExpression: before ? "#count = :count AND lastAt = :lastAt" : "attribute_not_exists(pk)",
        ...(before
          ? {
              ExpressionAttributeNames: { "#count": "count" },
              ExpressionAttributeValues: { ":count": before.count, ":lastAt": before.lastAt },
            }
          : {}),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Forgets the attempts of a key: the right person has come. */
export async function forgetAttempts(table: Table, key: Key): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: { ...key } }));
}
