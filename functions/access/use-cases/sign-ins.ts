import type { givenAccess } from "../contract/sign-ins.ts";
import type { UseCases } from "../../http/call.ts";
import { deleteStaffInvitation, inviteStaffMember, sendStaffInvitation } from "./staff-invitations.ts";
import { listStaffMembers, resetSecondFactor, setStaffMemberState } from "./staff-members.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";
import { inviteForFamily, inviteOwn, listOfFamily, listOwn, withdraw } from "./guardians.ts";

export const givenAccessUseCases = (deps: SignInsDependencies): UseCases<typeof givenAccess> => ({
  "access.guardians": (call) => listOwn(deps, call),
  "access.inviteGuardian": (call) => inviteOwn(deps, call),
  "access.guardiansOfFamily": (call) => listOfFamily(deps, call),
  "access.inviteForFamily": (call) => inviteForFamily(deps, call),
  "access.withdrawGuardian": (call) => withdraw(deps, call),
  "access.staffMembers": (call) => listStaffMembers(deps, call),
  "access.inviteStaffMember": (call) => inviteStaffMember(deps, call),
  "access.sendStaffInvitation": (call) => sendStaffInvitation(deps, call),
  "access.deleteStaffInvitation": (call) => deleteStaffInvitation(deps, call),
  "access.resetSecondFactor": (call) => resetSecondFactor(deps, call),
  "access.setStaffMemberState": (call) => setStaffMemberState(deps, call),
});
