/**
 * `npm run staff -- invite --login DUBOIS --email claire.dubois@exemple.fr --name "Claire Dubois" [--local | --data DIR
 * | --stack NAME] [--region R]`
 */
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { parseArgs } from "node:util";
import * as z from "zod";
import { systemClock } from "../../functions/kernel/clock.ts";
import { readId, tidyLogin } from "../../functions/kernel/ids.ts";
import { openTable } from "../../functions/table/table.ts";
import { inviteStaff, type Invitation } from "./invite.ts";
import { OperatorError, runCommand } from "./operator-error.ts";
import { chooseTarget, clientConfig, resolveTarget, targetOptions, targetUsage } from "./target.ts";

const usage = `Usage : npm run staff -- invite --login IDENTIFIANT --email ADRESSE --name "Prénom Nom" [options]

  --login           4 à 32 lettres sans accent, chiffres, points ou tirets
  --email           où part le code pour choisir un mot de passe
  --name            le nom de l’agent, tel que ses collègues le liront
${targetUsage}

Inviter à nouveau le même identifiant rend l’accès à qui a perdu mot de passe et application d’authentification.`;

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
  if (command !== "invite") throw new OperatorError(usage);
  const invitation = readInvitation(values);
  const target = await resolveTarget(chooseTarget(values));
  const cognito = new CognitoIdentityProviderClient(clientConfig(target, "cognito"));
  const dynamo = new DynamoDBClient(clientConfig(target, "dynamodb"));
  try {
    await inviteStaff(
      { ...target, cognito, table: openTable(target.tableName, dynamo), clock: systemClock },
      invitation,
    );
  } finally {
    cognito.destroy();
    dynamo.destroy();
  }
  process.stdout.write(
    `${invitation.displayName} (${invitation.login}) est invité : un code pour choisir son mot de passe part à ${invitation.email}.\nPage des agents : ${target.portal}/agents\n`,
  );
});

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
  const login = readId("Login", tidyLogin(typed));
  if (!login)
    throw new OperatorError(
      `« ${typed} » ne convient pas : un identifiant est fait de 4 à 32 lettres sans accent, chiffres, points ou tirets.`,
    );
  if (!z.email().safeParse(email).success) throw new OperatorError(`« ${email} » n’est pas une adresse électronique.`);
  const displayName = name.trim();
  if (displayName === "") throw new OperatorError("--name est le nom de l’agent, tel que ses collègues le liront.");
  return { login, email, displayName };
}
