/** Attempts counted under a key: by sign-in, by address, by both. */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { oneMore, waitBefore, type AttemptPolicy, type AttemptRecord } from "../rules/attempts.ts";
import type { Instant } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Key } from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, remove } from "../../table/write.ts";

const attemptRecord = z.object({ count: z.int(), lastAt: branded("Instant") });

/** Times that others may count between our reading and our writing. */
const mostTries = 3;

/**
 * Takes the right to one attempt: counted before it is made, so that a hundred at once do not slip through together.
 * Returns the seconds to wait when there is no right now, else 0. Who loses every race for the count waits a second.
 */
export const takeAttempt = (table: Table, key: Key, policy: AttemptPolicy, now: Instant): Promise<number> =>
  decideAndWrite<null, number>(
    "A count of attempts",
    null,
    async () => {
      const item = await readRecord(table, key);
      const before = item && z.parse(attemptRecord, item);
      const wait = waitBefore(policy, before, now);
      if (wait > 0) return { done: wait };
      return (await count(table, key, before, policy, now)) ? { done: 0 } : { again: null };
    },
    { most: mostTries, otherwise: () => 1 },
  );

/** Writes the next count, unless another attempt did since `before` was read. */
async function count(
  table: Table,
  key: Key,
  before: AttemptRecord | null,
  policy: AttemptPolicy,
  now: Instant,
): Promise<boolean> {
  const { written } = await put(table, {
    Item: {
      ...key,
      entity: "attempts",
      ...oneMore(policy, before, now),
      expiresAt: epochSeconds(now) + policy.memory,
    },
    ...(before
      ? {
          ConditionExpression: "#count = :count AND lastAt = :lastAt",
          ExpressionAttributeNames: { "#count": "count" },
          ExpressionAttributeValues: { ":count": before.count, ":lastAt": before.lastAt },
        }
      : ifAbsent),
  });
  return written;
}

/** Forgets the attempts of a key: the right person has come. */
export async function forgetAttempts(table: Table, key: Key): Promise<void> {
  await remove(table, { Key: key });
}
