import type { Recording } from "../sign-in/record.ts";
import type { IdentityAdministration } from "./identity-administration.ts";

export interface SignInsDependencies extends Recording {
  readonly identity: IdentityAdministration;
}
