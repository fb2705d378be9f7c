/**
 * Mandates:
 *
 *     pk FAMILY#<code>, sk MANDATE#<account>#<rank>
 *     revision     grows at every write; each write expects the one it read
 *     g1pk         MANDATES#<account>, of the last one of the family only
 *
 * One family has one mandate in force for an account: the next rank is written, expected not to be there, in one transaction with
 * the end of the rank before, expected as it was read. Of two signatures at once one is written first, and the other finds it.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { CollectionAccountId, FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readRange, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write, Writes } from "../../table/transact.ts";
import { asRead } from "../../table/write.ts";
import { mandateStates, waysOfSigning, type Mandate } from "../rules/mandate.ts";

const mandate = lazily((): z.ZodMiniType<Mandate> =>
  z.object({
    familyCode: branded("FamilyCode"),
    accountId: branded("CollectionAccountId"),
    rank: z.int(),
    rum: z.string(),
    creditor: z.object({ id: z.string(), name: z.string() }),
    signer: z.optional(branded("GuardianId")),
    debtor: z.string(),
    iban: z.string(),
    bic: z.optional(z.string()),
    signedOn: branded("PlainDate"),
    way: z.enum(waysOfSigning),
    at: branded("Instant"),
    by: z.object({ login: branded("Login"), name: z.string() }),
    key: z.string(),
    state: z.enum(mandateStates),
    usedOn: z.optional(branded("PlainDate")),
    ended: z.optional(z.object({ at: branded("Instant"), reason: z.string(), by: z.optional(z.string()) })),
    revision: z.int(),
  }),
);

export const mandateOf = (item: Item): Mandate => z.parse(mandate(), item);

/** A family's mandates, those of one account where it is named, the earliest first. */
export const readMandates = async (
  table: Table,
  code: FamilyCode,
  account?: CollectionAccountId,
): Promise<readonly Mandate[]> =>
  (
    await readRange(table, {
      ...startingWith(keys.familyPartition(code), keys.mandatesOf(account)),
      ConsistentRead: true,
    })
  ).map(mandateOf);

/** The last mandate of each family for an account, a page at a time, in the order of their codes. */
export async function readLastMandates(
  table: Table,
  account: CollectionAccountId,
  { after, limit }: { readonly after: FamilyCode | undefined; readonly limit: number },
): Promise<{ readonly mandates: readonly Mandate[]; readonly more: boolean }> {
  const { items, next } = await readPage(table, {
    IndexName: keys.indexName,
    Limit: limit,
    // No code sorts before a space.
    KeyConditionExpression: "g1pk = :account AND g1sk > :after",
    ExpressionAttributeValues: { ":account": keys.mandatesPartition(account), ":after": after ?? " " },
  });
  return { mandates: items.map(mandateOf), more: next !== undefined };
}

const written = (one: Mandate, isLast: boolean, condition: object): Write => ({
  Put: {
    Item: {
      ...keys.mandate(one.familyCode, one.accountId, one.rank),
      ...(isLast ? keys.lastMandate(one.accountId, one.familyCode) : {}),
      entity: "mandate",
      ...one,
    },
    ...condition,
  },
});
/** The family's last mandate as it becomes, expected as it was read. */
export const mandateWrite = (seen: Mandate, change: Partial<Mandate>): Write =>
  written({ ...seen, ...change, revision: seen.revision + 1 }, true, asRead(seen.revision));

/** A new one, and the end of the one before. */
export const newMandateWrites = (
  next: Omit<Mandate, "revision">,
  before: Mandate | undefined,
  ended: NonNullable<Mandate["ended"]>,
): Writes => [
  written({ ...next, revision: 1 }, true, asRead(undefined)),
  ...(before
    ? [
        written(
          {
            ...before,
            ...(before.state === "revoked" ? {} : { state: "revoked" as const, ended }),
            revision: before.revision + 1,
          },
          false,
          asRead(before.revision),
        ),
      ]
    : []),
];
