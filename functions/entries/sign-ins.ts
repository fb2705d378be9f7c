import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { readPoolClient } from "../sign-in/identity-provider.ts";
import { signInsRoutes } from "../access/contract/sign-ins.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readSetting } from "../wiring/settings.ts";
import { startHttp } from "../wiring/http.ts";
import { cognitoAdministration } from "../access/identity-administration.ts";
import { signInsUseCases } from "../access/use-cases/sign-ins.ts";

const cognito = new CognitoIdentityProviderClient({});
const [{ table, town, clock, http }, pool] = await Promise.all([
  startHttp(),
  readPoolClient(cognito, { userPoolId: readSetting("USER_POOL_ID"), clientId: readSetting("USER_POOL_CLIENT_ID") }),
]);

export const handler = areaHandler(
  signInsRoutes,
  signInsUseCases({ table, town, clock, identity: cognitoAdministration(cognito, pool) }),
  http,
);
