/**
 * Forgotten password: a mailed code, one hour, then every session ends. The first answer never tells whether the
 * sign-in exists.
 */
import type { activationRoutes } from "../contract/activation.ts";
import type { Call } from "../../http/call.ts";
import { closeAllSessions } from "../store/sessions.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { evenTime, quietly } from "../even-time.ts";
import { meantLogin } from "../meant-login.ts";
import { forgetCodes, mayMail, placeOf, takeCode, takeMail } from "../limits.ts";
import { checkNewPassword } from "../refuse-password.ts";
import { notify, record as audit } from "../record.ts";
import { refuseCode } from "../refuse-code.ts";

/** Use case `sign-in.forgotPassword`. */
export async function forgot(
  deps: SignInDependencies,
  call: Call<(typeof activationRoutes)["sign-in.forgotPassword"]>,
) {
  const { body, viewer } = call;
  await deps.robot.verify(body.robot);
  const login = await meantLogin(deps.table, body.login);
  await takeMail(deps, login, placeOf(deps, login, call));
  await quietly(deps, "forgotPassword", async () => {
    if (await mayMail(deps, login)) await deps.identity.forgotPassword(login, { portal: viewer.portal });
  });
  return {
    body: {
      detail:
        "Si un compte existe pour cet identifiant, un code vient de partir à l’adresse e-mail de ce compte. Il est valable une heure.",
    },
  };
}

/** Use case `sign-in.resetPassword`. Errors: `code.refused` (also for an unknown sign-in), `password.weak`. */
export async function reset(deps: SignInDependencies, call: Call<(typeof activationRoutes)["sign-in.resetPassword"]>) {
  const { body, viewer } = call;
  checkNewPassword(body.password, body.passwordAgain, [body.login]);
  const login = await meantLogin(deps.table, body.login);
  const place = placeOf(deps, login, call);
  await takeCode(deps, "password", login, place);
  const even = evenTime(deps.evenPace / 2);
  if ((await deps.identity.resetPassword(login, body.code, body.password)) !== "changed") {
    await even;
    refuseCode();
  }
  const user = await deps.identity.find(login);
  await Promise.all([
    forgetCodes(deps, "password", login, place),
    closeAllSessions(deps.table, login),
    deps.identity.signOutEverywhere(login),
    audit(deps, login, "passwordChanged", viewer),
    notify(deps, login, "passwordChanged", user?.email ?? null, viewer),
  ]);
  return { body: undefined };
}
