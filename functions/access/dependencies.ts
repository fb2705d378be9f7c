import type { Recording } from "../account/record.ts";
import type { IdentityProvider } from "../account/identity-provider.ts";
import type { SessionReader } from "../http/session.ts";
import type { OwnAccount } from "./own-account.ts";

export interface AccessDependencies extends Recording {
  readonly identity: IdentityProvider;
  /** These act for whoever holds the access token. */
  readonly own: (accessToken: string) => OwnAccount;
  readonly verifyToken: SessionReader["verifyToken"];
}
