/**
 * Private calendar links: one a sign-in. Who knows the token sees the family's bookings, so the table holds its hash
 * alone: reading the table opens no calendar, and the address can be shown once only.
 *
 *     pk LOGIN#<login>, sk FEED      tokenHash, madeAt: the link that this person has
 *     pk FEED#<hash>,   sk FEED      familyCode, login: whose calendar it shows
 *
 * Both are written and deleted together; a link is a person's own, so that one parent's withdrawal leaves the other's
 * alone.
 */
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, Instant, Login } from "../../kernel/ids.ts";
import { retried } from "../../table/retry.ts";
import * as keys from "../../table/keys.ts";
import type { Key } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";

const feedRecord = z.object({ tokenHash: z.string(), madeAt: branded("Instant") });
const tokenRecord = z.object({ familyCode: branded("FamilyCode"), login: branded("Login") });

export type Feed = z.infer<typeof feedRecord>;
export type FeedOwner = z.infer<typeof tokenRecord>;

const read = async (table: Table, key: Key, consistent: boolean) =>
  (
    await retried(() =>
      table.client.send(new GetCommand({ TableName: table.name, Key: key, ConsistentRead: consistent })),
    )
  ).Item;

/** The link that this person has, or null. */
export async function readFeed(table: Table, login: Login): Promise<Feed | null> {
  const item = await read(table, keys.feed(login), true);
  return item ? z.parse(feedRecord, item) : null;
}

/** Whose calendar a token shows, or null. Consistent: a link that was revoked is dead at once. */
export async function readFeedOwner(table: Table, tokenHash: string): Promise<FeedOwner | null> {
  const item = await read(table, keys.feedToken(tokenHash), true);
  return item ? z.parse(tokenRecord, item) : null;
}

/** How often two writers of one person's link may meet before it is a fault. */
const mostTries = 5;

/** Writes on the link that this person has, as long as it is still that one. */
async function onFeed(
  table: Table,
  login: Login,
  writesOn: (known: Feed | null, same: object) => Writes,
): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const known = await readFeed(table, login);
    const same = known
      ? { ConditionExpression: "tokenHash = :known", ExpressionAttributeValues: { ":known": known.tokenHash } }
      : { ConditionExpression: "attribute_not_exists(pk)" };
    const writes = writesOn(known, same);
    if (writes.length === 0 || (await transact(table, writes)) === "done") return;
  }
  throw new Error(`A calendar link changed ${mostTries} times while it was being written`);
}

const deleteToken = (table: Table, { tokenHash }: Feed): Writes[number] => ({
  Delete: { TableName: table.name, Key: keys.feedToken(tokenHash) },
});

/** Makes a link in place of the one that this person had, which is dead from then on. */
export const putFeed = (
  table: Table,
  { login, familyCode }: { readonly login: Login; readonly familyCode: FamilyCode },
  { tokenHash, madeAt }: { readonly tokenHash: string; readonly madeAt: Instant },
): Promise<void> =>
  onFeed(table, login, (known, same) => [
    { Put: { TableName: table.name, Item: { ...keys.feed(login), entity: "feed", tokenHash, madeAt }, ...same } },
    { Put: { TableName: table.name, Item: { ...keys.feedToken(tokenHash), entity: "feedToken", familyCode, login } } },
    ...(known ? [deleteToken(table, known)] : []),
  ]);

/** Takes a person's link back; again changes nothing. */
export const removeFeed = (table: Table, login: Login): Promise<void> =>
  onFeed(table, login, (known, same) =>
    known ? [{ Delete: { TableName: table.name, Key: keys.feed(login), ...same } }, deleteToken(table, known)] : [],
  );
