import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { cognitoIdentity, readPoolClient } from "../sign-in/identity-provider.ts";
import { accessRoutes } from "../access/contract/own.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readSetting } from "../wiring/settings.ts";
import { startHttp } from "../wiring/http.ts";
import { ownAccount } from "../access/own-account.ts";
import { accessUseCases } from "../access/use-cases/own.ts";

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
