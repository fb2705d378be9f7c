/**
 * Sessions of a sign-in that is not finished: three minutes, one user, one challenge. Kept in memory: a restart ends
 * them.
 */
import { randomBytes } from "node:crypto";
import { notAuthorized } from "./users.ts";

export type ChallengeName = "SOFTWARE_TOKEN_MFA" | "NEW_PASSWORD_REQUIRED";

interface Pending {
  readonly challenge: ChallengeName;
  readonly username: string;
  readonly clientId: string;
  readonly expiresAt: number;
}

export interface Challenges {
  readonly open: (challenge: ChallengeName, username: string, clientId: string) => string;
  /** Throws unless the session is this user's, for this challenge and client. */
  readonly check: (session: string, asked: Omit<Pending, "expiresAt">) => void;
  readonly close: (session: string) => void;
}

const lifetime = 3 * 60_000;

export function createChallenges(): Challenges {
  const pending = new Map<string, Pending>();
  return {
    open: (challenge, username, clientId) => {
      for (const [session, { expiresAt }] of pending) if (expiresAt <= Date.now()) pending.delete(session);
      const session = randomBytes(48).toString("base64url");
      pending.set(session, { challenge, username, clientId, expiresAt: Date.now() + lifetime });
      return session;
    },
    check: (session, asked) => {
      const known = pending.get(session);
      if (
        known?.challenge !== asked.challenge ||
        known.username !== asked.username ||
        known.clientId !== asked.clientId
      )
        throw notAuthorized("Invalid session for the user.");
      if (known.expiresAt <= Date.now()) throw notAuthorized("Invalid session for the user, session is expired.");
    },
    close: (session) => void pending.delete(session),
  };
}
