/** Staff: suspended and restored at once, given another application when theirs is lost. Each is told by mail. */
import { notify, record as audit } from "../../sign-in/record.ts";
import type { givenAccess } from "../contract/sign-ins.ts";
import { staffMemberViewOf } from "../staff-member-view.ts";
import type { Call } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Login } from "../../kernel/ids.ts";
import {
  readLogin,
  readStaffMembers,
  recordLostFactor,
  restore,
  suspend,
  type StaffLogin,
} from "../../sign-in/store/logins.ts";
import { forgetRecoveryCodes } from "../../sign-in/store/recovery-codes.ts";
import { closeAllSessions } from "../../sign-in/store/sessions.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";

type Routes = typeof givenAccess;

/** Use case `access.staffMembers`. */
export const listStaffMembers = async (
  { table }: SignInsDependencies,
  { session }: Call<Routes["access.staffMembers"]>,
) => ({
  body: {
    staffMembers: (await readStaffMembers(table)).map((staffMember) => staffMemberViewOf(staffMember, session.login)),
  },
});

async function colleague({ table }: SignInsDependencies, login: Login, you: Login, own: string): Promise<StaffLogin> {
  if (login === you) throw new Problem("access.denied", own);
  const found = await readLogin(table, login);
  if (found?.role !== "staff") throw new Problem("notFound", "Cet agent n’existe pas.");
  return found;
}

/**
 * Use case `access.setStaffMemberState`. The sessions of a suspended staff member end before the answer leaves. Somebody of
 * the staff can always sign in: nobody suspends themselves, and who is being suspended suspends nobody.
 */
export async function setStaffMemberState(
  deps: SignInsDependencies,
  { params: { login }, body: { state }, session, viewer }: Call<Routes["access.setStaffMemberState"]>,
) {
  await colleague(
    deps,
    login,
    session.login,
    "Vous ne pouvez pas suspendre votre propre accès. Demandez-le à un autre agent.",
  );
  const email = await deps.identity.emailOf(login);
  if (state === "disabled") {
    if (!(await suspend(deps.table, login, session.login)))
      throw new Problem("changed", "Votre accès, ou celui de cet agent, vient de changer. Rechargez la liste.");
    await Promise.all([closeAllSessions(deps.table, login), deps.identity.disable(login)]);
  } else {
    await restore(deps.table, login);
    await deps.identity.enable(login);
  }
  const suspending = state === "disabled";
  await Promise.all([
    audit(deps, login, suspending ? "disabled" : "enabled", viewer),
    audit(deps, session.login, suspending ? "agentSuspended" : "agentRestored", viewer),
    notify(deps, login, suspending ? "accessSuspended" : "accessRestored", email, viewer),
  ]);
  return { body: undefined };
}

/**
 * Use case `access.resetSecondFactor`: application and recovery codes are lost. The pool first: done twice, it is done.
 */
export async function resetSecondFactor(
  deps: SignInsDependencies,
  { params: { login }, session, viewer }: Call<Routes["access.resetSecondFactor"]>,
) {
  await colleague(
    deps,
    login,
    session.login,
    "Vous avez votre application : pour en changer, reconnectez-vous avec un code de secours.",
  );
  const email = await deps.identity.emailOf(login);
  await deps.identity.dropSecondFactor(login);
  await Promise.all([
    recordLostFactor(deps.table, login, deps.clock()),
    forgetRecoveryCodes(deps.table, login),
    closeAllSessions(deps.table, login),
  ]);
  await Promise.all([
    audit(deps, login, "secondFactorReset", viewer),
    audit(deps, session.login, "agentFactorReset", viewer),
    notify(deps, login, "secondFactorReset", email, viewer),
  ]);
  return { body: undefined };
}
