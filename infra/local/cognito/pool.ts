/**
 * The user pool of one machine: cognito-local's services and actions, with those replaced that are missing there or do
 * not behave as AWS documents. Each replacement has a test in tests/integration/local/cognito*.test.ts.
 */
import { UnsupportedError } from "cognito-local/lib/errors.js";
import { DefaultConfig } from "cognito-local/lib/server/config.js";
import { Router } from "cognito-local/lib/server/Router.js";
import { CognitoServiceFactoryImpl, type CognitoService } from "cognito-local/lib/services/cognitoService.js";
import type { Services } from "cognito-local/lib/services/index.js";
import type { Triggers } from "cognito-local/lib/services/triggers/triggers.js";
import { type UserPool, UserPoolServiceFactoryImpl } from "cognito-local/lib/services/userPoolService.js";
import { AwsError } from "../aws-json.ts";
import { userPoolArn, userPoolId } from "../names.ts";
import type { Action, Actions, Pool } from "./actions.ts";
import { adminActions } from "./admin.ts";
import { clientName, clientSettings } from "./client.ts";
import { signingKey } from "./keys.ts";
import { createLimits } from "./limits.ts";
import { messagesOf, type SendMail } from "./messages.ts";
import { mfaActions } from "./mfa.ts";
import { passwordPolicy } from "./passwords.ts";
import { ownAddressActions } from "./own-address.ts";
import { recoveryActions } from "./recovery.ts";
import { signInActions } from "./sign-in.ts";
import { signUpActions } from "./sign-up.ts";
import { dataStores } from "./store.ts";
import { tokensOf } from "./tokens.ts";
import { type InvokeTrigger, triggersOf } from "./triggers.ts";
import { usersOf } from "./users.ts";

const silent = {
  debug: () => undefined,
  error: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  child: () => silent,
};
const ctx = { logger: silent };

/** Staff. */
const groups = ["admin"];

const options: UserPool = {
  Id: userPoolId,
  Arn: userPoolArn(userPoolId),
  Name: "portail",
  MfaConfiguration: "OPTIONAL",
  AutoVerifiedAttributes: ["email"],
  Policies: { PasswordPolicy: passwordPolicy },
  UsernameConfiguration: { CaseSensitive: false },
  AdminCreateUserConfig: {
    AllowAdminCreateUserOnly: false,
    UnusedAccountValidityDays: passwordPolicy.TemporaryPasswordValidityDays,
  },
};

/**
 * Reached only by actions of cognito-local that mail a code of their own (changing one's address): the portal has none
 * yet.
 */
const replaced = (): Promise<never> =>
  Promise.reject(new AwsError("UnknownOperationException", "infra/local/cognito does not provide this action yet"));

/** cognito-local's own actions fire no trigger and send no mail: all those that should are replaced here. */
const noTriggers: Triggers = {
  enabled: () => false,
  customMessage: replaced,
  customEmailSender: replaced,
  postAuthentication: replaced,
  postConfirmation: replaced,
  preSignUp: replaced,
  preTokenGeneration: replaced,
  userMigration: replaced,
};

export interface PoolOptions {
  readonly folder: string;
  readonly invoke: InvokeTrigger;
  readonly send: SendMail;
}

export interface LocalPool {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly jwks: object;
  /** Answers one action of the API; rejects with an AwsError or cognito-local's own CognitoError. */
  readonly answer: (actionName: string, body: Record<string, unknown>) => Promise<unknown>;
}

async function ensurePool(cognito: CognitoService): Promise<void> {
  const known = await cognito.listUserPools(ctx);
  if (!known.some(({ Id }) => Id === userPoolId)) await cognito.createUserPool(ctx, options);
  const pool = await cognito.getUserPool(ctx, userPoolId);
  // A later version of the portal may have other settings than the one that made this folder.
  await pool.updateOptions(ctx, { ...pool.options, ...options });
  for (const GroupName of groups) {
    const now = new Date();
    if (!(await pool.getGroupByGroupName(ctx, GroupName)))
      await pool.saveGroup(ctx, { GroupName, members: [], CreationDate: now, LastModifiedDate: now });
  }
}

async function ensureClient(cognito: CognitoService): Promise<{ readonly id: string; readonly secret: string }> {
  const pool = await cognito.getUserPool(ctx, userPoolId);
  const known = (await cognito.listAppClients(ctx, userPoolId)).find(({ ClientName }) => ClientName === clientName);
  const client = clientSettings(userPoolId, known);
  await pool.saveAppClient(ctx, client);
  return { id: client.ClientId, secret: client.ClientSecret ?? "" };
}

export async function openPool({ folder, invoke, send }: PoolOptions): Promise<LocalPool> {
  const stores = dataStores(folder);
  const clock = { get: () => new Date() };
  const cognito = await new CognitoServiceFactoryImpl(
    folder,
    stores,
    new UserPoolServiceFactoryImpl(clock, stores),
  ).create(ctx, {});
  await ensurePool(cognito);
  const client = await ensureClient(cognito);
  const users = usersOf(await cognito.getUserPool(ctx, userPoolId), ctx);
  const signing = await signingKey(folder);
  const run = triggersOf(userPoolId, invoke);
  const pool: Pool = {
    users,
    run,
    tokens: tokensOf(userPoolId, signing, users),
    limits: createLimits(),
    deliver: messagesOf(run, send),
    clientOf: async (id) => {
      const client = await cognito.getAppClient(ctx, id);
      if (!client) throw new AwsError("ResourceNotFoundException", `User pool client ${id} does not exist.`);
      return client;
    },
  };
  const services: Services = {
    clock,
    cognito,
    triggers: noTriggers,
    messages: { deliver: replaced },
    otp: () => "",
    tokenGenerator: { generate: replaced },
    config: { ...DefaultConfig, UserPoolDefaults: {} },
  };
  const route = Router(services);
  const original =
    (name: string): Action =>
    (body) =>
      route(name)(ctx, body);
  const actions: Actions = {
    ...signUpActions(pool),
    ...recoveryActions(pool),
    ...ownAddressActions(pool),
    ...signInActions(pool),
    ...mfaActions(pool),
    ...adminActions(pool, original),
  };
  return {
    clientId: client.id,
    clientSecret: client.secret,
    jwks: signing.jwks,
    answer: async (name, body) => {
      const own = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (own) return own(body);
      // cognito-local reads access tokens without checking them.
      if (typeof body["AccessToken"] === "string") await pool.tokens.userOf(body["AccessToken"]);
      try {
        return await original(name)(body);
      } catch (error) {
        if (error instanceof UnsupportedError)
          throw new AwsError("UnknownOperationException", `infra/local/cognito does not provide ${name}`);
        throw error;
      }
    },
  };
}
