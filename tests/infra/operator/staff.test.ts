/**
 * `npm run staff -- invite` as an operator types it, against the user pool and the table of this machine, down to the
 * mail that arrives.
 */
import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminGetUserCommand,
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { CustomMessageTriggerEvent } from "aws-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cognitoIdentity, type IdentityProvider } from "../../../functions/sign-in/identity-provider.ts";
import { townForFunctions } from "../../../functions/kernel/town.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { accountMessage } from "../../../functions/sign-in/follow/account-message.ts";
import { readAudit } from "../../../functions/sign-in/store/audit.ts";
import { readLogin, recordSecondFactor } from "../../../functions/sign-in/store/logins.ts";
import { countRecoveryCodes, putRecoveryCodes } from "../../../functions/sign-in/store/recovery-codes.ts";
import * as keys from "../../../functions/table/keys.ts";
import { openTable, type Table } from "../../../functions/table/table.ts";
import { root } from "../../../infra/build.ts";
import { readPoolClient } from "../../../infra/operator/pool-client.ts";
import type { OutgoingMail } from "../../../infra/local/cognito/messages.ts";
import { startCognito, type Cognito } from "../../../infra/local/cognito/server.ts";
import type { InvokeTrigger } from "../../../infra/local/cognito/triggers.ts";
import { startDynamo } from "../../../infra/local/dynamo/engine.ts";
import { ensureTable } from "../../../infra/local/dynamo/table.ts";
import { region, tableName } from "../../../infra/local/names.ts";
import { readTown } from "../../../infra/town/read.ts";
import { readMail } from "../../support/mails.ts";

const folder = mkdtempSync(join(tmpdir(), "staff-"));
const stack = new AsyncDisposableStack();
const credentials = { accessKeyId: "operator", secretAccessKey: "operator" };
const mails: OutgoingMail[] = [];
let pool: Cognito;
let cognito: CognitoIdentityProviderClient;
let identity: IdentityProvider;
let table: Table;

/** The trigger that writes the mails, with the town's own words; the others have nothing to say to an invitation. */
const invoke: InvokeTrigger = (trigger, event) => {
  const answer =
    trigger === "CustomMessage"
      ? accountMessage(townForFunctions(readTown()), event as CustomMessageTriggerEvent)
      : event;
  return Promise.resolve({ ok: true, payload: JSON.stringify(answer) });
};

beforeAll(async () => {
  const engine = stack.adopt(await startDynamo(join(folder, "dynamodb")), (started) => started.stop());
  await ensureTable({ endpoint: engine.endpoint, name: tableName, expire: false });
  const send = (mail: OutgoingMail): Promise<void> => {
    mails.push(mail);
    return Promise.resolve();
  };
  pool = stack.adopt(await startCognito({ folder: join(folder, "cognito"), send, invoke }), (started) =>
    started.close(),
  );
  cognito = stack.adopt(new CognitoIdentityProviderClient({ region, endpoint: pool.url, credentials }), (client) => {
    client.destroy();
  });
  identity = cognitoIdentity(cognito, await readPoolClient(cognito, pool));
  table = openTable(
    tableName,
    stack.adopt(new DynamoDBClient({ region, endpoint: engine.endpoint, credentials }), (client) => {
      client.destroy();
    }),
  );
  writeFileSync(
    join(folder, "outputs.json"),
    JSON.stringify({
      portal: "http://localhost:3000",
      operator: {
        region,
        tableName,
        userPoolId: pool.userPoolId,
        userPoolClientId: pool.clientId,
        endpoints: { dynamodb: engine.endpoint, cognito: pool.url },
      },
    }),
  );
});
afterAll(() => stack.disposeAsync());

interface Ended {
  readonly code: number | string;
  readonly output: string;
}

const staff = (...args: readonly string[]): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [`${root}infra/operator/staff.ts`, ...args, "--data", folder],
      (error, stdout, stderr) => {
        resolve({ code: error?.code ?? 0, output: stdout + stderr });
      },
    );
  });
const invite = (login: string, email: string, name = "Claire Dubois"): Promise<Ended> =>
  staff("invite", "--login", login, "--email", email, "--name", name);

function lastMailTo(address: string): OutgoingMail {
  const mail = mails.findLast(({ to }) => to === address);
  if (!mail) throw new Error(`No mail to ${address}`);
  return mail;
}
const user = (login: string) => ({ UserPoolId: pool.userPoolId, Username: login });

test("an invited agent chooses a password by the mailed code, and is in the staff group", async () => {
  expect(await invite("dubois", "claire.dubois@exemple.fr")).toMatchObject({ code: 0 });
  const { Groups = [] } = await cognito.send(new AdminListGroupsForUserCommand(user("DUBOIS")));
  expect(Groups.map(({ GroupName }) => GroupName)).toEqual(["admin"]);
  expect(await readLogin(table, id("Login", "DUBOIS"))).toMatchObject({
    login: "DUBOIS",
    role: "staff",
    displayName: "Claire Dubois",
    email: "claire.dubois@exemple.fr",
    state: "active",
    secondFactor: false,
  });
  const { subject, html } = lastMailTo("claire.dubois@exemple.fr");
  expect(subject).toMatch(/accès d’agent/u);
  expect(html).toContain("http://localhost:3000/agents/");
  const code = /code=([0-9]{6})/u.exec(html)?.[1] ?? "";
  const password = "sept mots pour une phrase de passe";
  expect(await identity.resetPassword(id("Login", "DUBOIS"), code, password)).toBe("changed");
  expect(await identity.signIn(id("Login", "DUBOIS"), password)).toMatchObject({
    accessToken: expect.any(String) as string,
  });
});

test("inviting again sends another code, to the address last given, and leaves the password alone", async () => {
  const before = await cognito.send(new AdminGetUserCommand(user("DUBOIS")));
  expect(await invite("DUBOIS", "c.dubois@exemple.fr", "Claire Dubois-Martin")).toMatchObject({ code: 0 });
  expect(lastMailTo("c.dubois@exemple.fr").html).toMatch(/code=[0-9]{6}/u);
  expect(before.UserStatus).toBe("CONFIRMED");
  expect(await identity.signIn(id("Login", "DUBOIS"), "sept mots pour une phrase de passe")).toMatchObject({
    accessToken: expect.any(String) as string,
  });
  expect(await readLogin(table, id("Login", "DUBOIS"))).toMatchObject({ displayName: "Claire Dubois-Martin" });
});

test("who has lost the application alone keeps the password, and is told", async () => {
  const dubois = id("Login", "DUBOIS");
  await recordSecondFactor(table, dubois, id("Instant", "2026-11-24T08:00:00Z"));
  await putRecoveryCodes(table, dubois, ["hash"]);
  for (let times = 0; times < 2; times += 1) {
    const done = await staff("reset", "--login", "dubois");
    expect(done.code).toBe(0);
    expect(done.output).toContain("Claire Dubois-Martin (DUBOIS) n’a plus d’application d’authentification");
  }
  expect(await readLogin(table, dubois)).toMatchObject({ secondFactor: false, state: "active" });
  expect(await countRecoveryCodes(table, dubois)).toBe(0);
  expect(await identity.signIn(dubois, "sept mots pour une phrase de passe")).toMatchObject({
    accessToken: expect.any(String) as string,
  });
  expect((await readAudit(table, dubois, 10)).map(({ kind }) => kind)).toContain("secondFactorReset");
  const { Items = [] } = await table.client.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: "pk = :pk AND begins_with(sk, :mails)",
      ExpressionAttributeValues: { ":pk": keys.loginPartition(dubois), ":mails": "MAIL#" },
    }),
  );
  expect(Items.map((item) => readMail(table, item))).toContainEqual(
    expect.objectContaining({ kind: "secondFactorReset" }) as unknown,
  );
  const unknown = await staff("reset", "--login", "INCONNU");
  expect(unknown).toMatchObject({ code: 1 });
  expect(unknown.output).toContain("Aucun agent n’a l’identifiant INCONNU");
});

test("a family's code can't become a staff member's", async () => {
  await table.client.send(
    new PutCommand({
      TableName: tableName,
      Item: {
        ...keys.household(id("FamilyCode", "ABC4821")),
        entity: "household",
        code: "ABC4821",
        version: 1,
        lastRank: 1,
        resident: true,
        guardians: [{ id: "1", firstName: "Anne", lastName: "Martin", payer: true }],
        address: { lines: ["1 rue du Four"], postcode: "45300", town: "Pithiviers" },
      },
    }),
  );
  const refused = await invite("abc 4821", "a@exemple.fr");
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("L’identifiant ABC4821 est celui d’une famille");
  await expect(cognito.send(new AdminGetUserCommand(user("ABC4821")))).rejects.toThrow(
    expect.objectContaining({ name: "UserNotFoundException" }) as Error,
  );
});

test.each([
  [["invite", "--login", "DUPONT", "--email", "a@exemple.fr"], /^Usage/u],
  [["revoke"], /^Usage/u],
  [["invite", "--login", "é", "--email", "a@exemple.fr", "--name", "A"], /« é » ne convient pas/u],
  [["invite", "--login", "DUPONT", "--email", "a@", "--name", "A"], /n’est pas une adresse/u],
  [["invite", "--loggin", "DUPONT"], /--loggin/u],
] as const)("%j is refused in a sentence", async (args, sentence) => {
  const refused = await staff(...args);
  expect(refused.code).toBe(1);
  expect(refused.output).toMatch(sentence);
  expect(refused.output).not.toMatch(/\n\s+at /u);
});
