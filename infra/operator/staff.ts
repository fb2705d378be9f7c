/**
 * `npm run staff -- invite --login DUBOIS --email claire.dubois@exemple.fr --name "Claire Dubois" [--local | --data DIR
 * | --stack NAME] [--region R]`, and `npm run staff -- reset --login DUBOIS` for who has lost the application.
 */
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parseArgs } from "node:util";
import * as z from "zod";
import { systemClock } from "../../functions/kernel/clock.ts";
import { readId, tidyLogin, type Login } from "../../functions/kernel/ids.ts";
import { townForFunctions } from "../../functions/kernel/town.ts";
import { openTable } from "../../functions/table/table.ts";
import { readTown } from "../town/read.ts";
import { inviteStaff, resetSecondFactor, type Invitation, type InvitationTools } from "./invite.ts";
import { OperatorError, runCommand } from "./operator-error.ts";
import { chooseTarget, clientConfig, resolveTarget, targetOptions, targetUsage } from "./target.ts";

const usage = `Usage : npm run staff -- invite --login IDENTIFIANT --email ADRESSE --name "Prénom Nom" [options]
        npm run staff -- reset --login IDENTIFIANT [options]

  invite            invite un agent ; de nouveau, rend l’accès à qui a perdu mot de passe et application
  reset             retire l’application d’authentification perdue : l’agent garde son mot de passe et en associe une
                    autre à sa prochaine connexion

  --login           4 à 32 lettres sans accent, chiffres, points ou tirets
  --email           où part le code pour choisir un mot de passe
  --name            le nom de l’agent, tel que ses collègues le liront
${targetUsage}

Le code d’une invitation vaut une heure ; l’invitation, elle, ne périme pas : l’agent demande un autre code par « Mot de
passe oublié », ou un collègue la renvoie depuis la page « Agents ».`;

await runCommand(async () => {
  const {
    positionals: [command],
    values,
  } = parseArgs({
    allowPositionals: true,
    options: {
      ...targetOptions,
      login: { type: "string" },
      email: { type: "string" },
      name: { type: "string" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (command !== "invite" && command !== "reset") throw new OperatorError(usage);
  const act = command === "invite" ? inviting(readInvitation(values)) : resetting(readLoginOption(values.login));
  const target = await resolveTarget(chooseTarget(values));
  const cognito = new CognitoIdentityProviderClient(clientConfig(target, "cognito"));
  const dynamo = new DynamoDBClient(clientConfig(target, "dynamodb"));
  try {
    const said = await act({ ...target, cognito, table: openTable(target.tableName, dynamo), clock: systemClock });
    process.stdout.write(`${said}\nPage des agents : ${target.portal}/agents\n`);
  } finally {
    cognito.destroy();
    dynamo.destroy();
  }
});

/** What a command does; answers the sentence that says so. */
type StaffAct = (tools: InvitationTools) => Promise<string>;

function inviting(invitation: Invitation): StaffAct {
  return async (tools) => {
    await inviteStaff(tools, invitation);
    return `${invitation.displayName} (${invitation.login}) est invité : un code pour choisir son mot de passe part à ${invitation.email}. Il vaut une heure ; un autre se demande par « Mot de passe oublié ».`;
  };
}

function resetting(login: Login): StaffAct {
  return async (tools) => {
    const { auditKeptDays } = townForFunctions(readTown());
    const { displayName, email } = await resetSecondFactor({ ...tools, auditKeptDays }, login);
    return `${displayName} (${login}) n’a plus d’application d’authentification : à la prochaine connexion, son mot de passe suffit, puis il en associe une autre. Un e-mail l’en avertit à ${email}.`;
  };
}

function readLoginOption(typed: string | undefined): Login {
  if (typed === undefined) throw new OperatorError(usage);
  const login = readId("Login", tidyLogin(typed));
  if (!login)
    throw new OperatorError(
      `« ${typed} » ne convient pas : un identifiant est fait de 4 à 32 lettres sans accent, chiffres, points ou tirets.`,
    );
  return login;
}

function readInvitation({
  login: typed,
  email,
  name,
}: {
  readonly login?: string | undefined;
  readonly email?: string | undefined;
  readonly name?: string | undefined;
}): Invitation {
  if (typed === undefined || email === undefined || name === undefined) throw new OperatorError(usage);
  const login = readLoginOption(typed);
  if (!z.email().safeParse(email).success) throw new OperatorError(`« ${email} » n’est pas une adresse e-mail.`);
  const displayName = name.trim();
  if (displayName === "") throw new OperatorError("--name est le nom de l’agent, tel que ses collègues le liront.");
  return { login, email, displayName };
}
