import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { cognitoIdentity, readPoolClient } from "../account/identity-provider.ts";
import { accessRoutes } from "../contract/access.ts";
import { areaHandler } from "../http/area.ts";
import { readSetting } from "../settings.ts";
import { startHttp } from "../wiring/http.ts";
import { ownAccount } from "./own-account.ts";
import { accessUseCases } from "./use-cases.ts";

const cognito = new CognitoIdentityProviderClient({});
const [{ table, town, clock, http }, pool] = await Promise.all([
  startHttp(),
  readPoolClient(cognito, { userPoolId: readSetting("USER_POOL_ID"), clientId: readSetting("USER_POOL_CLIENT_ID") }),
]);

const useCases = accessUseCases({
  table,
  town,
  clock,
  identity: cognitoIdentity(cognito, pool),
  own: (accessToken) => ownAccount(cognito, accessToken),
  verifyToken: http.sessions.verifyToken,
});

export const handler = areaHandler(accessRoutes, useCases, http);
