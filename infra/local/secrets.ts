/**
 * Secrets Manager with three secrets: the random text that CloudFront sends and that keys are derived from, made at the
 * first start and kept in the data folder where only its owner may read it; that of the user pool's client, which the
 * pool keeps; and the token of the simulator of API Particulier.
 */
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { readIfThere } from "../build/files.ts";
import { actionOf, answerError, answerJson, AwsError, parseObject, readBody } from "./aws-json.ts";
import { apiParticulierSecretId, portalSecretId, secretArn, userPoolClientSecretId } from "./names.ts";
import { type Listener, serve } from "./net.ts";
import { callerOf, denial } from "./permissions.ts";

export interface Secrets extends Listener {
  /** Value of the portal's secret, for the gateway, which plays CloudFront. */
  readonly portal: string;
}

async function readOrMake(file: string): Promise<string> {
  const kept = await readIfThere(file);
  if (kept !== null) return kept;
  const fresh = randomBytes(32).toString("base64url");
  await writeFile(file, fresh, { mode: 0o600, flag: "wx", flush: true });
  return fresh;
}

/** Name of the secret that is asked for, by its name or its ARN. */
function nameOf({ SecretId }: Readonly<Record<string, unknown>>): string {
  const name = [portalSecretId, userPoolClientSecretId, apiParticulierSecretId].find(
    (known) => SecretId === known || SecretId === secretArn(known),
  );
  if (name === undefined)
    throw new AwsError("ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
  return name;
}

function secretValue(name: string, secret: string): string {
  return JSON.stringify({
    ARN: secretArn(name),
    Name: name,
    SecretString: secret,
    VersionId: "00000000-0000-0000-0000-000000000001",
    VersionStages: ["AWSCURRENT"],
  });
}

export async function startSecrets({
  folder,
  userPoolClient,
  apiParticulier,
}: {
  readonly folder: string;
  /** Secret of the user pool's client. */
  readonly userPoolClient: string;
  /** Token of API Particulier. */
  readonly apiParticulier: string;
}): Promise<Secrets> {
  const portal = await readOrMake(`${folder}/portal-secret`);
  const values: Readonly<Record<string, string>> = {
    [portalSecretId]: portal,
    [userPoolClientSecretId]: userPoolClient,
    [apiParticulierSecretId]: apiParticulier,
  };
  const listener = await serve((request, response) => {
    const answer = async (): Promise<void> => {
      const action = actionOf(request);
      const body = parseObject((await readBody(request)).toString());
      const name = action === "GetSecretValue" ? nameOf(body) : portalSecretId;
      const refusal = denial(callerOf(request), {
        service: "secretsmanager",
        actions: [action],
        resource: secretArn(name),
      });
      if (refusal !== null) throw new AwsError("AccessDeniedException", refusal);
      if (action !== "GetSecretValue")
        throw new AwsError("UnknownOperationException", `infra/local/secrets.ts does not provide ${action}`);
      answerJson(response, "1.1", 200, secretValue(name, values[name] ?? ""));
    };
    answer().catch((error: unknown) => {
      const known = error instanceof AwsError ? error : new AwsError("InternalServiceError", String(error), 500);
      answerError(response, "1.1", known);
    });
  });
  return { ...listener, portal };
}
