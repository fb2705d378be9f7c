/**
 * Forgotten password: a mailed code, one hour, then every session ends. The first answer never tells whether the
 * sign-in exists.
 */
import type { activationRoutes } from "../contract/activation.ts";
import type { Call } from "../../http/call.ts";
import { closeAllSessions } from "../store/sessions.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { inConstantTime } from "../constant-time.ts";
import { forgetCodes, takeCode, takeMail } from "../limits.ts";
import { checkNewPassword, refuseWeak } from "../refuse-password.ts";
import { notify, record as audit } from "../record.ts";
import { refuseCode } from "../refuse-code.ts";

/** Use case `sign-in.forgotPassword`. */
export async function forgot(
  deps: SignInDependencies,
  { body, viewer }: Call<(typeof activationRoutes)["sign-in.forgotPassword"]>,
) {
  await takeMail(deps, body.login, viewer.address);
  await inConstantTime(deps.evenPace, deps.identity.forgotPassword(body.login, { portal: viewer.portal }));
  return {
    body: {
      detail:
        "Si un compte existe pour cet identifiant, un code vient de partir à l’adresse électronique de ce compte. Il est valable une heure.",
    },
  };
}

/** Use case `sign-in.resetPassword`. Errors: `code.refused` (also for an unknown sign-in), `password.weak`. */
export async function reset(
  deps: SignInDependencies,
  { body, viewer }: Call<(typeof activationRoutes)["sign-in.resetPassword"]>,
) {
  checkNewPassword(body.password, body.passwordAgain, [body.login]);
  await takeCode(deps, body.login, viewer.address);
  const outcome = await deps.identity.resetPassword(body.login, body.code, body.password);
  if (outcome === "weakPassword") refuseWeak();
  if (outcome !== "changed") refuseCode();
  const user = await deps.identity.find(body.login);
  await Promise.all([
    forgetCodes(deps, body.login),
    closeAllSessions(deps.table, body.login),
    deps.identity.signOutEverywhere(body.login),
    audit(deps, body.login, "passwordChanged", viewer),
    notify(deps, body.login, "passwordChanged", user?.email ?? null, viewer),
  ]);
  return { body: undefined };
}
