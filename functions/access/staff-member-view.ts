/** A staff member as colleagues are shown. */
import type * as z from "zod/mini";
import { isInvitation, type StaffLogin } from "../sign-in/store/logins.ts";
import type { Login } from "../kernel/ids.ts";
import type { staffMemberView } from "./contract/sign-ins.ts";

export const staffMemberViewOf = (record: StaffLogin, you: Login): z.infer<typeof staffMemberView> => {
  const { login, displayName, email, state, secondFactor, invitedAt } = record;
  return {
    login,
    displayName,
    email,
    state,
    invitation: isInvitation(record),
    secondFactor,
    invitedAt,
    you: login === you,
  };
};
