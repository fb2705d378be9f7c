import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { readPoolClient } from "../account/identity-provider.ts";
import { signInsRoutes } from "../contract/sign-ins.ts";
import { areaHandler } from "../http/area.ts";
import { readSetting } from "../settings.ts";
import { startHttp } from "../wiring/http.ts";
import { cognitoAdministration } from "./identity-administration.ts";
import { signInsUseCases } from "./use-cases.ts";

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
