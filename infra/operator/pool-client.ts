/** The user pool's client as an operator reads it: with its secret, which functions have from Secrets Manager. */
import {
  DescribeUserPoolClientCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import type { PoolClient } from "../../functions/sign-in/identity-provider.ts";

export async function readPoolClient(
  cognito: CognitoIdentityProviderClient,
  pool: Omit<PoolClient, "clientSecret">,
): Promise<PoolClient> {
  const { UserPoolClient } = await cognito.send(
    new DescribeUserPoolClientCommand({ UserPoolId: pool.userPoolId, ClientId: pool.clientId }),
  );
  if (!UserPoolClient?.ClientSecret) throw new Error("The user pool client has no secret");
  return { ...pool, clientSecret: UserPoolClient.ClientSecret };
}
