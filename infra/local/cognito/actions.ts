/** How an action of Cognito's is declared here, and what all of them work with. */
import { createHmac } from "node:crypto";
import type { AppClient } from "cognito-local/lib/services/appClient.js";
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import type { Limits } from "./limits.ts";
import type { Deliver } from "./messages.ts";
import type { Tokens } from "./tokens.ts";
import type { RunTrigger } from "./triggers.ts";
import { type FindClient, notAuthorized, type Users } from "./users.ts";

export interface Pool {
  readonly users: Users;
  readonly tokens: Tokens;
  readonly limits: Limits;
  readonly deliver: Deliver;
  readonly run: RunTrigger;
  readonly clientOf: FindClient;
}

export type Action = (body: Record<string, unknown>) => Promise<unknown>;
export type Actions = Readonly<Record<string, Action>>;

/** An action with its input checked: a missing or mistyped parameter is AWS's InvalidParameterException. */
export const action =
  <S extends z.ZodMiniType>(schema: S, run: (input: z.output<S>) => Promise<unknown>): Action =>
  async (body) => {
    const parsed = z.safeParse(schema, body);
    if (!parsed.success) throw new AwsError("InvalidParameterException", z.prettifyError(parsed.error));
    return run(parsed.data);
  };

/** Parts that several inputs share. */
export const text = (): z.ZodMiniString => z.string();
export const metadata = z.optional(z.record(z.string(), z.string()));
export const parameters = z.record(z.string(), z.string());
export const attributeList = z.array(z.object({ Name: z.string(), Value: z.optional(z.string()) }));

/** A client with a secret takes nothing without the proof of it, which also ties the request to one user name. */
export function checkSecretHash(
  { ClientId, ClientSecret }: AppClient,
  username: string,
  hash: string | undefined,
): void {
  if (ClientSecret === undefined) return;
  if (hash === undefined)
    throw notAuthorized(`Client ${ClientId} is configured with secret but SECRET_HASH was not received`);
  if (
    hash !==
    createHmac("sha256", ClientSecret)
      .update(username + ClientId)
      .digest("base64")
  )
    throw notAuthorized(`Unable to verify secret hash for client ${ClientId}`);
}
