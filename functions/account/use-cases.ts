import type { accountArea } from "../contract/account-area.ts";
import type { UseCases } from "../http/call.ts";
import { acceptTerms, changeEmail, changePassword, changePhone, confirmEmail, endAllSessions, endSession, readAccess } from "./access.ts";
import { activate, confirm, resend } from "./activation.ts";
import type { AccountDependencies } from "./dependencies.ts";
import { forgot, reset } from "./forgotten-password.ts";
import { beginSecondFactor, confirmSecondFactor } from "./second-factor.ts";
import { answerSecondFactor, readOwn, recover, renew, signIn, signOut } from "./session.ts";

export const accountUseCases = (deps: AccountDependencies): UseCases<typeof accountArea> => ({
  "account.challenge": async () => ({ body: await deps.robot.challenge() }),
  "account.activate": (call) => activate(deps, call),
  "account.confirm": (call) => confirm(deps, call),
  "account.resend": (call) => resend(deps, call),
  "account.forgot": (call) => forgot(deps, call),
  "account.reset": (call) => reset(deps, call),
  "session.open": (call) => signIn(deps, call),
  "session.secondFactor": (call) => answerSecondFactor(deps, call),
  "session.recover": (call) => recover(deps, call),
  "session.read": (call) => readOwn(deps, call),
  "session.renew": (call) => renew(deps, call),
  "session.close": (call) => signOut(deps, call),
  "access.read": (call) => readAccess(deps, call),
  "access.changePassword": (call) => changePassword(deps, call),
  "access.changeEmail": (call) => changeEmail(deps, call),
  "access.confirmEmail": (call) => confirmEmail(deps, call),
  "access.changePhone": (call) => changePhone(deps, call),
  "access.endSession": (call) => endSession(deps, call),
  "access.endAllSessions": (call) => endAllSessions(deps, call),
  "access.acceptTerms": (call) => acceptTerms(deps, call),
  "secondFactor.begin": (call) => beginSecondFactor(deps, call),
  "secondFactor.confirm": (call) => confirmSecondFactor(deps, call),
});
