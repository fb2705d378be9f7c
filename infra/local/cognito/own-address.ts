/**
 * A person changes their own address. The deployed pool verifies before it updates (`keepOriginal`): the code goes to
 * the new address, and the old one stays the user's until the code is given.
 */
import * as z from "zod/mini";
import { AwsError } from "../aws-json.ts";
import { action, type Actions, metadata, type Pool, text } from "./actions.ts";
import { checkCode, newCode } from "./codes.ts";
import { withAttribute } from "./users.ts";

const attributes = z.array(z.object({ Name: text(), Value: text() }));

export const ownAddressActions = (pool: Pool): Actions => ({
  UpdateUserAttributes: action(
    z.object({ AccessToken: text(), UserAttributes: attributes, ClientMetadata: metadata }),
    async (input) => {
      const user = await pool.tokens.userOf(input.AccessToken);
      const [email, ...others] = input.UserAttributes;
      // The client may write nothing else of a person: `writeAttributes` in infra/identity.ts.
      if (email?.Name !== "email" || others.length > 0)
        throw new AwsError("NotAuthorizedException", "A client attempted to write unauthorized attribute");
      const sent = newCode("address");
      const saved = await pool.users.update(user, (current) => ({
        ...current,
        SentCode: sent,
        PendingEmail: email.Value,
      }));
      const details = await pool.deliver({
        source: "UpdateUserAttribute",
        user: withAttribute(saved, "email", email.Value),
        code: sent.code,
        clientId: pool.tokens.clientOf(input.AccessToken),
        metadata: input.ClientMetadata ?? {},
      });
      return { CodeDeliveryDetailsList: [details] };
    },
  ),

  VerifyUserAttribute: action(
    z.object({ AccessToken: text(), AttributeName: z.literal("email"), Code: text() }),
    async (input) => {
      const user = await pool.tokens.userOf(input.AccessToken);
      pool.limits.count("VerifyUserAttribute", user.Username);
      await pool.users.update(user, (current) => {
        checkCode(current, "address", input.Code);
        const address = current.PendingEmail;
        if (typeof address !== "string")
          throw new AwsError("ExpiredCodeException", "Invalid code provided, please request a code again.");
        return {
          ...withAttribute(withAttribute(current, "email", address), "email_verified", "true"),
          SentCode: null,
          PendingEmail: null,
        };
      });
      return {};
    },
  ),
});
