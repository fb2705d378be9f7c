/** Attempts counted under a key: of a sign-in at a place, of a sign-in everywhere, of a network. */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { epochSeconds, plusSeconds } from "../../kernel/clock.ts";
import { isFree, knownFor, oneMore, waitBefore, type AttemptPolicy, type AttemptRecord } from "../rules/attempts.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { Item } from "../../table/batch.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { Entity } from "../../table/entities.ts";
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

/** Times that others may count between our reading and our writing, once there is a delay. */
const mostTries = 3;

/**
 * Takes the right to one attempt: counted before it is made, so that a hundred at once do not slip through together.
 * `known`: what was read under the key; it is read here when it is not given. Returns the seconds to wait when there is no
 * right now, else 0. Within the failures that cost nothing the count is only added to, so that a crowd behind one address
 * does not race for it; beyond, who loses every race waits a second.
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
      const outcome = await (isFree(policy, before, now) ? addOne : count)(table, key, before, policy, now);
      return outcome.written ? { done: 0 } : { again: recordOf(outcome.stands) };
    },
    { most: mostTries, otherwise: () => 1 },
  );
}

/**
 * Adds one to a count that costs nothing, whatever others add at the same time; refused when there is none left that
 * costs nothing, or the place became known or unknown since `before` was read.
 */
const addOne = (
  table: Table,
  key: Key,
  before: AttemptRecord | null,
  policy: AttemptPolicy,
  now: Instant,
): Promise<Written> =>
  update(table, {
    Key: key,
    UpdateExpression: "SET entity = :entity, lastAt = :now, expiresAt = :expiresAt ADD #count :one",
    ConditionExpression: before?.known
      ? "known = :known AND #count < :free AND lastAt > :forgotten"
      : "attribute_not_exists(pk) OR (attribute_not_exists(known) AND #count < :free AND lastAt > :forgotten)",
    ExpressionAttributeNames: { "#count": "count" },
    ExpressionAttributeValues: {
      ":entity": "attempts" satisfies Entity,
      ":now": now,
      ":expiresAt": expiryOf(before, policy, now),
      ":one": 1,
      ":free": policy.free,
      ":forgotten": plusSeconds(now, -policy.memory),
      ...(before?.known ? { ":known": true } : {}),
    },
  });

const expiryOf = (before: AttemptRecord | null, policy: AttemptPolicy, now: Instant): number =>
  epochSeconds(now) + (before?.known ? knownFor : policy.memory);

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
      expiresAt: expiryOf(before, policy, now),
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
