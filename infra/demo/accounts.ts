/** Sign-ins of the demo town: users of the pool with a password of their own, and whom each stands for. */
import { randomInt } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  UsernameExistsException,
  type CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { generateSync } from "otplib";
import { ownAccount } from "../../functions/access/own-account.ts";
import { cognitoIdentity } from "../../functions/sign-in/identity-provider.ts";
import { readPoolClient } from "../operator/pool-client.ts";
import { foldName, nameInLetters, type Guardian, type Household } from "../../functions/family/rules/family.ts";
import { id, type Instant, type Login } from "../../functions/kernel/ids.ts";
import { staffGroup } from "../../functions/http/session-guard.ts";
import { putLogin, type LoginRecord } from "../../functions/sign-in/store/logins.ts";
import type { Table } from "../../functions/table/table.ts";
import { invoiced, type CastFamily } from "./cast.ts";

export interface AccountTools {
  readonly table: Table;
  readonly cognito: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly userPoolClientId: string;
  /** Version of the CGU that these families have accepted. */
  readonly termsVersion: string;
  readonly now: Instant;
}

const words = [
  "safran",
  "colza",
  "moulin",
  "lavoir",
  "clocher",
  "verger",
  "sillon",
  "hameau",
  "tournesol",
  "coquelicot",
  "peuplier",
  "alouette",
  "bergerie",
  "grange",
  "ruisseau",
  "pigeonnier",
  "betterave",
  "chardon",
  "faisan",
  "perdrix",
  "luzerne",
  "bosquet",
  "marelle",
  "cabane",
  "toupie",
  "lanterne",
  "noisette",
  "mirabelle",
  "tilleul",
  "charrette",
  "girouette",
  "pommier",
] as const;

/** Easy to copy by hand, and as strong as the portal asks: `Moulin-Perdrix-Colza-4821`. */
export function inventPassword(): string {
  const word = (): string => {
    const [first = "", ...rest] = words[randomInt(words.length)] ?? "";
    return first.toUpperCase() + rest.join("");
  };
  return [word(), word(), word(), String(randomInt(1000, 10_000))].join("-");
}

/** A user with a password for good. Done again, the new password holds. */
async function ensureUser({ cognito, userPoolId }: AccountTools, login: Login, email: string): Promise<string> {
  const user = { UserPoolId: userPoolId, Username: login };
  const password = inventPassword();
  try {
    await cognito.send(
      new AdminCreateUserCommand({
        ...user,
        MessageAction: "SUPPRESS",
        UserAttributes: [
          { Name: "email", Value: email },
          { Name: "email_verified", Value: "true" },
        ],
      }),
    );
  } catch (error) {
    if (!(error instanceof UsernameExistsException)) throw error;
  }
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: password, Permanent: true }));
  return password;
}

export interface SignIn {
  readonly who: string;
  readonly role: LoginRecord["role"];
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
  /** Base32, for the authenticator app of a staff member. */
  readonly totpSecret?: string;
}

export const openFamilyAccount = (tools: AccountTools, { family: { household }, who }: CastFamily): Promise<SignIn> =>
  openAdultAccount(tools, household, invoiced(household), who);

/** Of one of a household's adults: who receives the invoices has the family's code, another one a name issued here. */
export async function openAdultAccount(
  tools: AccountTools,
  household: Household,
  guardian: Guardian,
  who: string,
): Promise<SignIn> {
  const isFirst = guardian.id === invoiced(household).id;
  const login = id("Login", isFirst ? household.code : `${household.code}.${guardian.id}`);
  const displayName = nameInLetters(guardian);
  const password = await ensureUser(
    tools,
    login,
    guardian.email ?? `${foldName(guardian.lastName).toLowerCase()}@courriel.example`,
  );
  await putLogin(
    tools.table,
    {
      login,
      role: "guardian",
      displayName,
      familyCode: household.code,
      guardianId: guardian.id,
      termsVersion: tools.termsVersion,
      termsAcceptedAt: tools.now,
    },
    tools.now,
  );
  return { who, role: "guardian", login, password, displayName };
}

/** Enrols an authenticator app as the staff member would, and tells its secret: whoever tries the portal has the codes. */
async function enrolApp(tools: AccountTools, login: Login, password: string): Promise<string> {
  const { cognito, userPoolId, userPoolClientId } = tools;
  const identity = cognitoIdentity(cognito, await readPoolClient(cognito, { userPoolId, clientId: userPoolClientId }));
  // Loading again enrols again: the secret of the first time was told to nobody who still holds it.
  await identity.dropSecondFactor(login);
  const tokens = await identity.signIn(login, password);
  if (typeof tokens === "string" || !("accessToken" in tokens))
    throw new Error(`The demo agent cannot sign in: ${JSON.stringify(tokens)}`);
  const own = ownAccount(cognito, tokens.accessToken);
  const secret = await own.beginSecondFactor();
  // The code of half a minute ago: each serves once, and the app's next one is for whoever tries the portal. Asked for
  // at the very end of its time, it may come too late: the one after it does not.
  for (let tries = 0; tries < 2; tries += 1) {
    const code = generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - 30 });
    if ((await own.confirmSecondFactor(code, "Démonstration")) === "enrolled") return secret;
  }
  throw new Error("The demo agent's app was not enrolled");
}

export async function openStaffAccount(tools: AccountTools): Promise<SignIn> {
  const login = id("Login", "AGENT.DUBOIS");
  const displayName = "Claire Dubois";
  const email = "claire.dubois@mairie.example";
  const password = await ensureUser(tools, login, email);
  await tools.cognito.send(
    new AdminAddUserToGroupCommand({ UserPoolId: tools.userPoolId, Username: login, GroupName: staffGroup }),
  );
  const totpSecret = await enrolApp(tools, login, password);
  await putLogin(
    tools.table,
    {
      login,
      role: "staff",
      displayName,
      email,
      state: "active",
      secondFactor: true,
      grants: [{ role: "administrator" }],
      invitedAt: tools.now,
    },
    tools.now,
  );
  return { who: "Agent du guichet", role: "staff", login, password, displayName, totpSecret };
}
