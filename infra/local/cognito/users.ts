/** A user of the local pool: cognito-local's record and what it lacks, and how to find one. */
import type { AppClient } from "cognito-local/lib/services/appClient.js";
import type { Context } from "cognito-local/lib/services/context.js";
import type { User, UserPoolService } from "cognito-local/lib/services/userPoolService.js";
import { AwsError } from "../aws-json.ts";

/** A sign-in that can be renewed. Its id is the `origin_jti` of every token that comes from it. */
export interface RefreshGrant {
  readonly id: string;
  /** SHA-256 of the refresh token. */
  readonly hash: string;
  readonly clientId: string;
  /** Epoch seconds. */
  readonly authTime: number;
  readonly expiresAt: number;
}

/** A code sent by mail. */
export interface SentCode {
  readonly code: string;
  readonly purpose: "confirm" | "reset" | "address";
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export interface LocalUser extends User {
  readonly Grants?: readonly RefreshGrant[];
  readonly SentCode?: SentCode | null;
  /** An address that waits for its code. */
  readonly PendingEmail?: string | null;
  /** When the temporary password was given, epoch milliseconds. */
  readonly TemporarySince?: number;
  /** A TOTP secret not verified yet: the one in use stays until it is. */
  readonly PendingSecret?: string | null;
  /** Last TOTP code accepted: each counts once. */
  readonly LastTotp?: string;
}

export const attribute = (user: User, name: string): string | undefined =>
  user.Attributes.find(({ Name }) => Name === name)?.Value;

export const attributesOf = (user: User): Record<string, string> =>
  Object.fromEntries(user.Attributes.map(({ Name, Value }) => [Name, Value ?? ""]));

export const withAttribute = (user: LocalUser, name: string, value: string): LocalUser => ({
  ...user,
  Attributes: [...user.Attributes.filter(({ Name }) => Name !== name), { Name: name, Value: value }],
});

export interface Users {
  readonly find: (username: string) => Promise<LocalUser | null>;
  /** The user, or UserNotFoundException: for actions that only the operator may call. */
  readonly get: (username: string) => Promise<LocalUser>;
  /** Returns when the user is on disk. UsernameExistsException when the name is taken. */
  readonly create: (user: LocalUser) => Promise<LocalUser>;
  /** Changes the record as it is now, whatever happened since `user` was read; returns when that is on disk. */
  readonly update: (user: LocalUser, change: (current: LocalUser) => LocalUser) => Promise<LocalUser>;
  readonly groupsOf: (user: User) => Promise<readonly string[]>;
}

export const usersOf = (pool: UserPoolService, ctx: Context): Users => {
  // The deployed pool takes names in any case, and keeps one user a name.
  const find = async (username: string): Promise<LocalUser | null> => {
    const exact = await pool.getUserByUsername(ctx, username);
    if (exact) return exact;
    const name = username.toLowerCase();
    return (await pool.listUsers(ctx)).find((user) => user.Username.toLowerCase() === name) ?? null;
  };
  const get = async (username: string): Promise<LocalUser> => {
    const user = await find(username);
    if (!user) throw new AwsError("UserNotFoundException", "User does not exist.");
    return user;
  };
  // Reading and writing back take turns; the disk is waited for outside, so that many sign-ins share one write.
  let turn: Promise<unknown> = Promise.resolve();
  const write = async (next: () => Promise<LocalUser>): Promise<LocalUser> => {
    const mine = turn.then(async () => {
      const user = { ...(await next()), UserLastModifiedDate: new Date() };
      return { user, saved: pool.saveUser(ctx, user) };
    });
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    const { user, saved } = await mine;
    await saved;
    return user;
  };
  return {
    find,
    get,
    create: (user) =>
      write(async () => {
        if (await find(user.Username)) throw new AwsError("UsernameExistsException", "User already exists");
        return user;
      }),
    update: ({ Username }, change) => write(async () => change(await get(Username))),
    groupsOf: (user) => pool.listUserGroupMembership(ctx, user),
  };
};

/** App client of a request, or AWS's error. */
export type FindClient = (clientId: string) => Promise<AppClient>;

export const notAuthorized = (message: string): AwsError => new AwsError("NotAuthorizedException", message);
export const wrongPassword = (): AwsError => notAuthorized("Incorrect username or password.");
