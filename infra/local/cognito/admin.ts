/** What operators do with users: invite, set and reset passwords, confirm, list. */
import type { UserType } from "@aws-sdk/client-cognito-identity-provider";
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import { action, type Action, type Actions, attributeList, metadata, type Pool, text } from "./actions.ts";
import { newUser } from "./new-user.ts";
import { checkPolicy, hashPassword, temporaryPassword } from "./passwords.ts";
import { sendReset } from "./recovery.ts";
import { confirm } from "./sign-up.ts";
import { type LocalUser, notAuthorized, withAttribute } from "./users.ts";

/** What triggers see as the client of an action that has none. */
const noClient = "CLIENT_ID_NOT_APPLICABLE";

const toResponse = ({
  Username,
  Attributes,
  Enabled,
  UserCreateDate,
  UserLastModifiedDate,
  UserStatus,
}: LocalUser): object => ({ Username, Attributes, Enabled, UserCreateDate, UserLastModifiedDate, UserStatus });

const createInput = z.object({
  Username: text(),
  TemporaryPassword: z.optional(text()),
  UserAttributes: z.optional(attributeList),
  MessageAction: z.optional(z.enum(["SUPPRESS", "RESEND"])),
  DesiredDeliveryMediums: z.optional(z.array(z.enum(["SMS", "EMAIL"]))),
  ClientMetadata: metadata,
});
type CreateInput = z.output<typeof createInput>;

async function invite(pool: Pool, user: LocalUser, password: string, input: CreateInput): Promise<void> {
  if (input.MessageAction === "SUPPRESS") return;
  if (!input.DesiredDeliveryMediums?.includes("EMAIL"))
    throw new AwsError(
      "InvalidParameterException",
      "SMS is not configured for this pool: ask for EMAIL or suppress the message.",
    );
  await pool.deliver({
    source: "AdminCreateUser",
    user,
    code: password,
    clientId: noClient,
    metadata: input.ClientMetadata ?? {},
  });
}

async function resend(pool: Pool, input: CreateInput): Promise<LocalUser> {
  const user = await pool.users.get(input.Username);
  if (user.UserStatus !== "FORCE_CHANGE_PASSWORD")
    throw new AwsError(
      "UnsupportedUserStateException",
      `Resend not possible. ${input.Username} status is not FORCE_CHANGE_PASSWORD`,
    );
  const password = input.TemporaryPassword ?? temporaryPassword();
  checkPolicy(password);
  const Password = await hashPassword(password);
  const saved = await pool.users.update(user, (current) => ({ ...current, Password, TemporarySince: Date.now() }));
  await invite(pool, saved, password, input);
  return saved;
}

async function create(pool: Pool, input: CreateInput): Promise<LocalUser> {
  const password = input.TemporaryPassword ?? temporaryPassword();
  checkPolicy(password);
  const draft = newUser({
    username: input.Username,
    attributes: input.UserAttributes ?? [],
    status: "FORCE_CHANGE_PASSWORD",
    passwordHash: await hashPassword(password),
  });
  await pool.run({
    source: "PreSignUp_AdminCreateUser",
    user: draft,
    clientId: noClient,
    metadata: input.ClientMetadata ?? {},
    request: { validationData: null },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  const saved = await pool.users.create({ ...draft, TemporarySince: Date.now() });
  await invite(pool, saved, password, input);
  return saved;
}

/** cognito-local lists everyone at once; AWS gives 60 at most and a token for the rest. */
const paginated = (list: Action): Action =>
  action(
    z.object({
      UserPoolId: text(),
      Filter: z.optional(text()),
      Limit: z.optional(z.int().check(z.gte(0), z.lte(60))),
      PaginationToken: z.optional(text()),
      AttributesToGet: z.optional(z.array(text())),
    }),
    async ({ Limit = 60, PaginationToken, AttributesToGet, ...rest }) => {
      const { Users = [] } = (await list(rest)) as { readonly Users?: readonly UserType[] };
      const start = PaginationToken === undefined ? 0 : Number(Buffer.from(PaginationToken, "base64url").toString());
      if (!Number.isSafeInteger(start)) throw new AwsError("InvalidParameterException", "Invalid pagination token");
      const end = start + (Limit === 0 ? 60 : Limit);
      const page = Users.slice(start, end).map((user) =>
        AttributesToGet
          ? { ...user, Attributes: user.Attributes?.filter(({ Name }) => AttributesToGet.includes(Name ?? "")) }
          : user,
      );
      return {
        Users: page,
        ...(end < Users.length ? { PaginationToken: Buffer.from(String(end)).toString("base64url") } : {}),
      };
    },
  );

/** `original`: cognito-local's own action. */
export const adminActions = (pool: Pool, original: (name: string) => Action): Actions => ({
  AdminCreateUser: action(createInput, async (input) => ({
    User: toResponse(input.MessageAction === "RESEND" ? await resend(pool, input) : await create(pool, input)),
  })),

  AdminSetUserPassword: action(
    z.object({ Username: text(), Password: text(), Permanent: z.optional(z.boolean()) }),
    async (input) => {
      checkPolicy(input.Password);
      const user = await pool.users.get(input.Username);
      const Password = await hashPassword(input.Password);
      await pool.users.update(user, (current) => ({
        ...current,
        Password,
        ...(input.Permanent === true
          ? { UserStatus: "CONFIRMED" }
          : { UserStatus: "FORCE_CHANGE_PASSWORD", TemporarySince: Date.now() }),
      }));
      pool.limits.passwordWas(input.Username, true);
      return {};
    },
  ),

  AdminResetUserPassword: action(z.object({ Username: text(), ClientMetadata: metadata }), async (input) => {
    const user = await pool.users.get(input.Username);
    if (user.UserStatus !== "CONFIRMED" && user.UserStatus !== "RESET_REQUIRED")
      throw notAuthorized("User password cannot be reset in the current state.");
    await pool.users.update(user, (current) => ({ ...current, UserStatus: "RESET_REQUIRED" }));
    await sendReset(pool, user, noClient, input.ClientMetadata ?? {});
    return {};
  }),

  AdminConfirmSignUp: action(z.object({ Username: text(), ClientMetadata: metadata }), async (input) => {
    const user = await pool.users.get(input.Username);
    if (user.UserStatus !== "UNCONFIRMED")
      throw notAuthorized(`User cannot be confirmed. Current status is ${user.UserStatus}`);
    await confirm(pool, user, noClient, input.ClientMetadata ?? {});
    return {};
  }),

  AdminUpdateUserAttributes: action(z.object({ Username: text(), UserAttributes: attributeList }), async (input) => {
    const given = Object.fromEntries(input.UserAttributes.map(({ Name, Value = "" }) => [Name, Value]));
    if ("sub" in given)
      throw new AwsError(
        "InvalidParameterException",
        "user.sub: Attribute cannot be updated. (changing an immutable attribute)",
      );
    // A new address is nobody's until it is proven, unless the administrator vouches for it.
    const changes = { ...("email" in given ? { email_verified: "false" } : {}), ...given };
    await pool.users.update(await pool.users.get(input.Username), (current) =>
      Object.entries(changes).reduce((user, [name, value]) => withAttribute(user, name, value), current),
    );
    return {};
  }),

  ListUsers: paginated(original("ListUsers")),
});
