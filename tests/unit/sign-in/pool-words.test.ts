/** What the pool's errors mean: it gives one name to a wrong password and to a user whom it has locked for a while. */
import {
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  NotAuthorizedException,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect, test } from "vitest";
import { ownAccount } from "../../../functions/access/own-account.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { cognitoIdentity } from "../../../functions/sign-in/identity-provider.ts";

/** A pool that refuses everything with these words. */
function refusing(message: string): CognitoIdentityProviderClient {
  const client = new CognitoIdentityProviderClient({
    region: "eu-west-3",
    credentials: { accessKeyId: "x", secretAccessKey: "x" },
  });
  client.middlewareStack.add(() => () => Promise.reject(new NotAuthorizedException({ message, $metadata: {} })), {
    step: "initialize",
    name: "refuses",
  });
  return client;
}
const login = id("Login", "P20485");
const client = { userPoolId: "eu-west-3_none", clientId: "none", clientSecret: "none" };

test.each([
  ["Incorrect username or password.", "refused"],
  ["Password attempts exceeded", "locked"],
])("« %s » is %s, wherever a password or an application's code is asked", async (message, outcome) => {
  const pool = refusing(message);
  const identity = cognitoIdentity(pool, client);
  expect(await identity.signIn(login, "x")).toBe(outcome);
  expect(await identity.answerSecondStep(login, "x", "000000")).toBe(outcome);
  expect(await ownAccount(pool, "x").changePassword("x", "y")).toBe(outcome);
  await expect(
    pool.send(new ChangePasswordCommand({ AccessToken: "x", PreviousPassword: "x", ProposedPassword: "y" })),
  ).rejects.toThrow(message);
});
