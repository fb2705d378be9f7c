import { randomUUID } from "node:crypto";
import { AwsError } from "../aws-json.ts";
import type { LocalUser } from "./users.ts";

export interface NewUser {
  readonly username: string;
  readonly attributes: readonly { readonly Name: string; readonly Value?: string | undefined }[];
  readonly status: "UNCONFIRMED" | "FORCE_CHANGE_PASSWORD";
  readonly passwordHash: string;
}

/**
 * Names that a pool takes; the record's keys are names, so a space or a slash would be legal JSON but not a legal name.
 */
const legalName = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

export function newUser({ username, attributes, status, passwordHash }: NewUser): LocalUser {
  if (!legalName.test(username))
    throw new AwsError("InvalidParameterException", "Username does not satisfy the pool's constraints.");
  if (!attributes.some(({ Name, Value = "" }) => Name === "email" && Value !== ""))
    throw new AwsError(
      "InvalidParameterException",
      "Attributes did not conform to the schema: email: The attribute email is required",
    );
  const now = new Date();
  return {
    Username: username,
    Password: passwordHash,
    Enabled: true,
    UserStatus: status,
    UserCreateDate: now,
    UserLastModifiedDate: now,
    RefreshTokens: [],
    Attributes: [
      { Name: "sub", Value: randomUUID() },
      ...attributes.map(({ Name, Value }) => ({ Name, Value: Value ?? "" })),
    ],
  };
}
