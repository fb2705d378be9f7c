/** How often one user may try, an hour: Cognito's documented quotas. Kept in memory: a restart forgives. */
import { AwsError } from "../aws-json.ts";

const perHour = {
  ConfirmSignUp: 15,
  ConfirmForgotPassword: 15,
  ForgotPassword: 5,
  ResendConfirmationCode: 5,
  VerifyUserAttribute: 15,
} as const;
const hour = 3_600_000;

/**
 * Wrong passwords in a row before AWS makes a user wait, a second at first, twice as long each time, up to a quarter of
 * an hour. A quarter of an hour without any attempt, and all of it is forgotten.
 */
const freePasswords = 5;
const longestWait = 15 * 60_000;

export interface Limits {
  /** Counts an attempt; throws past the quota. */
  readonly count: (action: keyof typeof perHour, username: string) => void;
  /** Throws while the user must wait. */
  readonly checkPassword: (username: string) => void;
  readonly passwordWas: (username: string, right: boolean) => void;
}

export function createLimits(): Limits {
  const attempts = new Map<string, number[]>();
  const failures = new Map<string, { readonly count: number; readonly until: number; readonly lastAt: number }>();
  const failuresOf = (username: string) => {
    const known = failures.get(username);
    return known && known.lastAt > Date.now() - longestWait ? known : { count: 0, until: 0, lastAt: 0 };
  };
  return {
    count: (action, username) => {
      const key = `${action} ${username}`;
      const recent = (attempts.get(key) ?? []).filter((moment) => moment > Date.now() - hour);
      if (recent.length >= perHour[action])
        throw new AwsError("LimitExceededException", "Attempt limit exceeded, please try after some time.");
      attempts.set(key, [...recent, Date.now()]);
    },
    checkPassword: (username) => {
      const known = failuresOf(username);
      if (known.until <= Date.now()) return;
      failures.set(username, { ...known, lastAt: Date.now() });
      throw new AwsError("NotAuthorizedException", "Password attempts exceeded");
    },
    passwordWas: (username, right) => {
      if (right) {
        failures.delete(username);
        return;
      }
      const count = failuresOf(username).count + 1;
      const wait = count < freePasswords ? 0 : Math.min(1_000 * 2 ** (count - freePasswords), longestWait);
      failures.set(username, { count, until: Date.now() + wait, lastAt: Date.now() });
    },
  };
}
