import { givenAccess } from "../access/contract/sign-ins.ts";
import { cognitoAdministration } from "../access/identity-administration.ts";
import { givenAccessUseCases } from "../access/use-cases/sign-ins.ts";
import { serve, served } from "../wiring/http.ts";
import { withUserPool, type WithUserPool } from "../wiring/user-pool.ts";

export const handler = await serve<"givenAccess", WithUserPool>(withUserPool, {
  "access/given": served(givenAccess, ({ cognito, pool, ...started }) =>
    givenAccessUseCases({ ...started, identity: cognitoAdministration(cognito, pool) }),
  ),
});
