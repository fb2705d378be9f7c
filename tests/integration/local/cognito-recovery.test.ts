/** Forgotten passwords: nothing tells whether a name exists, codes count once and for a while. */
import {
  AdminDisableUserCommand,
  AdminInitiateAuthCommand,
  AdminUpdateUserAttributesCommand,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { longEnough, startTestPool, type TestPool } from "../../support/cognito.ts";

let pool: TestPool;
beforeAll(async () => {
  pool = await startTestPool();
});
afterAll(() => pool.end());
beforeEach(() => {
  pool.mails.length = 0;
  pool.events.length = 0;
});

const chosen = "Colza-Ruisseau-Lanterne";
const forgot = (username: string) =>
  pool.client.send(
    new ForgotPasswordCommand({ ...pool.named(username), ClientMetadata: { portal: "https://portail.example" } }),
  );
const reset = (username: string, ConfirmationCode: string, Password = chosen) =>
  pool.client.send(new ConfirmForgotPasswordCommand({ ...pool.named(username), ConfirmationCode, Password }));

it("a code by mail, a new password, and the trigger that follows", async () => {
  await pool.person("P1", longEnough);
  expect((await forgot("P1")).CodeDeliveryDetails).toEqual({
    AttributeName: "email",
    DeliveryMedium: "EMAIL",
    Destination: "p***@e***",
  });
  expect(pool.events.at(-1)).toMatchObject({
    triggerSource: "CustomMessage_ForgotPassword",
    request: { codeParameter: "{####}", clientMetadata: { portal: "https://portail.example" } },
  });
  // The old password stays good until the new one is chosen.
  await expect(pool.signIn("P1", longEnough)).resolves.toBeDefined();
  await reset("P1", pool.code());
  expect(pool.events.at(-1)).toMatchObject({ triggerSource: "PostConfirmation_ConfirmForgotPassword" });
  await expect(pool.signIn("P1", longEnough)).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await expect(pool.signIn("P1", chosen)).resolves.toBeDefined();
});

it("answers alike for nobody, for a disabled user and for an address that is not verified, and sends nothing", async () => {
  await pool.person("P2", longEnough);
  await pool.client.send(new AdminDisableUserCommand({ UserPoolId: pool.userPoolId, Username: "P2" }));
  await pool.person("P3", longEnough);
  await pool.client.send(
    new AdminUpdateUserAttributesCommand({
      UserPoolId: pool.userPoolId,
      Username: "P3",
      UserAttributes: [
        { Name: "email", Value: "p3@exemple.fr" },
        { Name: "email_verified", Value: "false" },
      ],
    }),
  );
  for (const name of ["NOBODY", "P2", "P3"]) {
    const { CodeDeliveryDetails } = await forgot(name);
    expect(CodeDeliveryDetails).toMatchObject({ AttributeName: "email", DeliveryMedium: "EMAIL" });
    expect(CodeDeliveryDetails?.Destination).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
  }
  expect(pool.mails).toHaveLength(0);
  await expect(reset("NOBODY", "123456")).rejects.toMatchObject({ name: "CodeMismatchException" });
  await expect(reset("P2", "123456")).rejects.toMatchObject({ name: "CodeMismatchException" });
});

it("a wrong code, none asked for, a late one, one used already, a weak password", async () => {
  await pool.person("P4", longEnough);
  await expect(reset("P4", "123456")).rejects.toMatchObject({ name: "ExpiredCodeException" });
  await forgot("P4");
  const wrong = pool.code() === "111111" ? "222222" : "111111";
  await expect(reset("P4", wrong)).rejects.toMatchObject({ name: "CodeMismatchException" });
  await expect(reset("P4", pool.code(), "court")).rejects.toMatchObject({ name: "InvalidPasswordException" });
  const now = Date.now;
  Date.now = () => now() + 3_600_001;
  try {
    await expect(reset("P4", pool.code())).rejects.toMatchObject({ name: "ExpiredCodeException" });
  } finally {
    Date.now = now;
  }
  const twice = await Promise.allSettled([reset("P4", pool.code()), reset("P4", pool.code())]);
  expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

it("a code for one purpose is none for another", async () => {
  await pool.person("P5", longEnough);
  await forgot("P5");
  const { ConfirmSignUpCommand } = await import("@aws-sdk/client-cognito-identity-provider");
  await expect(
    pool.client.send(new ConfirmSignUpCommand({ ...pool.named("P5"), ConfirmationCode: pool.code() })),
  ).rejects.toMatchObject({ name: "NotAuthorizedException" });
});

it("limits how often a code is asked for, for nobody as for somebody", async () => {
  for (const name of ["P6", "NOBODY-6"]) {
    if (name === "P6") await pool.person(name, longEnough);
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => forgot(name)));
    expect(answers.filter(({ status }) => status === "rejected")).toHaveLength(1);
    expect(answers.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { name: "LimitExceededException" },
    });
  }
});

it("wants the client's secret proven", async () => {
  await expect(
    pool.client.send(new ForgotPasswordCommand({ ClientId: pool.clientId, Username: "P1" })),
  ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  await expect(
    pool.client.send(
      new AdminInitiateAuthCommand({
        UserPoolId: pool.userPoolId,
        ClientId: pool.clientId,
        AuthFlow: "ADMIN_USER_PASSWORD_AUTH",
      }),
    ),
  ).rejects.toMatchObject({ name: "InvalidParameterException" });
});
