import type { ownAccess } from "../contract/own.ts";
import type { UseCases } from "../../http/call.ts";
import type { AccessDependencies } from "../dependencies.ts";
import {
  acceptTerms,
  changeEmail,
  changePassword,
  changePhone,
  confirmEmail,
  endAllSessions,
  endSession,
  readAccess,
} from "./own-access.ts";
import { beginSecondFactor, confirmSecondFactor } from "./second-factor.ts";

export const ownAccessUseCases = (deps: AccessDependencies): UseCases<typeof ownAccess> => ({
  "access.read": (call) => readAccess(deps, call),
  "access.changePassword": (call) => changePassword(deps, call),
  "access.changeEmail": (call) => changeEmail(deps, call),
  "access.confirmEmail": (call) => confirmEmail(deps, call),
  "access.changePhone": (call) => changePhone(deps, call),
  "access.endSession": (call) => endSession(deps, call),
  "access.endAllSessions": (call) => endAllSessions(deps, call),
  "access.acceptTerms": (call) => acceptTerms(deps, call),
  "access.beginSecondFactor": (call) => beginSecondFactor(deps, call),
  "access.confirmSecondFactor": (call) => confirmSecondFactor(deps, call),
});
