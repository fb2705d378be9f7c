/** Signing up and confirming the address. */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import { action, type Actions, attributeList, checkSecretHash, metadata, type Pool, text } from "./actions.ts";
import { checkCode, newCode } from "./codes.ts";
import { type CodeDeliveryDetails, emailDelivery } from "./messages.ts";
import { newUser } from "./new-user.ts";
import { checkPolicy, hashPassword } from "./passwords.ts";
import { attribute, type LocalUser, notAuthorized, withAttribute } from "./users.ts";

const usernameInput = { ClientId: text(), Username: text(), SecretHash: z.optional(text()), ClientMetadata: metadata };

/** A place that looks like a mail sent, the same each time for the same name: whether the name exists stays unknown. */
export function simulatedDelivery(username: string): { readonly CodeDeliveryDetails: CodeDeliveryDetails } {
  const letters = createHash("sha256").update(username).digest("hex").replace(/[0-9]/g, "");
  return { CodeDeliveryDetails: emailDelivery(`${letters.slice(0, 1)}@${letters.slice(1, 2)}`) };
}

/** What a trigger decided by itself: a user confirmed at once, an address taken as verified. */
function applyPreSignUp(user: LocalUser, response: Readonly<Record<string, unknown>> | null): LocalUser {
  const verified = response?.["autoVerifyEmail"] === true ? withAttribute(user, "email_verified", "true") : user;
  return response?.["autoConfirmUser"] === true ? { ...verified, UserStatus: "CONFIRMED" } : verified;
}

const confirmed = (user: LocalUser): LocalUser => ({ ...user, UserStatus: "CONFIRMED", SentCode: null });

/** Confirms a user and tells the trigger, which runs after the fact: its failure does not undo the confirmation. */
export async function confirm(
  pool: Pool,
  user: LocalUser,
  clientId: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const saved = await pool.users.update(user, confirmed);
  await pool.run({ source: "PostConfirmation_ConfirmSignUp", user: saved, clientId, metadata: given, response: {} });
}

export const signUpActions = (pool: Pool): Actions => ({
  SignUp: action(
    z.object({ ...usernameInput, Password: text(), UserAttributes: z.optional(attributeList) }),
    async (input) => {
      const client = await pool.clientOf(input.ClientId);
      checkSecretHash(client, input.Username, input.SecretHash);
      checkPolicy(input.Password);
      if (await pool.users.find(input.Username)) throw new AwsError("UsernameExistsException", "User already exists");
      const given = input.ClientMetadata ?? {};
      const draft = newUser({
        username: input.Username,
        attributes: input.UserAttributes ?? [],
        status: "UNCONFIRMED",
        passwordHash: await hashPassword(input.Password),
      });
      const decided = await pool.run({
        source: "PreSignUp_SignUp",
        user: draft,
        clientId: client.ClientId,
        metadata: given,
        request: { validationData: null },
        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      });
      const user = applyPreSignUp(draft, decided);
      const sub = attribute(user, "sub");
      if (user.UserStatus === "CONFIRMED") {
        await confirm(pool, await pool.users.create(user), client.ClientId, given);
        return { UserConfirmed: true, UserSub: sub };
      }
      const sent = newCode("confirm");
      const saved = await pool.users.create({ ...user, SentCode: sent });
      const CodeDeliveryDetails = await pool.deliver({
        source: "SignUp",
        user: saved,
        code: sent.code,
        clientId: client.ClientId,
        metadata: given,
      });
      return { UserConfirmed: false, UserSub: sub, CodeDeliveryDetails };
    },
  ),

  ConfirmSignUp: action(z.object({ ...usernameInput, ConfirmationCode: text() }), async (input) => {
    const client = await pool.clientOf(input.ClientId);
    checkSecretHash(client, input.Username, input.SecretHash);
    pool.limits.count("ConfirmSignUp", input.Username);
    const user = await pool.users.find(input.Username);
    if (!user) throw new AwsError("ExpiredCodeException", "Invalid code provided, please request a code again.");
    if (user.UserStatus !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.UserStatus}`);
    checkCode(user, "confirm", input.ConfirmationCode);
    // The code went to the address: having it proves the address.
    await pool.users.update(user, (current) => withAttribute(current, "email_verified", "true"));
    await confirm(pool, user, client.ClientId, input.ClientMetadata ?? {});
    return {};
  }),

  ResendConfirmationCode: action(z.object(usernameInput), async (input) => {
    const client = await pool.clientOf(input.ClientId);
    checkSecretHash(client, input.Username, input.SecretHash);
    pool.limits.count("ResendConfirmationCode", input.Username);
    const user = await pool.users.find(input.Username);
    if (!user?.Enabled) return simulatedDelivery(input.Username);
    if (user.UserStatus !== "UNCONFIRMED")
      throw new AwsError("InvalidParameterException", "User is already confirmed.");
    const sent = newCode("confirm");
    const saved = await pool.users.update(user, (current) => ({ ...current, SentCode: sent }));
    return {
      CodeDeliveryDetails: await pool.deliver({
        source: "ResendCode",
        user: saved,
        code: sent.code,
        clientId: client.ClientId,
        metadata: input.ClientMetadata ?? {},
      }),
    };
  }),
});
