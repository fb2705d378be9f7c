/**
 * Roles that were made for the treasury, for good.
 *
 *     pk BILLING, sk ROLE#<name>           the role: account, month, number, sums, its file in the bucket, who made it
 *     pk BILLING, sk ROLEARTICLES#<name>   its articles in their order, and those that the treasury has refused
 *
 * A role is written under the condition that none has its name, which holds its number: of two made at once one is written, and
 * the other is chosen again from what is left. Its file is in the bucket before, under a name of its own that only this record
 * tells: cut between the two, nothing was made. Afterwards only `refused` grows.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { CollectionAccountId, Instant, Login, PlainMonth } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";
import { ifAbsent, update } from "../../table/write.ts";
import type { Article } from "../rules/role.ts";

export interface KeptRole {
  readonly name: string;
  readonly accountId: CollectionAccountId;
  readonly accountName: string;
  readonly period: PlainMonth;
  readonly year: number;
  readonly number: number;
  readonly articles: number;
  readonly amount: Cents;
  /** Of the act that made it: the same one twice is one role. */
  readonly key: string;
  /** In the bucket. */
  readonly file: string;
  readonly at: Instant;
  readonly by: { readonly login: Login; readonly name: string };
}

export interface KeptArticles {
  /** The first one is article 1. */
  readonly articles: readonly Article[];
  /** Articles that the treasury has refused. */
  readonly refused: readonly number[];
}

const money = () => z.pipe(z.int(), z.transform(cents));
const role = lazily((): z.ZodMiniType<KeptRole> =>
  z.object({
    name: z.string(),
    accountId: branded("CollectionAccountId"),
    accountName: z.string(),
    period: branded("PlainMonth"),
    year: z.int(),
    number: z.int(),
    articles: z.int(),
    amount: money(),
    key: z.string(),
    file: z.string(),
    at: branded("Instant"),
    by: z.object({ login: branded("Login"), name: z.string() }),
  }),
);
/** Short names: a thousand articles are one record. */
const articlesRecord = lazily(() =>
  z.object({
    period: branded("PlainMonth"),
    articles: z.array(z.object({ f: branded("FamilyCode"), d: z.string(), n: z.string(), a: money() })),
    refused: z.array(z.int()),
  }),
);

const articlesOf = (item: Item): KeptArticles => {
  const { period, articles, refused } = z.parse(articlesRecord(), item);
  return {
    articles: articles.map(({ f, d, n, a }) => ({ familyCode: f, period, debt: d, number: n, amount: a })),
    refused,
  };
};

/** Every role, by budget, year and number. */
export const readRoles = async (table: Table): Promise<readonly KeptRole[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.billingPartition, keys.treasuryRolePrefix),
      ConsistentRead: true,
    })
  ).map((item) => z.parse(role(), item));

export async function readRole(table: Table, name: string): Promise<KeptRole | null> {
  const item = await readRecord(table, keys.treasuryRole(name));
  return item && z.parse(role(), item);
}

export async function readArticles(table: Table, name: string): Promise<KeptArticles | null> {
  const item = await readRecord(table, keys.treasuryArticles(name));
  return item && articlesOf(item);
}

/** False: another role has that name. */
export async function keepRole(table: Table, kept: KeptRole, articles: readonly Article[]): Promise<boolean> {
  const outcome = await transact(table, [
    { Put: { Item: { ...keys.treasuryRole(kept.name), entity: "treasuryRole", ...kept }, ...ifAbsent } },
    {
      Put: {
        Item: {
          ...keys.treasuryArticles(kept.name),
          entity: "treasuryArticles",
          period: kept.period,
          articles: articles.map(({ familyCode, debt, number, amount }) => ({
            f: familyCode,
            d: debt,
            n: number,
            a: amount,
          })),
          refused: [],
        },
        ...ifAbsent,
      },
    },
  ]);
  return outcome === "done";
}

/** Notes which articles the treasury has refused, `seen` being those that were read; false: somebody else has noted some. */
export async function noteRefused(
  table: Table,
  name: string,
  seen: readonly number[],
  refused: readonly number[],
): Promise<boolean> {
  const { written } = await update(table, {
    Key: keys.treasuryArticles(name),
    UpdateExpression: "SET refused = :refused",
    ConditionExpression: "refused = :seen",
    ExpressionAttributeValues: { ":refused": [...refused], ":seen": [...seen] },
  });
  return written;
}
