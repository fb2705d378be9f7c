/** Sign-ins that somebody gives to somebody else: other adults of a household, staff members. */
import * as z from "zod/mini";
import { branded, typedLogin } from "../../kernel/id-schemas.ts";
import { email, personName } from "../../sign-in/contract/fields.ts";
import { route, staff, touches, touchesNobody } from "../../http/route.ts";

const guardianSignIn = z.object({
  guardianId: branded("GuardianId"),
  name: z.string(),
  /** Null: this adult has no sign-in. */
  login: z.nullable(branded("Login")),
  state: z.enum(["none", "invited", "active"]),
  you: z.boolean(),
  /** This adult is no longer in the household; the sign-in is still there to be withdrawn. */
  left: z.boolean(),
});
const guardianSignIns = z.object({
  familyCode: branded("FamilyCode"),
  /** The caller may invite. */ mayInvite: z.boolean(),
  guardians: z.array(guardianSignIn),
});
export type GuardianSignIns = z.infer<typeof guardianSignIns>;

const invitation = z.strictObject({ guardianId: branded("GuardianId"), email, emailAgain: email });
const ofFamily = z.strictObject({ familyCode: branded("FamilyCode") });

export const staffMemberView = z.object({
  login: branded("Login"),
  displayName: z.string(),
  email: z.string(),
  state: z.enum(["active", "disabled"]),
  /** Nobody has made it their own yet: it can be corrected, sent again, deleted. */
  invitation: z.boolean(),
  /** An application is enrolled; without, the next sign-in can only enrol one. */
  secondFactor: z.boolean(),
  invitedAt: branded("Instant"),
  you: z.boolean(),
});
const member = z.strictObject({ login: branded("Login") });

export const givenAccess = {
  "access.guardians": route({
    method: "GET",
    path: "/api/sign-ins",
    access: "guardian",
    status: 200,
    summary: "Les accès des responsables du foyer",
    answer: guardianSignIns,
    problems: [],
  }),
  "access.inviteGuardian": route({
    method: "POST",
    path: "/api/sign-ins",
    access: "guardian",
    status: 201,
    summary: "Donner un accès à un autre responsable du foyer",
    body: invitation,
    answer: z.object({ login: branded("Login"), detail: z.string() }),
    problems: ["access.denied", "notFound", "changed", "tooManyAttempts"],
  }),
  "access.guardiansOfFamily": route({
    method: "GET",
    path: "/api/staff/families/{familyCode}/sign-ins",
    ...staff("guardians.read", touches("params.familyCode")),
    status: 200,
    summary: "Les accès d’une famille",
    params: ofFamily,
    answer: guardianSignIns,
    problems: ["notFound"],
  }),
  "access.inviteForFamily": route({
    method: "POST",
    path: "/api/staff/families/{familyCode}/sign-ins",
    ...staff("guardians.write", touches("params.familyCode", "body.guardianId")),
    status: 201,
    summary: "Donner un accès à un responsable",
    params: ofFamily,
    body: invitation,
    answer: z.object({ login: branded("Login"), detail: z.string() }),
    problems: ["notFound", "changed", "tooManyAttempts"],
  }),
  "access.withdrawGuardian": route({
    method: "DELETE",
    path: "/api/staff/families/{familyCode}/sign-ins/{guardianId}",
    ...staff("guardians.write", touches("params.familyCode", "params.guardianId")),
    status: 204,
    summary: "Retirer l’accès d’un responsable",
    params: z.strictObject({ familyCode: branded("FamilyCode"), guardianId: branded("GuardianId") }),
    answer: null,
    problems: ["notFound"],
  }),
  "access.staffMembers": route({
    method: "GET",
    path: "/api/staff/members",
    ...staff("staffMembers.read", touchesNobody("Colleagues, at their addresses of work.")),
    status: 200,
    summary: "Les agents",
    answer: z.object({ staffMembers: z.array(staffMemberView) }),
    problems: [],
  }),
  "access.inviteStaffMember": route({
    method: "POST",
    path: "/api/staff/members",
    ...staff("staffMembers.write", touches("body.login")),
    status: 201,
    summary: "Inviter un agent",
    body: z.strictObject({ login: typedLogin(), displayName: personName, email }),
    answer: staffMemberView,
    problems: ["changed", "tooManyAttempts"],
  }),
  "access.sendStaffInvitation": route({
    method: "PUT",
    path: "/api/staff/members/{login}/invitation",
    ...staff("staffMembers.write", touches("params.login")),
    status: 200,
    summary: "Envoyer de nouveau l’invitation d’un agent, corrigée s’il le faut : l’adresse d’avant n’ouvre plus rien",
    params: member,
    body: z.strictObject({ displayName: personName, email }),
    answer: staffMemberView,
    problems: ["notFound", "changed", "notPossible", "tooManyAttempts"],
  }),
  "access.deleteStaffInvitation": route({
    method: "DELETE",
    path: "/api/staff/members/{login}/invitation",
    ...staff("staffMembers.write", touches("params.login")),
    status: 204,
    summary: "Supprimer l’invitation d’un agent ; son identifiant redevient libre",
    params: member,
    answer: null,
    problems: ["notFound", "changed"],
  }),
  "access.resetSecondFactor": route({
    method: "DELETE",
    path: "/api/staff/members/{login}/second-factor",
    ...staff("staffMembers.write", touches("params.login")),
    status: 204,
    summary:
      "Rendre son accès à un agent qui a perdu son application : il en associe une autre à la prochaine connexion",
    params: member,
    answer: null,
    problems: ["notFound", "access.denied"],
  }),
  "access.setStaffMemberState": route({
    method: "PUT",
    path: "/api/staff/members/{login}/state",
    ...staff("staffMembers.write", touches("params.login")),
    status: 204,
    summary: "Suspendre ou rétablir l’accès d’un agent, à l’instant",
    params: member,
    body: z.strictObject({ state: z.enum(["active", "disabled"]) }),
    answer: null,
    problems: ["notFound", "access.denied", "changed"],
  }),
} as const;
