import type { signInsRoutes } from "../contract/sign-ins.ts";
import type { UseCases } from "../../http/call.ts";
import { inviteAgent, listAgents, setAgentState } from "./agents.ts";
import type { SignInsDependencies } from "../sign-ins-dependencies.ts";
import { inviteForFamily, inviteOwn, listOfFamily, listOwn, withdraw } from "./guardians.ts";

export const signInsUseCases = (deps: SignInsDependencies): UseCases<typeof signInsRoutes> => ({
  "signIns.list": (call) => listOwn(deps, call),
  "signIns.invite": (call) => inviteOwn(deps, call),
  "staff.familySignIns": (call) => listOfFamily(deps, call),
  "staff.inviteGuardian": (call) => inviteForFamily(deps, call),
  "staff.withdrawGuardian": (call) => withdraw(deps, call),
  "agents.list": (call) => listAgents(deps, call),
  "agents.invite": (call) => inviteAgent(deps, call),
  "agents.setState": (call) => setAgentState(deps, call),
});
