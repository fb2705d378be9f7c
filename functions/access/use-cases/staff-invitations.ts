/**
 * Invitations of staff: made, corrected and sent again, deleted, until somebody has made one their own by enrolling an
 * application. Whoever the one before has reached is out: the pool's user is made anew for another address.
 */
import { readHousehold } from "../../family/store/families.ts";
import { familyNamedBy } from "../../sign-in/rules/family-login.ts";
import type { Table } from "../../table/table.ts";
import { placeOfSession, takeMail } from "../../sign-in/limits.ts";
import { notify, record as audit } from "../../sign-in/record.ts";
import type { givenAccess } from "../contract/sign-ins.ts";
import { staffMemberViewOf } from "../staff-member-view.ts";
import type { Call, Viewer } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import type { Login } from "../../kernel/ids.ts";
import {
  correctInvitation,
  deleteInvitation,
  isInvitation,
  putNewLogin,
  readLogin,
  type StaffLogin,
} from "../../sign-in/store/logins.ts";
import { closeAllSessions } from "../../sign-in/store/sessions.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";

type Routes = typeof givenAccess;

const taken = () =>
  new Problem("changed", {
    detail: "Cet identifiant est déjà pris. Choisissez-en un autre.",
    errors: [{ field: "login", message: "Identifiant déjà pris." }],
  });
const joined = () =>
  new Problem(
    "changed",
    "Cet agent a ouvert son accès entre-temps : ce n’est plus une invitation. Rechargez la liste ; l’accès se suspend, et l’adresse se change dans « Mes codes d’accès ».",
  );

const mailInvitation = ({ identity }: SignInsDependencies, login: Login, { portal }: Viewer): Promise<void> =>
  identity.inviteByMail(login, { portal, reason: "invitation" });

/** A family's adults are known by its code, whether one of them has activated the account yet or never will. */
async function refuseFamilyLogin(table: Table, login: Login): Promise<void> {
  const code = familyNamedBy(login);
  if (!code || !(await readHousehold(table, code))) return;
  throw new Problem("changed", {
    detail: `L’identifiant ${login} est réservé à une famille, qui en a besoin pour se connecter, même si elle n’a pas encore activé son compte. Choisissez-en un autre pour cet agent.`,
    errors: [{ field: "login", message: "Identifiant réservé à une famille." }],
  });
}

/** Use case `access.inviteStaffMember`. Errors: `changed` when the sign-in name is taken, by a staff member or by a family. */
export async function inviteStaffMember(
  deps: SignInsDependencies,
  { body, session, viewer }: Call<Routes["access.inviteStaffMember"]>,
) {
  await refuseFamilyLogin(deps.table, body.login);
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
  await mailInvitation(deps, body.login, viewer);
  await audit(deps, session.login, "agentInvited", viewer);
  return { body: staffMemberViewOf(staffMember, session.login) };
}

async function readInvitation({ table }: SignInsDependencies, login: Login): Promise<StaffLogin> {
  const found = await readLogin(table, login);
  if (found?.role !== "staff")
    throw new Problem("notFound", "Cette invitation n’existe pas ou n’existe plus. Rechargez la liste.");
  if (!isInvitation(found)) throw joined();
  return found;
}

/**
 * Use case `access.sendStaffInvitation`: the record first, which decides; then the pool, which a second sending completes
 * whatever died in between.
 */
export async function sendStaffInvitation(
  deps: SignInsDependencies,
  { params: { login }, body, session, viewer }: Call<Routes["access.sendStaffInvitation"]>,
) {
  const before = await readInvitation(deps, login);
  if (before.state === "disabled")
    throw new Problem("notPossible", "Cet accès est suspendu : rétablissez-le, puis renvoyez l’invitation.");
  await takeMail(deps, login, placeOfSession(viewer));
  if (!(await correctInvitation(deps.table, login, body))) throw joined();
  if ((await deps.identity.emailOf(login)) !== body.email) {
    await deps.identity.remove(login);
    if ((await deps.identity.create(login, body.email)) === "exists")
      throw new Problem("changed", "Un collègue corrige cette invitation en ce moment. Rechargez la liste.");
  }
  await deps.identity.addToStaff(login);
  await closeAllSessions(deps.table, login);
  await mailInvitation(deps, login, viewer);
  await Promise.all([
    audit(deps, login, "invitationSent", viewer),
    audit(deps, session.login, "invitationSent", viewer),
  ]);
  return { body: staffMemberViewOf({ ...before, ...body }, session.login) };
}

/** Use case `access.deleteStaffInvitation`. Whoever was invited is told, at the address that the invitation went to. */
export async function deleteStaffInvitation(
  deps: SignInsDependencies,
  { params: { login }, session, viewer }: Call<Routes["access.deleteStaffInvitation"]>,
) {
  const before = await readInvitation(deps, login);
  if (!(await deleteInvitation(deps.table, before, session.login))) throw joined();
  await Promise.all([deps.identity.remove(login), closeAllSessions(deps.table, login)]);
  await Promise.all([
    audit(deps, session.login, "invitationDeleted", viewer),
    notify(deps, login, "invitationDeleted", before.email, viewer),
  ]);
  return { body: undefined };
}
