import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { PoolClient } from "../sign-in/identity-provider.ts";
import { readUserPoolClientSecret } from "./secret.ts";
import { readSetting } from "./settings.ts";

export interface WithUserPool {
  readonly cognito: CognitoIdentityProviderClient;
  readonly pool: PoolClient;
}

/** The user pool: whoever signs in, is invited or changes a password goes through it. */
export const withUserPool = async (): Promise<WithUserPool> => ({
  cognito: new CognitoIdentityProviderClient({}),
  pool: {
    userPoolId: readSetting("USER_POOL_ID"),
    clientId: readSetting("USER_POOL_CLIENT_ID"),
    clientSecret: await readUserPoolClientSecret(readSetting("USER_POOL_CLIENT_SECRET_ID")),
  },
});
