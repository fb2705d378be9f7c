/** Second factor by an authenticator application. */
import { generateSecret, verify } from "cognito-local/lib/services/totp.js";
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import { action, type Actions, type Pool, text } from "./actions.ts";
import type { LocalUser } from "./users.ts";

const totp = "SOFTWARE_TOKEN_MFA";
const settings = z.optional(z.object({ Enabled: z.optional(z.boolean()), PreferredMfa: z.optional(z.boolean()) }));

function prefer(user: LocalUser, wanted: z.output<typeof settings>): LocalUser {
  if (!wanted) return user;
  if (wanted.Enabled === true && !user.SoftwareTokenMfaConfiguration?.Verified)
    throw new AwsError("InvalidParameterException", "User has not set up software token mfa");
  const others = (user.UserMFASettingList ?? []).filter((method) => method !== totp);
  const { PreferredMfaSetting: _before, ...rest } = user;
  if (wanted.Enabled !== true) return { ...rest, UserMFASettingList: others };
  return {
    ...rest,
    UserMFASettingList: [...others, totp],
    ...(wanted.PreferredMfa === true ? { PreferredMfaSetting: totp } : {}),
  };
}

export const mfaActions = (pool: Pool): Actions => ({
  AssociateSoftwareToken: action(z.object({ AccessToken: text() }), async (input) => {
    const user = await pool.tokens.userOf(input.AccessToken);
    const SecretCode = generateSecret();
    // The secret in use stays in use until the new one is proven: who gives up half-way is not locked out.
    await pool.users.update(user, (current) => ({ ...current, PendingSecret: SecretCode }));
    return { SecretCode };
  }),

  /** Proves the secret; MFA itself is turned on by the preference, as in AWS when the pool's MFA is optional. */
  VerifySoftwareToken: action(
    z.object({ AccessToken: text(), UserCode: text(), FriendlyDeviceName: z.optional(text()) }),
    async (input) => {
      const user = await pool.tokens.userOf(input.AccessToken);
      const secret = user.PendingSecret ?? user.SoftwareTokenMfaConfiguration?.Secret;
      if (secret === undefined)
        throw new AwsError("InvalidParameterException", "The user has no software token to verify.");
      if (!verify(secret, input.UserCode))
        throw new AwsError("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
      await pool.users.update(user, (current) => ({
        ...current,
        PendingSecret: null,
        LastTotp: input.UserCode,
        SoftwareTokenMfaConfiguration: {
          Secret: secret,
          Verified: true,
          ...(input.FriendlyDeviceName === undefined ? {} : { FriendlyDeviceName: input.FriendlyDeviceName }),
        },
      }));
      return { Status: "SUCCESS" };
    },
  ),

  SetUserMFAPreference: action(z.object({ AccessToken: text(), SoftwareTokenMfaSettings: settings }), async (input) => {
    await pool.users.update(await pool.tokens.userOf(input.AccessToken), (current) =>
      prefer(current, input.SoftwareTokenMfaSettings),
    );
    return {};
  }),

  AdminSetUserMFAPreference: action(
    z.object({ Username: text(), SoftwareTokenMfaSettings: settings }),
    async (input) => {
      await pool.users.update(await pool.users.get(input.Username), (current) =>
        prefer(current, input.SoftwareTokenMfaSettings),
      );
      return {};
    },
  ),
});
