/** Staff: invited by another, suspended at once. */
import { placeOfSession, takeMail } from "../../sign-in/limits.ts";
import { record as audit } from "../../sign-in/record.ts";
import type { givenAccess } from "../contract/sign-ins.ts";
import type { Call } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { putNewLogin, readStaffMembers, readLogin, recordState, type StaffLogin } from "../../sign-in/store/logins.ts";
import { closeAllSessions } from "../../sign-in/store/sessions.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";

type Routes = typeof givenAccess;

const view = ({ login, displayName, email, state, invitedAt }: StaffLogin, you: string) => ({
  login,
  displayName,
  email,
  state,
  invitedAt,
  you: login === you,
});

/** Use case `access.staffMembers`. */
export const listStaffMembers = async (
  { table }: SignInsDependencies,
  { session }: Call<Routes["access.staffMembers"]>,
) => ({
  body: { staffMembers: (await readStaffMembers(table)).map((staffMember) => view(staffMember, session.login)) },
});

/** Use case `access.inviteStaffMember`. Errors: `changed` when the sign-in name is taken, by a staff member or by a family. */
export async function inviteStaffMember(
  deps: SignInsDependencies,
  { body, session, viewer }: Call<Routes["access.inviteStaffMember"]>,
) {
  const taken = () =>
    new Problem("changed", {
      detail: "Cet identifiant est déjà pris. Choisissez-en un autre.",
      errors: [{ field: "login", message: "Identifiant déjà pris." }],
    });
  await takeMail(deps, body.login, placeOfSession(viewer));
  if ((await deps.identity.create(body.login, body.email)) === "exists") throw taken();
  const staffMember: StaffLogin = {
    role: "staff",
    ...body,
    state: "active",
    secondFactor: false,
    grants: [{ role: "administrator" }],
    invitedAt: deps.clock(),
  };
  if (!(await putNewLogin(deps.table, staffMember, deps.clock()))) {
    await deps.identity.remove(body.login);
    throw taken();
  }
  await deps.identity.addToStaff(body.login);
  await deps.identity.inviteByMail(body.login, { portal: viewer.portal, reason: "invitation" });
  await audit(deps, session.login, "agentInvited", viewer);
  return { body: view(staffMember, session.login) };
}

/** Use case `access.setStaffMemberState`. The sessions of a suspended agent end before the answer leaves. */
export async function setStaffMemberState(
  deps: SignInsDependencies,
  { params, body, session, viewer }: Call<Routes["access.setStaffMemberState"]>,
) {
  if (params.login === session.login)
    throw new Problem(
      "access.denied",
      "Vous ne pouvez pas suspendre votre propre accès. Demandez-le à un autre agent.",
    );
  const staffMember = await readLogin(deps.table, params.login);
  if (staffMember?.role !== "staff") throw new Problem("notFound", "Cet agent n’existe pas.");
  await recordState(deps.table, params.login, body.state);
  if (body.state === "disabled")
    await Promise.all([closeAllSessions(deps.table, params.login), deps.identity.disable(params.login)]);
  else await deps.identity.enable(params.login);
  await audit(deps, params.login, body.state === "disabled" ? "disabled" : "enabled", viewer);
  return { body: undefined };
}
