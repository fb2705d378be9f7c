/**
 * Two people who look alike and of whom staff has said that they are two: one record a pair, which holds every decision
 * about it, latest last. Said again to be one, the pair is listed again, and what was said stays.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { IdempotencyKey, Instant, Login } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";

export interface Decision {
  readonly at: Instant;
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly reason: string;
  /** The same decision sent twice is one. */
  readonly key: IdempotencyKey;
  /** They are two people. */
  readonly apart: boolean;
}

export interface Decided {
  /** Of the pair (rules/doubles.ts). */
  readonly pair: string;
  /** How many decisions there were. */
  readonly version: number;
  readonly decisions: readonly Decision[];
}

const record = lazily(() =>
  z.object({
    pair: z.string(),
    version: z.int(),
    decisions: z.array(
      z.object({
        at: branded("Instant"),
        by: branded("Login"),
        byName: z.string(),
        reason: z.string(),
        key: branded("IdempotencyKey"),
        apart: z.boolean(),
      }),
    ),
  }),
);
const decidedOf = (item: unknown): Decided => z.parse(record(), item);

/** Every pair that was ever decided on, by its name. */
export async function readDecided(table: Table): Promise<ReadonlyMap<string, Decided>> {
  const items = await readRange(table, {
    ...startingWith(keys.indexPartition, keys.apartPrefix),
    ConsistentRead: true,
  });
  return new Map(items.map(decidedOf).map((decided) => [decided.pair, decided]));
}

/** Adds a decision, if the pair is still as it was `seen`. Null: done, now or before; otherwise the pair as it stands. */
export async function decide(
  table: Table,
  { pair, seen }: { readonly pair: string; readonly seen: number },
  decision: Decision,
): Promise<Decided | null> {
  const outcome = await update(table, {
    Key: keys.apart(pair),
    UpdateExpression:
      "SET #entity = :entity, pair = :pair, version = :next, decisions = list_append(if_not_exists(decisions, :none), :decision)",
    ConditionExpression: seen === 0 ? "attribute_not_exists(pk)" : "version = :seen",
    ExpressionAttributeNames: { "#entity": "entity" },
    ExpressionAttributeValues: {
      ":entity": "apart" satisfies Entity,
      ":pair": pair,
      ":next": seen + 1,
      ":none": [],
      ":decision": [decision],
      ...(seen === 0 ? {} : { ":seen": seen }),
    },
  });
  if (outcome.written) return null;
  const stands = outcome.stands ? decidedOf(outcome.stands) : { pair, version: 0, decisions: [] };
  return stands.decisions.some(({ key }) => key === decision.key) ? null : stands;
}
