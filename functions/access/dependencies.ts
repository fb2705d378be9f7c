import type { Recording } from "../sign-in/record.ts";
import type { IdentityProvider } from "../sign-in/identity-provider.ts";
import type { SessionReader } from "../http/session-guard.ts";
import type { OwnAccount } from "./own-account.ts";

export interface AccessDependencies extends Recording {
  readonly identity: IdentityProvider;
  /** These act for whoever holds the access token. */
  readonly own: (accessToken: string) => OwnAccount;
  readonly verifyToken: SessionReader["verifyToken"];
}
