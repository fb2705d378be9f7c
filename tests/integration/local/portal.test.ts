/** The portal's life on one machine: what survives a restart, what is refused, what its parts do for each other. */
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { afterEach, expect, it } from "vitest";
import * as z from "zod";
import type { DemoFacts } from "../../../infra/local/demo.ts";
import type { LocalPortal } from "../../../infra/local/portal.ts";
import { startFakePortal, temporaryFolder, type TestPortal } from "../../support/portal.ts";

const running: TestPortal[] = [];
const folders: string[] = [];
const start = async (...parameters: Parameters<typeof startFakePortal>): Promise<TestPortal> => {
  const test = await startFakePortal(...parameters);
  running.push(test);
  return test;
};
const dataFolder = async (): Promise<string> => {
  const folder = await temporaryFolder();
  folders.push(folder);
  return folder;
};
afterEach(async () => {
  await Promise.all(running.splice(0).map((test) => test.end()));
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
});

const credentials = { accessKeyId: "operator", secretAccessKey: "x" };
const clients = ({ operator: { endpoints, region } }: LocalPortal) => ({
  cognito: new CognitoIdentityProviderClient({ region, credentials, endpoint: endpoints.cognito }),
  dynamo: new DynamoDBClient({ region, credentials, endpoint: endpoints.dynamodb }),
});
const item = { pk: { S: "FAMILY#X" }, sk: { S: "FAMILY" }, entity: { S: "household" } };
const demo: DemoFacts = {
  signIns: [{ who: "Parent", role: "guardian", login: "P1", password: "Perdrix-Hameau" }],
  activation: { familyCode: "P2", lastName: "Petit", firstName: "Léa" },
};

it("the second start finds everything of the first, and does not fill the portal again", async () => {
  const data = await dataFolder();
  let loads = 0;
  const loadDemo = async (portal: LocalPortal): Promise<DemoFacts> => {
    loads += 1;
    const { cognito, dynamo } = clients(portal);
    await dynamo.send(new PutItemCommand({ TableName: portal.operator.tableName, Item: item }));
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: portal.operator.userPoolId,
        Username: "P1",
        UserAttributes: [{ Name: "email", Value: "lea@exemple.fr" }],
        DesiredDeliveryMediums: ["EMAIL"],
      }),
    );
    return demo;
  };
  const first = await start({}, { data, loadDemo });
  const before = first.portal;
  expect(before.demo).toEqual(demo);
  await first.portal.stop();

  const { portal } = await start({}, { data, loadDemo });
  expect(loads).toBe(1);
  expect(portal.demo).toEqual(demo);
  expect(portal.operator.userPoolClientId).toBe(before.operator.userPoolClientId);
  const { cognito, dynamo } = clients(portal);
  expect(
    (await dynamo.send(new GetItemCommand({ TableName: portal.operator.tableName, Key: { pk: item.pk, sk: item.sk } })))
      .Item,
  ).toEqual(item);
  expect(
    (await cognito.send(new AdminGetUserCommand({ UserPoolId: portal.operator.userPoolId, Username: "P1" })))
      .UserStatus,
  ).toBe("FORCE_CHANGE_PASSWORD");
  const { emails } = z
    .object({
      emails: z.array(
        z.object({ from: z.string(), destination: z.object({ to: z.array(z.string()) }), subject: z.string() }),
      ),
    })
    .parse(await (await fetch(`${portal.mailbox}/store`)).json());
  expect(emails).toHaveLength(1);
  expect(emails[0]).toMatchObject({
    destination: { to: ["lea@exemple.fr"] },
    from: expect.stringMatching(/^.+ <.+@.+>$/) as unknown,
  });

  const outputs: unknown = JSON.parse(await readFile(`${data}/outputs.json`, "utf8"));
  expect(outputs).toMatchObject({
    portal: portal.portal,
    mailbox: portal.mailbox,
    demo,
    operator: { userPoolId: "eu-west-3_Local0001", tableName: "portail" },
  });
  expect((await stat(`${data}/outputs.json`)).mode & 0o777).toBe(0o600);
});

it("a first start that was cut short starts over with empty data", async () => {
  const data = await dataFolder();
  await expect(start({}, { data, loadDemo: () => Promise.reject(new Error("cut")) })).rejects.toThrow("cut");
  await writeFile(`${data}/left-over`, "half");
  const { portal } = await start({}, { data, loadDemo: () => Promise.resolve(demo) });
  expect(portal.demo).toEqual(demo);
  await expect(stat(`${data}/left-over`)).rejects.toMatchObject({ code: "ENOENT" });
});

it("a taken port is told before anything is started", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const address = taken.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const data = `${await dataFolder()}/untouched`;
  await expect(start({}, { data, port })).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining(`Le port ${String(port)} est déjà pris`) as unknown,
  });
  await expect(stat(data)).rejects.toMatchObject({ code: "ENOENT" });
  await new Promise((resolve) => taken.close(resolve));
});

it("one portal a data folder; a lock whose owner died counts for nothing", async () => {
  const first = await start({});
  await expect(start({}, { data: first.data })).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining("fonctionne déjà") as unknown,
  });
  await first.portal.stop();
  await writeFile(`${first.data}/portal.lock`, "999999999 1");
  await expect(start({}, { data: first.data })).resolves.toBeDefined();
});

it("a sign-up runs the trigger's function; a write reaches the stream's; a schedule fires by name", async () => {
  const { portal, data } = await start({
    preSignUp: "export const handler = async () => { throw new Error('Code inconnu'); };",
    tableStream:
      "export const handler = async (event) => { console.log('saw ' + event.Records.map((record) => record.dynamodb.NewImage.pk.S).join()); return { batchItemFailures: [] }; };",
    reconcile: "export const handler = async (event) => ({ done: event.schedule });",
  });
  const { cognito, dynamo } = clients(portal);
  await expect(
    cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: portal.operator.userPoolId,
        Username: "P1",
        UserAttributes: [{ Name: "email", Value: "a@b.fr" }],
      }),
    ),
  ).rejects.toMatchObject({
    name: "UserLambdaValidationException",
    message: "PreSignUp failed with error Code inconnu.",
  });
  await dynamo.send(
    new PutItemCommand({
      TableName: portal.operator.tableName,
      Item: { pk: { S: "SITE#a#DAY#2026-12-02" }, sk: { S: "DAY" }, entity: { S: "day" } },
    }),
  );
  await portal.settled();
  expect(await portal.fire("reconcile")).toEqual({ ok: true, payload: '{"done":"reconcile"}' });
  expect(await portal.fire("unknown")).toBeNull();
  const fired = await fetch(`${portal.operator.endpoints.lambda}/schedules/reconcile`, { method: "POST" });
  expect(await fired.json()).toEqual({ done: "reconcile" });
  const invoked = await fetch(`${portal.operator.endpoints.lambda}/2015-03-31/functions/preSignUp/invocations`, {
    method: "POST",
    body: "{}",
  });
  expect([invoked.status, invoked.headers.get("x-amz-function-error"), await invoked.json()]).toMatchObject([
    200,
    "Unhandled",
    { errorMessage: "Code inconnu" },
  ]);
  expect(
    (await fetch(`${portal.operator.endpoints.lambda}/2015-03-31/functions/none/invocations`, { method: "POST" }))
      .status,
  ).toBe(404);
  await portal.stop();
  expect(await readFile(`${data}/logs/tableStream.log`, "utf8")).toContain("saw SITE#a#DAY#2026-12-02");
});
