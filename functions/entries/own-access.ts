import { ownAccess } from "../access/contract/own.ts";
import { ownAccount } from "../access/own-account.ts";
import { ownAccessUseCases } from "../access/use-cases/own.ts";
import { cognitoIdentity } from "../sign-in/identity-provider.ts";
import { serve, served } from "../wiring/http.ts";
import { withUserPool, type WithUserPool } from "../wiring/user-pool.ts";

export const handler = await serve<"ownAccess", WithUserPool>(withUserPool, {
  "access/own": served(ownAccess, ({ cognito, pool, ...started }) =>
    ownAccessUseCases({
      ...started,
      identity: cognitoIdentity(cognito, pool),
      own: (accessToken) => ownAccount(cognito, accessToken),
    }),
  ),
});
