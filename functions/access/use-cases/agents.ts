/** Agents: invited by another, suspended at once. */
import { takeMail } from "../../sign-in/limits.ts";
import { record as audit } from "../../sign-in/record.ts";
import type { givenAccess } from "../contract/sign-ins.ts";
import type { Call } from "../../http/call.ts";
import { Problem } from "../../http/problem.ts";
import { putNewLogin, readAgents, readLogin, recordState, type StaffLogin } from "../../sign-in/store/logins.ts";
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

/** Use case `access.agents`. */
export const listAgents = async ({ table }: SignInsDependencies, { session }: Call<Routes["access.agents"]>) => ({
  body: { agents: (await readAgents(table)).map((agent) => view(agent, session.login)) },
});

/** Use case `access.inviteAgent`. Errors: `changed` when the sign-in name is taken, by an agent or by a family. */
export async function inviteAgent(
  deps: SignInsDependencies,
  { body, session, viewer }: Call<Routes["access.inviteAgent"]>,
) {
  const taken = () =>
    new Problem("changed", {
      detail: "Cet identifiant est déjà pris. Choisissez-en un autre.",
      errors: [{ field: "login", message: "Identifiant déjà pris." }],
    });
  await takeMail(deps, body.login, viewer.address);
  if ((await deps.identity.create(body.login, body.email)) === "exists") throw taken();
  const agent: StaffLogin = {
    role: "staff",
    ...body,
    state: "active",
    secondFactor: false,
    grants: [{ role: "administrator" }],
    invitedAt: deps.clock(),
  };
  if (!(await putNewLogin(deps.table, agent, deps.clock()))) {
    await deps.identity.remove(body.login);
    throw taken();
  }
  await deps.identity.addToStaff(body.login);
  await deps.identity.inviteByMail(body.login, { portal: viewer.portal, reason: "invitation" });
  await audit(deps, session.login, "agentInvited", viewer);
  return { body: view(agent, session.login) };
}

/** Use case `access.setAgentState`. The sessions of a suspended agent end before the answer leaves. */
export async function setAgentState(
  deps: SignInsDependencies,
  { params, body, session, viewer }: Call<Routes["access.setAgentState"]>,
) {
  if (params.login === session.login)
    throw new Problem(
      "access.denied",
      "Vous ne pouvez pas suspendre votre propre accès. Demandez-le à un autre agent.",
    );
  const agent = await readLogin(deps.table, params.login);
  if (agent?.role !== "staff") throw new Problem("notFound", "Cet agent n’existe pas.");
  await recordState(deps.table, params.login, body.state);
  if (body.state === "disabled")
    await Promise.all([closeAllSessions(deps.table, params.login), deps.identity.disable(params.login)]);
  else await deps.identity.enable(params.login);
  await audit(deps, params.login, body.state === "disabled" ? "disabled" : "enabled", viewer);
  return { body: undefined };
}
