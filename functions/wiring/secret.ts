/** Secrets of the portal, read once at start, so that they stand in no template and no environment. */
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const client = new SecretsManagerClient({});

async function readSecret(secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (!SecretString) throw new Error("A secret is empty");
  return SecretString;
}

/** The portal's own: CloudFront proves itself by it, and keys are derived from it. */
export const readPortalSecret = readSecret;

/**
 * The user pool client's. Written at deployment: the pool itself tells it some five times a second, and on opening day
 * fifty functions start within one.
 */
export const readUserPoolClientSecret = readSecret;

/** The town's token of API Particulier, which its operator writes there. */
export const readApiParticulierToken = readSecret;
