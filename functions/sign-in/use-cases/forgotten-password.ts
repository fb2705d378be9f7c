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
import { askedHere, forgetAsked, rememberAsked } from "../asked.ts";
import { rememberDevice } from "../device.ts";
import { mayMail, placeOf, takeMail, takeMailedCode } from "../limits.ts";
import { checkNewPassword } from "../refuse-password.ts";
import { notify, record as audit } from "../record.ts";
import { refuseCode } from "../refuse-code.ts";
import { standingLogin } from "./standing-login.ts";

/** Use case `sign-in.forgotPassword`. */
export async function forgot(
  deps: SignInDependencies,
  call: Call<(typeof activationRoutes)["sign-in.forgotPassword"]>,
) {
  const { body, viewer } = call;
  await deps.robot.verify(body.robot);
  const login = await meantLogin(deps.table, body.login);
  const place = placeOf(deps, login, call);
  const before = askedHere(deps, "password", login, call.cookies);
  await takeMail(deps, login, place);
  let mailed = false;
  await quietly(deps, "forgotPassword", async () => {
    // A user who stands for nobody is sent nothing: their address may be that of an adult who has left the household.
    const known = await deps.identity.find(login);
    if (known?.confirmed !== true || !(await standingLogin(deps, login))) return;
    if (await mayMail(deps, login, { use: "password", place, asked: before }))
      mailed = (await deps.identity.forgotPassword(login, { portal: viewer.portal })) === "sent";
  });
  return {
    body: {
      detail:
        "Si un compte existe pour cet identifiant, un code vient de partir à l’adresse e-mail de ce compte. Il est valable une heure ; au-delà de quelques envois par heure, c’est le dernier code reçu qui vaut.",
    },
    cookies: [rememberAsked(deps, "password", login, { mailed, before })],
  };
}

/** Use case `sign-in.resetPassword`. Errors: `code.refused` (also for an unknown sign-in), `password.weak`. */
export async function reset(deps: SignInDependencies, call: Call<(typeof activationRoutes)["sign-in.resetPassword"]>) {
  const { body, viewer } = call;
  checkNewPassword(body.password, body.passwordAgain, [body.login]);
  const login = await meantLogin(deps.table, body.login);
  const place = placeOf(deps, login, call);
  const asked = askedHere(deps, "password", login, call.cookies);
  const attempt = await takeMailedCode(deps, login, { use: "password", place, asked });
  const even = evenTime(deps.evenPace / 2);
  if ((await deps.identity.resetPassword(login, body.code, body.password)) !== "changed") {
    await even;
    refuseCode();
  }
  const user = await deps.identity.find(login);
  await Promise.all([
    attempt.wasRight(),
    closeAllSessions(deps.table, login),
    deps.identity.signOutEverywhere(login),
    audit(deps, login, "passwordChanged", viewer),
    notify(deps, login, "passwordChanged", user?.email ?? null, viewer),
  ]);
  // Whoever reads that mailbox is at home here: wrong passwords that others try never keep this device out.
  return { body: undefined, cookies: [rememberDevice(deps.deviceSecret, login, place.device), forgetAsked()] };
}
