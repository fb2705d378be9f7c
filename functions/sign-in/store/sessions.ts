/**
 * Open sessions: one record each, under the sign-in it belongs to, so that listing and ending them all is one range.
 *
 * The table never holds what opens a session: the key is the SHA-256 of `sid`, and the refresh token is encrypted with
 * a key that only the cookie's `sid` yields (see `account/refresh-token.ts`).
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { DeleteCommand, GetCommand, PutCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant, Login } from "../../kernel/ids.ts";
import type { Session } from "../../http/session.ts";
import { grantsField } from "./grants.ts";
import * as keys from "../../table/keys.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";

const common = {
  login: branded("Login"),
  displayName: z.string(),
  openedAt: branded("Instant"),
  endsAt: branded("Instant"),
  requiredAction: z.nullable(z.enum(["enrolSecondFactor", "acceptTerms"])),
  device: z.string(),
  origin: z.string(),
};
/** As records of before name it. */
const recordNames = storedNames({ requiredAction: "duty" });
const sessionRecord = z.discriminatedUnion("role", [
  z.object({
    ...common,
    role: z.literal("guardian"),
    familyCode: branded("FamilyCode"),
    guardianId: branded("GuardianId"),
    refreshToken: z.string(),
  }),
  z.object({ ...common, role: z.literal("staff"), grants: grantsField, refreshToken: z.string() }),
]);

/** A session with its sealed refresh token. */
export type StoredSession = Session & { readonly refreshToken: string };

/**
 * The session as it stands at this instant (consistent read), or null. Expiry is the caller's to judge: TTL deletes
 * late.
 */
export async function readSession(table: Table, login: Login, sidHash: string): Promise<StoredSession | null> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keys.session(login, sidHash), ConsistentRead: true }),
  );
  return Item ? z.parse(sessionRecord, recordNames.read(Item)) : null;
}

/** Opens a session. `endsAt` is also its TTL. */
export async function openSession(table: Table, sidHash: string, session: StoredSession): Promise<void> {
  const expiresAt = Date.parse(session.endsAt) / 1000;
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: recordNames.write({ ...keys.session(session.login, sidHash), entity: "session", ...session, expiresAt }),
    }),
  );
}

/** Ends a session; ending it twice changes nothing. */
export async function closeSession(table: Table, login: Login, sidHash: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.session(login, sidHash) }));
}

/** The open sessions of a sign-in with the hashes that name them, newest first. */
export async function listSessions(
  table: Table,
  login: Login,
  now: Instant,
): Promise<readonly (Session & { readonly sidHash: string })[]> {
  const prefix = keys.session(login, "").sk;
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: table.name,
      ConsistentRead: true,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :sessions)",
      ExpressionAttributeValues: { ":pk": keys.login(login).pk, ":sessions": prefix },
    }),
  );
  return Items.map((item) => {
    const { refreshToken: _sealed, ...session } = z.parse(sessionRecord, recordNames.read(item));
    return { ...session, sidHash: String(item["sk"]).slice(prefix.length) };
  })
    .filter(({ endsAt }) => endsAt > now)
    .sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1));
}

/** What had to be done first is done: the session opens up. Does nothing to a session that has ended. */
export async function clearRequiredAction(table: Table, login: Login, sidHash: string): Promise<void> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.session(login, sidHash),
        UpdateExpression: "SET duty = :none",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: { ":none": null },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

/**
 * Ends every session of a sign-in, but the one to spare: after a new password, « déconnecter partout », an access
 * withdrawn.
 */
export async function closeAllSessions(table: Table, login: Login, spared?: string): Promise<void> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND begins_with(sk, :sessions)",
        ProjectionExpression: "pk, sk",
        ExpressionAttributeValues: { ":pk": keys.login(login).pk, ":sessions": keys.session(login, "").sk },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    const ended = (page.Items ?? []).filter(({ sk }) => spared === undefined || sk !== keys.session(login, spared).sk);
    await Promise.all(
      ended.map(({ pk, sk }) =>
        table.client.send(new DeleteCommand({ TableName: table.name, Key: { pk: String(pk), sk: String(sk) } })),
      ),
    );
    from = page.LastEvaluatedKey;
  } while (from);
}
