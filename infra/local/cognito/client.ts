/**
 * The portal's app client: a secret, server-side sign-in, and nothing that a browser could use by itself.
 * infra/identity.ts declares the same.
 */
import { randomBytes } from "node:crypto";
import type { AppClient } from "cognito-local/lib/services/appClient.js";

export const clientName = "portail-api";

/** Minutes for access and ID tokens, days for refresh tokens. */
const tokenValidity = { access: 15, id: 15, refresh: 30 } as const;

const lowercase = (bytes: number): string => BigInt(`0x${randomBytes(bytes).toString("hex")}`).toString(36);

/** The client as it must be now; one that exists keeps its id and secret. */
export function clientSettings(poolId: string, known: AppClient | undefined): AppClient {
  return {
    ClientId: known?.ClientId ?? lowercase(16).padStart(25, "0").slice(0, 25),
    ClientSecret: known?.ClientSecret ?? lowercase(32),
    ClientName: clientName,
    UserPoolId: poolId,
    CreationDate: known?.CreationDate ?? new Date(),
    LastModifiedDate: new Date(),
    ExplicitAuthFlows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    PreventUserExistenceErrors: "ENABLED",
    EnableTokenRevocation: true,
    AllowedOAuthFlowsUserPoolClient: false,
    AccessTokenValidity: tokenValidity.access,
    IdTokenValidity: tokenValidity.id,
    RefreshTokenValidity: tokenValidity.refresh,
    TokenValidityUnits: { AccessToken: "minutes", IdToken: "minutes", RefreshToken: "days" },
  };
}
