/**
 * Private calendar links: one a sign-in. Who knows the token sees the family's bookings, so the table holds its hash
 * alone: reading the table opens no calendar, and the address can be shown once only.
 *
 *     pk LOGIN#<login>, sk FEED      tokenHash, madeAt: the link that this person has
 *     pk FEED#<hash>,   sk FEED      familyCode, login, guardianId: whose calendar it shows, and as which adult may know it
 *
 * Both are written and deleted together; a link is a person's own, so that one parent's withdrawal leaves the other's
 * alone. It is written only while the session that asks for it stands: whoever is put out meanwhile makes none that
 * would outlive them, in no list.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode, GuardianId, Instant, Login } from "../../kernel/ids.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Write, type Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent } from "../../table/write.ts";

const feedRecord = lazily(() => z.object({ tokenHash: z.string(), madeAt: branded("Instant") }));
const tokenRecord = lazily(() =>
  z.object({
    familyCode: branded("FamilyCode"),
    login: branded("Login"),
    /** Which adult of the family; absent of a link of before, whose sign-in says it. */
    guardianId: z.optional(branded("GuardianId")),
  }),
);

export type Feed = z.infer<ReturnType<typeof feedRecord>>;
export type FeedOwner = z.infer<ReturnType<typeof tokenRecord>>;

/** The link that this person has, or null. */
export async function readFeed(table: Table, login: Login): Promise<Feed | null> {
  const item = await readRecord(table, keys.feed(login));
  return item && z.parse(feedRecord(), item);
}

/** Whose calendar a token shows, or null. Consistent: a link that was revoked is dead at once. */
export async function readFeedOwner(table: Table, tokenHash: string): Promise<FeedOwner | null> {
  const item = await readRecord(table, keys.feedToken(tokenHash));
  return item && z.parse(tokenRecord(), item);
}

/** Writes on the link that this person has, as long as it is still that one. False: it may not be written any more. */
const onFeed = (
  table: Table,
  login: Login,
  writesOn: (known: Feed | null, same: object) => Writes,
  may: () => Promise<boolean> = () => Promise.resolve(true),
): Promise<boolean> =>
  decideAndWrite<null, boolean>("A calendar link", null, async () => {
    const [known, allowed] = await Promise.all([readFeed(table, login), may()]);
    if (!allowed) return { done: false };
    const same = known
      ? { ConditionExpression: "tokenHash = :known", ExpressionAttributeValues: { ":known": known.tokenHash } }
      : ifAbsent;
    const writes = writesOn(known, same);
    return writes.length === 0 || (await transact(table, writes)) === "done" ? { done: true } : { again: null };
  });

const deleteToken = ({ tokenHash }: Feed): Write => ({ Delete: { Key: keys.feedToken(tokenHash) } });

/** Who asks for a link, in the session whose hash this is. */
export interface FeedMaker {
  readonly login: Login;
  readonly familyCode: FamilyCode;
  readonly guardianId: GuardianId;
  readonly sidHash: string;
}

/**
 * Makes a link in place of the one that this person had, which is dead from then on. False, and nothing is written, when
 * the session that asks has ended.
 */
export const putFeed = (
  table: Table,
  { login, familyCode, guardianId, sidHash }: FeedMaker,
  { tokenHash, madeAt }: { readonly tokenHash: string; readonly madeAt: Instant },
): Promise<boolean> =>
  onFeed(
    table,
    login,
    (known, same) => [
      { Put: { Item: { ...keys.feed(login), entity: "feed", tokenHash, madeAt }, ...same } },
      { Put: { Item: { ...keys.feedToken(tokenHash), entity: "feedToken", familyCode, guardianId, login } } },
      { ConditionCheck: { Key: keys.session(login, sidHash), ...ifPresent } },
      ...(known ? [deleteToken(known)] : []),
    ],
    async () => (await readRecord(table, keys.session(login, sidHash))) !== null,
  );

/**
 * Another rank, or another household, stands for the person who has this link: it shows what that adult may know. Again
 * changes nothing.
 */
export async function handFeedOver(
  table: Table,
  login: Login,
  { familyCode, guardianId }: Pick<FeedMaker, "familyCode" | "guardianId">,
): Promise<void> {
  await onFeed(table, login, (known) =>
    known
      ? [
          {
            Update: {
              Key: keys.feedToken(known.tokenHash),
              ...ifPresent,
              UpdateExpression: "SET familyCode = :family, guardianId = :guardian",
              ExpressionAttributeValues: { ":family": familyCode, ":guardian": guardianId },
            },
          },
        ]
      : [],
  );
}

/** Takes a person's link back; again changes nothing. */
export async function removeFeed(table: Table, login: Login): Promise<void> {
  await onFeed(table, login, (known, same) =>
    known ? [{ Delete: { Key: keys.feed(login), ...same } }, deleteToken(known)] : [],
  );
}
