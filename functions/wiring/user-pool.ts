import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { readPoolClient, type PoolClient } from "../sign-in/identity-provider.ts";
import { readSetting } from "./settings.ts";

export interface WithUserPool {
  readonly cognito: CognitoIdentityProviderClient;
  readonly pool: PoolClient;
}

/** The user pool: whoever signs in, is invited or changes a password goes through it. */
export async function withUserPool(): Promise<WithUserPool> {
  const cognito = new CognitoIdentityProviderClient({});
  const pool = await readPoolClient(cognito, {
    userPoolId: readSetting("USER_POOL_ID"),
    clientId: readSetting("USER_POOL_CLIENT_ID"),
  });
  return { cognito, pool };
}
