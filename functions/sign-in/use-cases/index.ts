import type { signInRoutes } from "../contract/index.ts";
import type { UseCases } from "../../http/call.ts";
import { activate, confirm, resend } from "./activation.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { forgot, reset } from "./forgotten-password.ts";
import { answerSecondFactor, readOwn, recover, renew, signIn, signOut } from "./session.ts";

export const signInUseCases = (deps: SignInDependencies): UseCases<typeof signInRoutes> => ({
  "sign-in.challenge": async () => ({ body: await deps.robot.challenge() }),
  "sign-in.activate": (call) => activate(deps, call),
  "sign-in.confirmActivation": (call) => confirm(deps, call),
  "sign-in.resendCode": (call) => resend(deps, call),
  "sign-in.forgotPassword": (call) => forgot(deps, call),
  "sign-in.resetPassword": (call) => reset(deps, call),
  "sign-in.openSession": (call) => signIn(deps, call),
  "sign-in.secondFactor": (call) => answerSecondFactor(deps, call),
  "sign-in.recover": (call) => recover(deps, call),
  "sign-in.readSession": (call) => readOwn(deps, call),
  "sign-in.renewSession": (call) => renew(deps, call),
  "sign-in.closeSession": (call) => signOut(deps, call),
});
