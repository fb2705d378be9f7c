/** The portal's own secret: CloudFront proves itself by it, and keys are derived from it. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

export async function readPortalSecret(secretId: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error("The portal's secret is empty");
  return SecretString;
}
