/**
 * Opens the portal to a staff member. The mail brings a code to choose a password with, on the portal's own page: no
 * password, not even a temporary one, is ever written in a mail. Safe to run again: it repairs what an interruption
 * left, and sends another code.
 */
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  AdminUserGlobalSignOutCommand,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { randomBytes, randomUUID } from "node:crypto";
import { cognitoIdentity } from "../../functions/sign-in/identity-provider.ts";
import { readPoolClient } from "./pool-client.ts";
import type { Clock } from "../../functions/kernel/clock.ts";
import type { Login } from "../../functions/kernel/ids.ts";
import { familyNamedBy } from "../../functions/sign-in/rules/family-login.ts";
import { readHousehold } from "../../functions/family/store/families.ts";
import { tellOnce } from "../../functions/mail/outbox.ts";
import { recordAudit } from "../../functions/sign-in/store/audit.ts";
import {
  isInvitation,
  putLogin,
  readLogin,
  recordLostFactor,
  type StaffLogin,
} from "../../functions/sign-in/store/logins.ts";
import { forgetRecoveryCodes } from "../../functions/sign-in/store/recovery-codes.ts";
import { closeAllSessions } from "../../functions/sign-in/store/sessions.ts";
import type { Table } from "../../functions/table/table.ts";
import { OperatorError } from "./operator-error.ts";

export interface Invitation {
  readonly login: Login;
  readonly email: string;
  /** As colleagues would say it: `Claire Dubois`. */
  readonly displayName: string;
}

export interface InvitationTools {
  readonly cognito: CognitoIdentityProviderClient;
  readonly table: Table;
  readonly clock: Clock;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Origin of the portal, for the link in the mail. */
  readonly portal: string;
}

export async function inviteStaff(tools: InvitationTools, invitation: Invitation): Promise<void> {
  const { login, displayName } = invitation;
  await refuseFamilyLogin(tools.table, login);
  await ensureUser(tools, invitation);
  await tools.cognito.send(
    new AdminAddUserToGroupCommand({ UserPoolId: tools.userPoolId, Username: login, GroupName: "admin" }),
  );
  const known = await readLogin(tools.table, login);
  if (known?.role === "staff") await startOver(tools, login);
  const invitedAt = known?.role === "staff" ? known.invitedAt : tools.clock();
  // Somebody's already: colleagues suspend it, and do not delete it as they would an invitation.
  const joinedAt = known?.role === "staff" && !isInvitation(known) ? (known.joinedAt ?? tools.clock()) : undefined;
  await putLogin(
    tools.table,
    {
      login,
      role: "staff",
      state: "active",
      secondFactor: false,
      grants: [{ role: "administrator" }],
      invitedAt,
      ...(joinedAt === undefined ? {} : { joinedAt }),
      displayName,
      email: invitation.email,
    },
    tools.clock(),
  );
  await sendCode(tools, login);
}

/**
 * A staff member who is invited again has lost what opens the door, the phone and the recovery codes perhaps: their sessions
 * end, and the next sign-in enrols another app.
 */
async function startOver({ cognito, table, userPoolId }: InvitationTools, login: Login): Promise<void> {
  await cognito.send(
    new AdminSetUserMFAPreferenceCommand({
      UserPoolId: userPoolId,
      Username: login,
      SoftwareTokenMfaSettings: { Enabled: false, PreferredMfa: false },
    }),
  );
  await Promise.all([forgetRecoveryCodes(table, login), closeAllSessions(table, login)]);
}

/**
 * A staff member has lost the application and the recovery codes, and knows the password: the next sign-in enrols another
 * application. Whose it is reads it in their own activity and by mail. Safe to run again.
 */
export async function resetSecondFactor(
  tools: InvitationTools & { readonly auditKeptDays: number },
  login: Login,
): Promise<StaffLogin> {
  const { cognito, table, clock, userPoolId, portal, auditKeptDays } = tools;
  const known = await readLogin(table, login);
  if (known?.role !== "staff")
    throw new OperatorError(`Aucun agent n’a l’identifiant ${login}. La page « Agents » du portail les liste tous.`);
  await startOver(tools, login);
  await cognito.send(new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: login }));
  const at = clock();
  await recordLostFactor(table, login, at);
  await recordAudit(
    table,
    login,
    { kind: "secondFactorReset", at, device: "npm run staff", origin: "" },
    auditKeptDays,
  );
  await tellOnce(
    table,
    { login, mailId: randomUUID() },
    { kind: "secondFactorReset", facts: { login, to: known.email, portal, at } },
    at,
  );
  return known;
}

/** A staff login under a family's code would take that family's place, or give it a staff member's. */
async function refuseFamilyLogin(table: Table, login: Login): Promise<void> {
  const familyCode = familyNamedBy(login);
  const [record, household] = await Promise.all([
    readLogin(table, login),
    familyCode ? readHousehold(table, familyCode) : null,
  ]);
  if (record?.role === "guardian" || household)
    throw new OperatorError(`L’identifiant ${login} est celui d’une famille : choisissez-en un autre pour cet agent.`);
}

async function ensureUser({ cognito, userPoolId }: InvitationTools, { login, email }: Invitation): Promise<void> {
  const user = { UserPoolId: userPoolId, Username: login };
  const attributes = [
    { Name: "email", Value: email },
    { Name: "email_verified", Value: "true" },
  ];
  try {
    await cognito.send(new AdminCreateUserCommand({ ...user, UserAttributes: attributes, MessageAction: "SUPPRESS" }));
  } catch (error) {
    if (!(error instanceof Error && error.name === "UsernameExistsException")) throw error;
    await cognito.send(new AdminUpdateUserAttributesCommand({ ...user, UserAttributes: attributes }));
  }
  const { UserStatus } = await cognito.send(new AdminGetUserCommand(user));
  // Cognito sends no code to choose a password to someone who never had one: they get one that nobody knows.
  if (UserStatus === "FORCE_CHANGE_PASSWORD") {
    await cognito.send(
      new AdminSetUserPasswordCommand({ ...user, Password: randomBytes(48).toString("base64url"), Permanent: true }),
    );
  }
}

async function sendCode(
  { cognito, userPoolId, userPoolClientId, portal }: InvitationTools,
  login: Login,
): Promise<void> {
  const identity = cognitoIdentity(cognito, await readPoolClient(cognito, { userPoolId, clientId: userPoolClientId }));
  const sent = await identity.forgotPassword(login, { portal, reason: "invitation" });
  if (sent === "tooMany")
    throw new OperatorError(
      "L’accès est prêt, mais trop de codes ont été demandés : l’agent peut en demander un dans une heure par « Mot de passe oublié ».",
    );
  if (sent === "refused")
    throw new OperatorError(
      "L’accès est prêt, mais le code n’est pas parti : vérifiez que le compte est actif dans Cognito, puis recommencez.",
    );
}
