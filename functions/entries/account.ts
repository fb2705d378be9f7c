import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { accountArea } from "../sign-in/contract/index.ts";
import { areaHandler } from "../http/pipeline.ts";
import { readSetting } from "../wiring/settings.ts";
import { startHttp } from "../wiring/http.ts";
import { cognitoIdentity, readPoolClient } from "../sign-in/identity-provider.ts";
import { robotCheck } from "../sign-in/robot.ts";
import { accountUseCases } from "../sign-in/use-cases/index.ts";

const cognito = new CognitoIdentityProviderClient({});
const [started, pool] = await Promise.all([
  startHttp(),
  readPoolClient(cognito, { userPoolId: readSetting("USER_POOL_ID"), clientId: readSetting("USER_POOL_CLIENT_ID") }),
]);
const { table, town, clock, http } = started;

/**
 * Milliseconds: above what Cognito and a cold trigger take, below what a person notices on a form sent once in a
 * lifetime.
 */
const evenPace = 1500;

const useCases = accountUseCases({
  table,
  town,
  clock,
  evenPace,
  stepSecret: `step:${started.portalSecret}`,
  identity: cognitoIdentity(cognito, pool),
  robot: robotCheck(started.portalSecret, table, clock),
  verifyToken: http.sessions.verifyToken,
});

export const handler = areaHandler(accountArea, useCases, http);
