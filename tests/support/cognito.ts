/** The local user pool alone, in process, with triggers and a mailbox that the test holds. */
import { createHmac } from "node:crypto";
import { rm } from "node:fs/promises";
import {
  AdminCreateUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  type AdminInitiateAuthCommandOutput,
} from "@aws-sdk/client-cognito-identity-provider";
import type { OutgoingMail } from "../../infra/local/cognito/messages.ts";
import { type Cognito, startCognito } from "../../infra/local/cognito/server.ts";
import type { TriggerName } from "../../infra/local/cognito/triggers.ts";
import { region } from "../../infra/local/names.ts";
import { temporaryFolder } from "./portal.ts";

/** What a trigger does with its event: returns it, or throws to refuse. */
export type Trigger = (event: TriggerEvent) => TriggerEvent;

export interface TriggerEvent {
  readonly triggerSource: string;
  readonly userName: string;
  readonly userPoolId: string;
  readonly request: Record<string, unknown> & {
    readonly userAttributes: Readonly<Record<string, string>>;
    readonly clientMetadata: Readonly<Record<string, string>>;
  };
  readonly response: Record<string, unknown>;
}

export interface TestPool {
  readonly client: CognitoIdentityProviderClient;
  readonly cognito: Cognito;
  readonly folder: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly userPoolId: string;
  readonly mails: OutgoingMail[];
  /** Events that triggers received, and what the test lets them do. */
  readonly events: TriggerEvent[];
  readonly triggers: Partial<Record<TriggerName, Trigger>>;
  /** `ClientId`, `Username` and the proof of the client's secret. */
  readonly named: (username: string) => {
    readonly ClientId: string;
    readonly Username: string;
    readonly SecretHash: string;
  };
  readonly secretHash: (username: string) => string;
  /** A confirmed user with a verified address. */
  readonly person: (username: string, password: string) => Promise<void>;
  readonly signIn: (username: string, password: string) => Promise<AdminInitiateAuthCommandOutput>;
  /** The six digits of the latest mail. */
  readonly code: () => string;
  /** Starts the pool again on the same folder. */
  readonly restart: () => Promise<TestPool>;
  readonly end: () => Promise<void>;
}

export const longEnough = "Perdrix-Hameau-Verger";

export async function startTestPool(at?: string): Promise<TestPool> {
  const folder = at ?? (await temporaryFolder());
  const mails: OutgoingMail[] = [];
  const events: TriggerEvent[] = [];
  const triggers: Partial<Record<TriggerName, Trigger>> = {};
  const cognito = await startCognito({
    folder,
    send: (mail) => Promise.resolve(void mails.push(mail)),
    invoke: (trigger, event) => {
      const run = triggers[trigger];
      const received = structuredClone(event) as TriggerEvent;
      events.push(received);
      if (!run) return null;
      try {
        return Promise.resolve({ ok: true, payload: JSON.stringify(run(received)) });
      } catch (error) {
        const errorMessage = error instanceof Error ? error.message : String(error);
        return Promise.resolve({ ok: false, timedOut: false, error: { errorType: "Error", errorMessage, trace: [] } });
      }
    },
  });
  const client = new CognitoIdentityProviderClient({
    endpoint: cognito.url,
    region,
    credentials: { accessKeyId: "operator", secretAccessKey: "x" },
    maxAttempts: 1,
  });
  const { userPoolId, clientId } = cognito;
  const { UserPoolClient } = await client.send(
    new DescribeUserPoolClientCommand({ UserPoolId: userPoolId, ClientId: clientId }),
  );
  const clientSecret = UserPoolClient?.ClientSecret ?? "";
  const secretHash = (username: string): string =>
    createHmac("sha256", clientSecret)
      .update(username + clientId)
      .digest("base64");
  const stop = async (): Promise<void> => {
    client.destroy();
    await cognito.close();
  };
  return {
    client,
    cognito,
    folder,
    clientId,
    clientSecret,
    userPoolId,
    mails,
    events,
    triggers,
    secretHash,
    named: (username) => ({ ClientId: clientId, Username: username, SecretHash: secretHash(username) }),
    person: async (username, password) => {
      await client.send(
        new AdminCreateUserCommand({
          UserPoolId: userPoolId,
          Username: username,
          MessageAction: "SUPPRESS",
          UserAttributes: [
            { Name: "email", Value: `${username.toLowerCase()}@exemple.fr` },
            { Name: "email_verified", Value: "true" },
          ],
        }),
      );
      await client.send(
        new AdminSetUserPasswordCommand({
          UserPoolId: userPoolId,
          Username: username,
          Password: password,
          Permanent: true,
        }),
      );
    },
    signIn: (username, password) =>
      client.send(
        new AdminInitiateAuthCommand({
          UserPoolId: userPoolId,
          ClientId: clientId,
          AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
          AuthParameters: { USERNAME: username, PASSWORD: password, SECRET_HASH: secretHash(username) },
        }),
      ),
    code: () => /[0-9]{6}/.exec(mails.at(-1)?.html ?? "")?.[0] ?? "",
    restart: async () => {
      await stop();
      return startTestPool(folder);
    },
    end: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
