/** Signing up, as Amazon Cognito documents it and cognito-local does not all do. */
import {
  AdminGetUserCommand,
  AdminResetUserPasswordCommand,
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { longEnough, startTestPool, type TestPool } from "../../support/cognito.ts";

let pool: TestPool;
beforeAll(async () => {
  pool = await startTestPool();
});
afterAll(() => pool.end());
beforeEach(() => {
  pool.mails.length = 0;
  pool.events.length = 0;
  for (const name of ["PreSignUp", "CustomMessage", "PostConfirmation"] as const)
    Reflect.deleteProperty(pool.triggers, name);
});

const signUp = (
  username: string,
  more: { readonly Password?: string; readonly email?: string; readonly ClientMetadata?: Record<string, string> } = {},
) =>
  pool.client.send(
    new SignUpCommand({
      ...pool.named(username),
      Password: more.Password ?? longEnough,
      UserAttributes: [{ Name: "email", Value: more.email ?? "karima@exemple.fr" }],
      ...(more.ClientMetadata ? { ClientMetadata: more.ClientMetadata } : {}),
    }),
  );
const confirm = (username: string, ConfirmationCode: string) =>
  pool.client.send(new ConfirmSignUpCommand({ ...pool.named(username), ConfirmationCode }));
const user = (Username: string) => pool.client.send(new AdminGetUserCommand({ UserPoolId: pool.userPoolId, Username }));

describe("SignUp", () => {
  it("sends a code, masks where it went, and confirming verifies the address", async () => {
    const { UserConfirmed, CodeDeliveryDetails, UserSub } = await signUp("F1");
    expect(UserConfirmed).toBe(false);
    expect(UserSub).toMatch(/^[0-9a-f-]{36}$/);
    expect(CodeDeliveryDetails).toEqual({ AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "k***@e***" });
    await expect(pool.signIn("F1", longEnough)).rejects.toMatchObject({
      name: "UserNotConfirmedException",
      message: "User is not confirmed.",
    });
    await confirm("F1", pool.code());
    const { UserStatus, UserAttributes } = await user("F1");
    expect(UserStatus).toBe("CONFIRMED");
    expect(UserAttributes).toContainEqual({ Name: "email_verified", Value: "true" });
  });

  it("refuses a taken name, in any case", async () => {
    await signUp("F2");
    await expect(signUp("F2")).rejects.toMatchObject({
      name: "UsernameExistsException",
      message: "User already exists",
    });
    await expect(signUp("f2")).rejects.toMatchObject({ name: "UsernameExistsException" });
  });

  it("creates one user however many ask at once", async () => {
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => signUp("F3")));
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("holds the password policy: twelve characters, no classes", async () => {
    await expect(signUp("F4", { Password: "Abcdef-1234" })).rejects.toMatchObject({
      name: "InvalidPasswordException",
      message: "Password did not conform with policy: Password not long enough",
    });
    await expect(signUp("F4", { Password: "un chat dort ici" })).resolves.toBeDefined();
  });

  it("wants the client's secret proven for that name", async () => {
    const { SecretHash: _, ...bare } = pool.named("F5");
    const send = (more: object) =>
      pool.client.send(
        new SignUpCommand({
          ...bare,
          ...more,
          Password: longEnough,
          UserAttributes: [{ Name: "email", Value: "a@b.fr" }],
        }),
      );
    await expect(send({})).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: `Client ${pool.clientId} is configured with secret but SECRET_HASH was not received`,
    });
    await expect(send({ SecretHash: pool.secretHash("F6") })).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });

  it("wants the pool's required attribute", async () => {
    await expect(
      pool.client.send(new SignUpCommand({ ...pool.named("F7"), Password: longEnough })),
    ).rejects.toMatchObject({ name: "InvalidParameterException" });
  });

  it("keeps no password in clear on disk", async () => {
    const secret = "Clair-De-Lune-4482";
    await signUp("F8", { Password: secret });
    const { readFile } = await import("node:fs/promises");
    const kept = await readFile(`${pool.folder}/${pool.userPoolId}.json`, "utf8");
    expect(kept).toContain("F8");
    expect(kept).not.toContain(secret);
  });
});

describe("triggers", () => {
  it("PreSignUp's refusal comes back in AWS's words, and nobody is created", async () => {
    pool.triggers.PreSignUp = () => {
      throw new Error("Cannot register");
    };
    await expect(signUp("T1")).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: "PreSignUp failed with error Cannot register.",
    });
    await expect(user("T1")).rejects.toMatchObject({ name: "UserNotFoundException" });
    expect(pool.mails).toHaveLength(0);
  });

  it("receive attributes and ClientMetadata, and decide confirmation", async () => {
    pool.triggers.PreSignUp = (event) => ({
      ...event,
      response: { ...event.response, autoConfirmUser: true, autoVerifyEmail: true },
    });
    const { UserConfirmed } = await signUp("T2", { ClientMetadata: { portal: "https://portail.example" } });
    expect(UserConfirmed).toBe(true);
    const [preSignUp, postConfirmation] = pool.events;
    expect(preSignUp).toMatchObject({
      version: "1",
      region: "eu-west-3",
      triggerSource: "PreSignUp_SignUp",
      userName: "T2",
      request: {
        userAttributes: { email: "karima@exemple.fr" },
        clientMetadata: { portal: "https://portail.example" },
      },
    });
    expect(postConfirmation).toMatchObject({
      triggerSource: "PostConfirmation_ConfirmSignUp",
      request: { userAttributes: { "cognito:user_status": "CONFIRMED", email_verified: "true" } },
    });
  });

  it("CustomMessage writes the mail; every placeholder is filled", async () => {
    pool.triggers.CustomMessage = (event) => ({
      ...event,
      response: { ...event.response, emailSubject: "Votre code", emailMessage: "<p>{####}</p><p>Encore : {####}</p>" },
    });
    await signUp("T3");
    const [mail] = pool.mails;
    expect(mail).toMatchObject({ to: "karima@exemple.fr", subject: "Votre code" });
    expect(mail?.html).toBe(`<p>${pool.code()}</p><p>Encore : ${pool.code()}</p>`);
  });

  it("a CustomMessage that fails fails the sign-up's message", async () => {
    pool.triggers.CustomMessage = () => {
      throw new Error("no words");
    };
    await expect(signUp("T4")).rejects.toMatchObject({
      name: "UserLambdaValidationException",
      message: "CustomMessage failed with error no words.",
    });
  });

  it("a PostConfirmation that fails is told, and does not undo the confirmation", async () => {
    await signUp("T5");
    pool.triggers.PostConfirmation = () => {
      throw new Error("no table");
    };
    await expect(confirm("T5", pool.code())).rejects.toMatchObject({ name: "UserLambdaValidationException" });
    expect((await user("T5")).UserStatus).toBe("CONFIRMED");
  });

  it("an answer that is no event is an invalid one", async () => {
    pool.triggers.PreSignUp = () => JSON.parse("null") as never;
    await expect(signUp("T6")).rejects.toMatchObject({ name: "InvalidLambdaResponseException" });
  });
});

describe("codes", () => {
  it("a wrong one, a used one, an unknown user", async () => {
    await signUp("C1");
    const wrong = pool.code() === "111111" ? "222222" : "111111";
    await expect(confirm("C1", wrong)).rejects.toMatchObject({
      name: "CodeMismatchException",
      message: "Invalid verification code provided, please try again.",
    });
    await confirm("C1", pool.code());
    await expect(confirm("C1", pool.code())).rejects.toMatchObject({
      name: "NotAuthorizedException",
      message: "User cannot be confirmed. Current status is CONFIRMED",
    });
    await expect(confirm("NOBODY", "111111")).rejects.toMatchObject({ name: "ExpiredCodeException" });
  });

  it("end after a day", async () => {
    await signUp("C2");
    const now = Date.now;
    Date.now = () => now() + 24 * 3_600_000 + 1;
    try {
      await expect(confirm("C2", pool.code())).rejects.toMatchObject({
        name: "ExpiredCodeException",
        message: "Invalid code provided, please request a code again.",
      });
    } finally {
      Date.now = now;
    }
  });

  it("sent again, only the latest counts", async () => {
    await signUp("C3");
    const first = pool.code();
    const { CodeDeliveryDetails } = await pool.client.send(new ResendConfirmationCodeCommand(pool.named("C3")));
    expect(CodeDeliveryDetails?.Destination).toBe("k***@e***");
    expect(pool.mails).toHaveLength(2);
    if (first !== pool.code())
      await expect(confirm("C3", first)).rejects.toMatchObject({ name: "CodeMismatchException" });
    await confirm("C3", pool.code());
    await expect(pool.client.send(new ResendConfirmationCodeCommand(pool.named("C3")))).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: "User is already confirmed.",
    });
  });

  it("resending to nobody looks like resending to somebody", async () => {
    const { CodeDeliveryDetails } = await pool.client.send(new ResendConfirmationCodeCommand(pool.named("NOBODY")));
    expect(CodeDeliveryDetails).toMatchObject({ AttributeName: "email", DeliveryMedium: "EMAIL" });
    expect(CodeDeliveryDetails?.Destination).toMatch(/^[a-z]\*\*\*@[a-z]\*\*\*$/);
    expect(pool.mails).toHaveLength(0);
  });

  it("attempts are limited", async () => {
    await signUp("C4");
    const answers = await Promise.allSettled(
      Array.from({ length: 6 }, () => pool.client.send(new ResendConfirmationCodeCommand(pool.named("C4")))),
    );
    expect(answers.at(-1)).toMatchObject({
      status: "rejected",
      reason: { name: "LimitExceededException", message: "Attempt limit exceeded, please try after some time." },
    });
  });

  it("an administrator's reset is refused before confirmation", async () => {
    await signUp("C5");
    await expect(
      pool.client.send(new AdminResetUserPasswordCommand({ UserPoolId: pool.userPoolId, Username: "C5" })),
    ).rejects.toMatchObject({ name: "NotAuthorizedException" });
  });
});
