/**
 * IAM on one machine: what the manifest does not grant is refused in AWS's words, and secrets reach only who declares
 * them.
 */
import { stat } from "node:fs/promises";
import {
  AdminDeleteUserCommand,
  CognitoIdentityProviderClient,
  ListUsersCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  BatchGetItemCommand,
  DeleteTableCommand,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, ListSecretsCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FunctionName } from "../../../functions/manifest.ts";
import { portalSecretId, region, tableName, userPoolClientSecretId } from "../../../infra/local/names.ts";
import { startFakePortal, type TestPortal } from "../../support/portal.ts";

let test: TestPortal;
beforeAll(async () => {
  test = await startFakePortal({});
});
afterAll(() => test.end());

type As = FunctionName | "operator";
const credentials = (as: As) => ({ region, maxAttempts: 1, credentials: { accessKeyId: as, secretAccessKey: "x" } });
const dynamo = (as: As) =>
  new DynamoDBClient({ ...credentials(as), endpoint: test.portal.operator.endpoints.dynamodb });
const secrets = (as: As) =>
  new SecretsManagerClient({ ...credentials(as), endpoint: test.portal.operator.endpoints.secrets });
const Key = { pk: { S: "x" }, sk: { S: "x" } };
const denied = (as: FunctionName, action: string) => ({
  name: "AccessDeniedException",
  message: expect.stringMatching(
    new RegExp(`assumed-role/${as}/${as} is not authorized to perform: ${action} on resource: arn:aws:`),
  ) as unknown,
});

describe("the table", () => {
  it("a granted action goes through, another is refused", async () => {
    await expect(dynamo("look").send(new GetItemCommand({ TableName: tableName, Key }))).resolves.toBeDefined();
    await expect(dynamo("look").send(new PutItemCommand({ TableName: tableName, Item: Key }))).rejects.toMatchObject(
      denied("look", "dynamodb:PutItem"),
    );
    await expect(
      dynamo("reference").send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: [Key] } } })),
    ).rejects.toMatchObject(denied("reference", "dynamodb:BatchGetItem"));
    await expect(dynamo("signIn").send(new ScanCommand({ TableName: tableName }))).rejects.toMatchObject(
      denied("signIn", "dynamodb:Scan"),
    );
    await expect(dynamo("signIn").send(new DeleteTableCommand({ TableName: tableName }))).rejects.toMatchObject(
      denied("signIn", "dynamodb:DeleteTable"),
    );
    await expect(
      dynamo("customMessage").send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": { S: "x" } },
        }),
      ),
    ).rejects.toMatchObject(denied("customMessage", "dynamodb:Query"));
  });

  it("children's health is one function's, whatever else another may do to the table", async () => {
    const health = { pk: { S: "HEALTH#51003" }, sk: { S: "RECORD" } };
    await expect(
      dynamo("health").send(new GetItemCommand({ TableName: tableName, Key: health })),
    ).resolves.toBeDefined();
    const asked = (as: As) => [
      dynamo(as).send(new GetItemCommand({ TableName: tableName, Key: health })),
      dynamo(as).send(new PutItemCommand({ TableName: tableName, Item: health })),
      dynamo(as).send(new BatchGetItemCommand({ RequestItems: { [tableName]: { Keys: [Key, health] } } })),
      dynamo(as).send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: "pk = :p",
          ExpressionAttributeValues: { ":p": health.pk },
        }),
      ),
      dynamo(as).send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: tableName, Item: { pk: { S: "t" }, sk: { S: "x" } } } },
            { ConditionCheck: { TableName: tableName, Key: health, ConditionExpression: "attribute_exists(pk)" } },
          ],
        }),
      ),
    ];
    for (const call of asked("book"))
      await expect(call).rejects.toMatchObject({
        name: "AccessDeniedException",
        message: expect.stringContaining("explicit deny") as unknown,
      });
  });

  it("a transaction needs each of its writes granted", async () => {
    const transact = (as: As, ...kinds: ("Put" | "Delete" | "ConditionCheck")[]) =>
      dynamo(as).send(
        new TransactWriteItemsCommand({
          TransactItems: kinds.map((kind, i) => {
            const key = { pk: { S: `t${String(i)}` }, sk: { S: "x" } };
            if (kind === "Put") return { Put: { TableName: tableName, Item: key } };
            if (kind === "Delete") return { Delete: { TableName: tableName, Key: key } };
            return { ConditionCheck: { TableName: tableName, Key: key, ConditionExpression: "attribute_exists(pk)" } };
          }),
        }),
      );
    await expect(transact("signIn", "Put", "Delete")).resolves.toBeDefined();
    await expect(transact("mailer", "Put", "Delete")).rejects.toMatchObject(denied("mailer", "dynamodb:PutItem"));
    await expect(transact("signIn", "Put", "ConditionCheck")).rejects.toMatchObject(
      denied("signIn", "dynamodb:ConditionCheckItem"),
    );
    await expect(transact("operator", "Put", "ConditionCheck")).rejects.toBeInstanceOf(TransactionCanceledException);
  });
});

it("the table's index is granted apart from the table", async () => {
  const query = (as: As) =>
    dynamo(as).send(
      new QueryCommand({
        TableName: tableName,
        IndexName: "gsi1",
        KeyConditionExpression: "g1pk = :pk",
        ExpressionAttributeValues: { ":pk": { S: "HOUSEHOLDS#0" } },
      }),
    );
  await expect(query("remind")).resolves.toMatchObject({ Items: [] });
  await expect(query("look")).rejects.toMatchObject(denied("look", "dynamodb:Query"));
  await expect(query("look")).rejects.toThrow("/index/gsi1");
});

it("the user pool", async () => {
  const { userPoolId, userPoolClientId, endpoints } = test.portal.operator;
  const cognito = (as: As) => new CognitoIdentityProviderClient({ ...credentials(as), endpoint: endpoints.cognito });
  await expect(cognito("signIn").send(new ListUsersCommand({ UserPoolId: userPoolId }))).rejects.toMatchObject(
    denied("signIn", "cognito-idp:ListUsers"),
  );
  await expect(cognito("operator").send(new ListUsersCommand({ UserPoolId: userPoolId }))).resolves.toMatchObject({
    Users: [],
  });
  await expect(
    cognito("look").send(new AdminDeleteUserCommand({ UserPoolId: userPoolId, Username: "X" })),
  ).rejects.toMatchObject(denied("look", "cognito-idp:AdminDeleteUser"));
  // The SDK signs no sign-up, in AWS either: no role can refuse it, the client's secret does.
  await expect(
    cognito("look").send(new SignUpCommand({ ClientId: userPoolClientId, Username: "X", Password: "x" })),
  ).rejects.toMatchObject({ name: "NotAuthorizedException" });
});

it("the portal's secret: for functions that declare it, the same each time, readable by its owner alone", async () => {
  const get = (as: As, SecretId = portalSecretId) => secrets(as).send(new GetSecretValueCommand({ SecretId }));
  const { SecretString = "", Name } = await get("signIn");
  expect(Name).toBe(portalSecretId);
  expect(Buffer.from(SecretString, "base64url")).toHaveLength(32);
  expect((await get("look")).SecretString).toBe(SecretString);
  await expect(get("customMessage")).rejects.toMatchObject(denied("customMessage", "secretsmanager:GetSecretValue"));
  await expect(get("signIn", "other")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  // The user pool client's: for those that speak to the pool.
  expect((await get("signIn", userPoolClientSecretId)).SecretString).not.toBe(SecretString);
  await expect(get("look", userPoolClientSecretId)).rejects.toMatchObject(
    denied("look", "secretsmanager:GetSecretValue"),
  );
  await expect(secrets("signIn").send(new ListSecretsCommand({}))).rejects.toMatchObject(
    denied("signIn", "secretsmanager:ListSecrets"),
  );
  expect((await stat(`${test.data}/portal-secret`)).mode & 0o777).toBe(0o600);
});
