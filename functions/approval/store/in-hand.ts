/**
 * Who has what in hand, of all that waits for staff: a record each, in one partition, so that a list knows it of all its
 * lines with one query, however long it is. A request of a family's file has its holder in its own record.
 *
 *     pk INHAND, sk <kind>#<what its subject finds it by>
 *     by, byName, at    rules/in-hand.ts
 *     expiresAt         until when: released is over now
 *
 * | what                               | calls                        |
 * |------------------------------------|------------------------------|
 * | who has which of a list            | one query                    |
 * | who has this one                   | with the reads of the act    |
 * | taking it, taking it over, letting go | one conditional write     |
 */
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { put } from "../../table/write.ts";
import type { Holder, Thing } from "../rules/in-hand.ts";

const record = lazily(() =>
  z.object({
    sk: z.string(),
    by: branded("Login"),
    byName: z.string(),
    at: branded("Instant"),
    expiresAt: z.int(),
  }),
);

/** Days after which a thing that nobody let go of is free: its holder has gone, or it was answered long ago. */
const keptDays = 7;

/** Who has it in hand at that moment, by its record. */
export function holderOf(item: Item | null | undefined, now: Instant): Holder | undefined {
  if (!item) return undefined;
  const { by, byName, at, expiresAt } = z.parse(record(), item);
  return expiresAt > epochSeconds(now) ? { by, byName, at } : undefined;
}

/** Of a thing. */
export const readHolder = async (table: Table, thing: Thing, now: Instant): Promise<Holder | undefined> =>
  holderOf(await readRecord(table, keys.inHand(thing)), now);

/** Of every thing that somebody has in hand. */
export async function readHolders(table: Table, now: Instant): Promise<(thing: Thing) => Holder | undefined> {
  const items = await readRange(table, startingWith(keys.inHandPartition));
  const found = new Map(items.map((item) => [item["sk"], holderOf(item, now)]));
  return (thing) => found.get(thing);
}

/**
 * Takes it in hand, or lets it go (`until`: now). Null: it is done; else who has it, and keeps it unless it is taken
 * `over`.
 */
export async function writeHolder(
  table: Table,
  thing: Thing,
  holder: Holder,
  { over, released }: { readonly over: boolean; readonly released: boolean },
): Promise<Holder | null> {
  const now = epochSeconds(holder.at);
  const outcome = await put(table, {
    Item: {
      ...keys.inHand(thing),
      entity: "inHand",
      ...holder,
      expiresAt: released ? now : now + keptDays * 86_400,
    },
    ...(over
      ? {}
      : {
          ConditionExpression: "attribute_not_exists(pk) OR #by = :by OR #end <= :now",
          ExpressionAttributeNames: { "#by": "by", "#end": "expiresAt" },
          ExpressionAttributeValues: { ":by": holder.by, ":now": now },
        }),
  });
  return outcome.written ? null : (holderOf(outcome.stands, holder.at) ?? null);
}
