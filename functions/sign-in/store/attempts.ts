/** Attempts counted under a key: of a sign-in at a place, of a sign-in everywhere, of a network. */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { knownFor, oneMore, waitBefore, type AttemptPolicy, type AttemptRecord } from "../rules/attempts.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Key } from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { ifAbsent, put, remove, update, type Written } from "../../table/write.ts";

const attemptRecord = lazily(() =>
  z.object({
    count: z.int(),
    lastAt: branded("Instant"),
    known: z.optional(z.boolean()),
  }),
);
const recordOf = (item: Item | null): AttemptRecord | null => item && z.parse(attemptRecord(), item);

/** What is counted under a key; null: nothing. */
export const readAttempts = async (table: Table, key: Key): Promise<AttemptRecord | null> =>
  recordOf(await readRecord(table, key));

/** Times that others may count between our reading and our writing. */
const mostTries = 3;

/**
 * Takes the right to one attempt: counted before it is made, so that a hundred at once do not slip through together.
 * `known`: what was read under the key; it is read here when it is not given. Returns the seconds to wait when there is no
 * right now, else 0. Who loses every race for the count waits a second.
 */
export async function takeAttempt(
  table: Table,
  key: Key,
  policy: AttemptPolicy,
  now: Instant,
  known?: AttemptRecord | null,
): Promise<number> {
  return decideAndWrite<AttemptRecord | null, number>(
    "A count of attempts",
    known === undefined ? await readAttempts(table, key) : known,
    async (before) => {
      const wait = waitBefore(policy, before, now);
      if (wait > 0) return { done: wait };
      const outcome = await count(table, key, before, policy, now);
      return outcome.written ? { done: 0 } : { again: recordOf(outcome.stands) };
    },
    { most: mostTries, otherwise: () => 1 },
  );
}

/** Writes the next count, unless another attempt did since `before` was read. */
const count = (
  table: Table,
  key: Key,
  before: AttemptRecord | null,
  policy: AttemptPolicy,
  now: Instant,
): Promise<Written> =>
  put(table, {
    Item: {
      ...key,
      entity: "attempts",
      ...oneMore(policy, before, now),
      expiresAt: epochSeconds(now) + (before?.known ? knownFor : policy.memory),
    },
    ...(before
      ? {
          ConditionExpression: "#count = :count AND lastAt = :lastAt",
          ExpressionAttributeNames: { "#count": "count" },
          ExpressionAttributeValues: { ":count": before.count, ":lastAt": before.lastAt },
        }
      : ifAbsent),
  });

/** Takes one attempt back out of the count. Nothing when it is forgotten meanwhile. */
export async function giveBackAttempt(table: Table, key: Key): Promise<void> {
  await update(table, {
    Key: key,
    UpdateExpression: "SET #count = #count - :one",
    ConditionExpression: "#count >= :one",
    ExpressionAttributeNames: { "#count": "count" },
    ExpressionAttributeValues: { ":one": 1 },
  });
}

/** A place that was signed in from: it is known for long, and its failures are forgotten. */
export async function knowPlace(table: Table, key: Key, now: Instant): Promise<void> {
  await put(table, {
    Item: {
      ...key,
      entity: "attempts",
      count: 0,
      lastAt: now,
      known: true,
      expiresAt: epochSeconds(now) + knownFor,
    },
  });
}

/** Forgets the attempts of a key: the right person has come. */
export async function forgetAttempts(table: Table, key: Key): Promise<void> {
  await remove(table, { Key: key });
}
