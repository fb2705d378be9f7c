import type { CustomMessageTriggerEvent } from "aws-lambda";
import { describe, expect, test } from "vitest";
import type { TownForFunctions } from "../../../functions/kernel/town-for-functions.ts";
import { accountMessage } from "../../../functions/sign-in/follow/account-message.ts";
import { town as someTown } from "../../support/town.ts";

/** A name that HTML must not take for its own. */
const town: TownForFunctions = { ...someTown, name: "Communauté d’Essai <&>" };

const event = (
  triggerSource: CustomMessageTriggerEvent["triggerSource"],
  clientMetadata?: Record<string, string>,
): CustomMessageTriggerEvent => ({
  version: "1",
  region: "eu-west-3",
  userPoolId: "eu-west-3_Test",
  userName: "abc4821",
  callerContext: { awsSdkVersion: "1", clientId: "client" },
  triggerSource,
  request: {
    userAttributes: {},
    codeParameter: "{####}",
    usernameParameter: "abc4821",
    linkParameter: "",
    ...(clientMetadata ? { clientMetadata } : {}),
  },
  response: { smsMessage: null, emailMessage: null, emailSubject: null },
});
const portal = "https://portail.exemple.fr";

describe("account mails", () => {
  test.each([
    ["CustomMessage_SignUp", undefined, "Confirmez votre adresse", "/inscription#identifiant=ABC4821&amp;code={####}"],
    ["CustomMessage_ResendCode", undefined, "Confirmez votre adresse", "/inscription#"],
    ["CustomMessage_ForgotPassword", undefined, "nouveau mot de passe", "/mot-de-passe-oublie#"],
    ["CustomMessage_ForgotPassword", "alreadyActive", "déjà actif", "/mot-de-passe-oublie#"],
    ["CustomMessage_ForgotPassword", "guardianInvitation", "Votre accès au Portail", "/mot-de-passe-oublie#"],
    ["CustomMessage_UpdateUserAttribute", undefined, "nouvelle adresse", "/mes-codes-d-acces#code={####}"],
    ["CustomMessage_ForgotPassword", "invitation", "accès d’agent", "/agents/mot-de-passe-oublie#"],
  ] as const)(
    "%s (%s): French, with the code, a link that fills it, the office, escaped",
    (source, reason, subject, link) => {
      const { emailSubject, emailMessage } = accountMessage(
        town,
        event(source, { portal, ...(reason ? { reason } : {}) }),
      ).response;
      expect(emailSubject).toContain(subject);
      expect(emailMessage).toContain(`href="${portal}${link}`);
      expect(emailMessage).toContain(">{####}<");
      expect(emailMessage).toContain(town.officePhone);
      expect(emailMessage).toContain("Communauté d’Essai &lt;&amp;&gt;");
      expect(emailMessage).toContain('lang="fr"');
      // Cognito's own limit, and no picture that would tell who opened the mail.
      expect(emailMessage?.length).toBeLessThan(20_000);
      expect(emailMessage).not.toContain("<img");
    },
  );

  test.each([
    undefined,
    "",
    "http://evil.example",
    "https://evil.example/path",
    "javascript:alert(1)",
    'https://x"onclick=',
  ])("a link never leads to %s", (origin) => {
    expect(() =>
      accountMessage(town, event("CustomMessage_SignUp", origin === undefined ? undefined : { portal: origin })),
    ).toThrow();
  });
});
