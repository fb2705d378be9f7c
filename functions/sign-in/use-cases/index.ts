import type { accountArea } from "../contract/index.ts";
import type { UseCases } from "../../http/call.ts";
import { activate, confirm, resend } from "./activation.ts";
import type { AccountDependencies } from "../dependencies.ts";
import { forgot, reset } from "./forgotten-password.ts";
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
});
