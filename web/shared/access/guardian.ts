/** An adult of a household, with the state of their sign-in, and what an invitation says. */
import type { GuardianSignIns } from "../../../functions/access/contract/sign-ins.ts";
import type { GuardianId } from "../../../functions/kernel/ids.ts";

export type Guardian = GuardianSignIns["guardians"][number];
export interface Invitation {
  readonly guardianId: GuardianId;
  readonly email: string;
  readonly emailAgain: string;
}
