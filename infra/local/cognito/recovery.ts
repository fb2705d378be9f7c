/** Forgotten and changed passwords. */
import * as z from "zod/mini";
import { action, type Actions, checkSecretHash, metadata, type Pool, text } from "./actions.ts";
import { checkCode, codeMismatch, newCode } from "./codes.ts";
import { checkPolicy, hashPassword, isPassword } from "./passwords.ts";
import { simulatedDelivery } from "./sign-up.ts";
import { attribute, type LocalUser, notAuthorized, wrongPassword } from "./users.ts";

const usernameInput = { ClientId: text(), Username: text(), SecretHash: z.optional(text()), ClientMetadata: metadata };

/** Only a verified address receives a code: an unverified one may be a stranger's. */
const canReceive = (user: LocalUser | null): user is LocalUser =>
  user !== null && user.Enabled && user.UserStatus !== "UNCONFIRMED" && attribute(user, "email_verified") === "true";

/** Sends a code to choose a new password with. */
export async function sendReset(
  pool: Pool,
  user: LocalUser,
  clientId: string,
  given: Readonly<Record<string, string>>,
): Promise<unknown> {
  const sent = newCode("reset");
  const saved = await pool.users.update(user, (current) => ({ ...current, SentCode: sent }));
  return {
    CodeDeliveryDetails: await pool.deliver({
      source: "ForgotPassword",
      user: saved,
      code: sent.code,
      clientId,
      metadata: given,
    }),
  };
}

export const recoveryActions = (pool: Pool): Actions => ({
  ForgotPassword: action(z.object(usernameInput), async (input) => {
    const client = await pool.clientOf(input.ClientId);
    checkSecretHash(client, input.Username, input.SecretHash);
    pool.limits.count("ForgotPassword", input.Username);
    const user = await pool.users.find(input.Username);
    if (!canReceive(user)) return simulatedDelivery(input.Username);
    if (user.UserStatus === "FORCE_CHANGE_PASSWORD")
      throw notAuthorized("User password cannot be reset in the current state.");
    return sendReset(pool, user, client.ClientId, input.ClientMetadata ?? {});
  }),

  ConfirmForgotPassword: action(
    z.object({ ...usernameInput, ConfirmationCode: text(), Password: text() }),
    async (input) => {
      const client = await pool.clientOf(input.ClientId);
      checkSecretHash(client, input.Username, input.SecretHash);
      pool.limits.count("ConfirmForgotPassword", input.Username);
      checkPolicy(input.Password);
      const user = await pool.users.find(input.Username);
      if (!user?.Enabled) throw codeMismatch();
      checkCode(user, "reset", input.ConfirmationCode);
      const Password = await hashPassword(input.Password);
      const saved = await pool.users.update(user, (current) => {
        // Once more, on the record as it is now: of two requests with the same code one counts.
        checkCode(current, "reset", input.ConfirmationCode);
        return { ...current, Password, UserStatus: "CONFIRMED", SentCode: null };
      });
      pool.limits.passwordWas(user.Username, true);
      await pool.run({
        source: "PostConfirmation_ConfirmForgotPassword",
        user: saved,
        clientId: client.ClientId,
        metadata: input.ClientMetadata ?? {},
        response: {},
      });
      return {};
    },
  ),

  ChangePassword: action(
    z.object({ AccessToken: text(), PreviousPassword: text(), ProposedPassword: text() }),
    async (input) => {
      const user = await pool.tokens.userOf(input.AccessToken);
      checkPolicy(input.ProposedPassword);
      if (!(await isPassword(input.PreviousPassword, user.Password))) throw wrongPassword();
      const Password = await hashPassword(input.ProposedPassword);
      await pool.users.update(user, (current) => ({ ...current, Password }));
      return {};
    },
  ),
});
