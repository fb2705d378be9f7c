/**
 * Open sessions: one record each, under the sign-in it belongs to, so that listing and ending them all is one range.
 *
 * The table never holds what opens a session: the key is the SHA-256 of `sid`, and the refresh token is encrypted with
 * a key that only the cookie's `sid` yields (`sign-in/sid.ts`).
 */
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import type { Instant, Login } from "../../kernel/ids.ts";
import type { Session } from "../../http/session.ts";
import { grantsField } from "./grants.ts";
import type { Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readPages, readRecord, startingWith } from "../../table/read.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";
import { ifPresent, put, remove, update } from "../../table/write.ts";

const common = lazily(() => ({
  login: branded("Login"),
  displayName: z.string(),
  openedAt: branded("Instant"),
  endsAt: branded("Instant"),
  requiredAction: z.nullable(z.enum(["enrolSecondFactor", "acceptTerms"])),
  device: z.string(),
  origin: z.string(),
}));
/** As records of before name it. */
const recordNames = storedNames({ requiredAction: "duty" });
const sessionRecord = lazily(() =>
  z.discriminatedUnion("role", [
    z.object({
      ...common(),
      role: z.literal("guardian"),
      familyCode: branded("FamilyCode"),
      guardianId: branded("GuardianId"),
      refreshToken: z.string(),
    }),
    z.object({ ...common(), role: z.literal("staff"), grants: grantsField(), refreshToken: z.string() }),
  ]),
);

/** A session with its sealed refresh token. */
export type StoredSession = Session & { readonly refreshToken: string };

/**
 * The session as it stands at this instant (consistent read), or null. Expiry is the caller's to judge: TTL deletes
 * late.
 */
export async function readSession(table: Table, login: Login, sidHash: string): Promise<StoredSession | null> {
  const item = await readRecord(table, keys.session(login, sidHash));
  return item && z.parse(sessionRecord(), recordNames.read(item));
}

/** Opens a session. `endsAt` is also its TTL. */
export async function openSession(table: Table, sidHash: string, session: StoredSession): Promise<void> {
  const expiresAt = Date.parse(session.endsAt) / 1000;
  await put(table, {
    Item: {
      ...recordNames.write({ ...session }),
      ...keys.session(session.login, sidHash),
      entity: "session",
      expiresAt,
    },
  });
}

/** Ends a session; ending it twice changes nothing. */
export async function closeSession(table: Table, login: Login, sidHash: string): Promise<void> {
  await remove(table, { Key: keys.session(login, sidHash) });
}

const all = (login: Login) => ({
  ...startingWith(keys.loginPartition(login), keys.sessionPrefix),
  ConsistentRead: true,
});
const hashOf = (item: Item): string => String(item["sk"]).slice(keys.sessionPrefix.length);

/** The open sessions of a sign-in with the hashes that name them, newest first. */
export async function listSessions(
  table: Table,
  login: Login,
  now: Instant,
): Promise<readonly (Session & { readonly sidHash: string })[]> {
  const { items } = await readPage(table, all(login));
  return items
    .map((item) => {
      const { refreshToken: _sealed, ...session } = z.parse(sessionRecord(), recordNames.read(item));
      return { ...session, sidHash: hashOf(item) };
    })
    .filter(({ endsAt }) => endsAt > now)
    .sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1));
}

/** What had to be done first is done: the session opens up. Does nothing to a session that has ended. */
export async function clearRequiredAction(table: Table, login: Login, sidHash: string): Promise<void> {
  await update(table, {
    Key: keys.session(login, sidHash),
    UpdateExpression: "SET duty = :none",
    ...ifPresent,
    ExpressionAttributeValues: { ":none": null },
  });
}

const ending = lazily(() => z.object({ ending: z.string() }));

/** Names the last time that all sessions of a sign-in ended; empty when they never have. Consistent. */
export async function readEnding(table: Table, login: Login): Promise<string> {
  const item = await readRecord(table, keys.ending(login));
  return item ? z.parse(ending(), item).ending : "";
}

/**
 * Ends every session of a sign-in, and what is between its two steps, but the one to spare: after a new password, « déconnecter partout », an access
 * withdrawn.
 */
export async function closeAllSessions(table: Table, login: Login, spared?: string): Promise<void> {
  // First: a sign-in that is between its two steps would open a session that this does not see.
  await put(table, { Item: { ...keys.ending(login), entity: "ending", ending: randomUUID() } });
  for await (const { items } of readPages(table, { ...all(login), ProjectionExpression: "pk, sk" }))
    await Promise.all(
      items
        .map(hashOf)
        .filter((sidHash) => sidHash !== spared)
        .map((sidHash) => closeSession(table, login, sidHash)),
    );
}
