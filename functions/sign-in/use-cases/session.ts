/**
 * Sign-in in one or two steps, renewal, sign-out. The browser never sees a token: the access token is an HttpOnly
 * cookie, the refresh token stays in the session record, sealed.
 */
import { plusSeconds } from "../../kernel/clock.ts";
import type { sessionRoutes } from "../contract/session.ts";
import type { Login } from "../../kernel/ids.ts";
import type { Call, Viewer } from "../../http/call.ts";
import { accessCookie, clearCookie, setCookie, sidCookie, stepCookie } from "../../http/cookies.ts";
import { Problem } from "../../http/problem.ts";
import { hashSid } from "../../http/session-guard.ts";
import { readLogin, recordLostFactor } from "../store/logins.ts";
import { forgetRecoveryCodes, useRecoveryCode } from "../store/recovery-codes.ts";
import { closeAllSessions, closeSession, readEnding, readSession } from "../store/sessions.ts";
import { refuseAppCode } from "../app-code.ts";
import type { SignInDependencies } from "../dependencies.ts";
import { evenTime } from "../even-time.ts";
import { rememberDevice } from "../device.ts";
import type { Tokens } from "../identity-provider.ts";
import { meantLogin } from "../meant-login.ts";
import { knowSignIn, placeOf, takeCode, takeSignIn, type Place } from "../limits.ts";
import { open, workingDay, type Opening } from "./open-session.ts";
import { notify, record as audit } from "../record.ts";
import { hashRecoveryCode } from "../recovery-code.ts";
import { unjudged } from "../refuse-sign-in.ts";
import { askSecondStep, readStandingStep } from "../second-step.ts";
import { viewOf } from "../session-view.ts";
import { loginOfSid, unseal } from "../sid.ts";
import { viewOwn } from "../view-own.ts";
import { standingLogin } from "./standing-login.ts";

type Routes = typeof sessionRoutes;

/** The pool's lock is among the reasons: told apart, it would tell a stranger that there is somebody of that name. */
const refused = () =>
  new Problem(
    "signIn.refused",
    "Identifiant ou mot de passe incorrect, ou trop d’essais en peu de temps. Vérifiez-les, choisissez « Mot de passe oublié », ou recommencez dans un quart d’heure.",
  );

/**
 * Opens a session when the pool and the table agree on who this is: a staff sign-in is in the group and active, a
 * guardian's is not in it.
 */
async function admit(
  deps: SignInDependencies,
  login: Login,
  tokens: Tokens,
  viewer: Viewer,
  { place, ...how }: Pick<Opening, "secondFactorDone" | "remember" | "ending"> & { readonly place: Place },
) {
  const [record, facts] = await Promise.all([standingLogin(deps, login), deps.verifyToken(tokens.accessToken)]);
  const { refreshToken } = tokens;
  if (!record || refreshToken === null || (record.role === "staff") !== facts.staff) throw refused();
  if (record.role === "staff" && record.state !== "active") throw refused();
  const [opened] = await Promise.all([
    open(deps, { record, tokens: { ...tokens, refreshToken }, ...how }, viewer),
    knowSignIn(deps, login, place),
    audit(deps, login, "signedIn", viewer),
  ]);
  if (!opened) throw refused();
  return { ...opened, cookies: [...opened.cookies, rememberDevice(deps.deviceSecret, login, place.device)] };
}

/**
 * Use case `sign-in.openSession`. The same refusal, after the same time, for an unknown sign-in, a wrong password, an
 * unconfirmed, disabled or locked account; the failure is recorded for the person it concerns. Errors: `tooManyAttempts`,
 * ours, or the pool's own on a device that is known.
 */
export async function signIn(deps: SignInDependencies, call: Call<Routes["sign-in.openSession"]>) {
  const { body, viewer } = call;
  const login = await meantLogin(deps.table, body.login);
  const place = placeOf(deps, login, call);
  const [attempt, ending] = await Promise.all([takeSignIn(deps, login, place), readEnding(deps.table, login)]);
  const even = evenTime(deps.evenPace / 2);
  const answer = await deps.identity.signIn(login, body.password);
  if (typeof answer === "string") {
    if (answer === "refused" && (await readLogin(deps.table, login))) await audit(deps, login, "signInFailed", viewer);
    await even;
    if (answer === "tooMany" || (answer === "locked" && place.device !== null)) throw unjudged(answer);
    throw refused();
  }
  await attempt.wasRight();
  if ("secondStep" in answer) throw askSecondStep(deps, { login, secondStep: answer.secondStep, ending });
  const how = { secondFactorDone: false, remember: body.remember === true, ending };
  return admit(deps, login, answer, viewer, { ...how, place });
}

/** Use case `sign-in.secondFactor`. Errors: `code.refused`, `signIn.refused` when the first step is over. */
export async function answerSecondFactor(deps: SignInDependencies, call: Call<Routes["sign-in.secondFactor"]>) {
  const { body, cookies, viewer } = call;
  const { login, secondStep, ending } = await readStandingStep(deps, cookies);
  const place = placeOf(deps, login, call);
  const attempt = await takeCode(deps, "secondFactor", login, place);
  const answer = await deps.identity.answerSecondStep(login, secondStep, body.code);
  if (answer === "wrongCode") {
    await audit(deps, login, "secondFactorFailed", viewer);
    refuseAppCode();
  }
  if (answer === "refused") throw refused();
  // The password was right: whoever is here knows already that there is somebody of that name.
  if (answer === "locked") throw unjudged(answer);
  const [opened] = await Promise.all([
    admit(deps, login, answer, viewer, { secondFactorDone: true, remember: false, ending, place }),
    attempt.wasRight(),
  ]);
  return { ...opened, cookies: [...opened.cookies, clearCookie(stepCookie)] };
}

/**
 * Use case `sign-in.recover`: the app is lost. The password was right (the step cookie proves it) and the code is used
 * up, so the second factor is dropped, every session ends, and the next sign-in can only enrol a new one.
 */
export async function recover(deps: SignInDependencies, call: Call<Routes["sign-in.recover"]>) {
  const { body, cookies, viewer } = call;
  const { login } = await readStandingStep(deps, cookies);
  const place = placeOf(deps, login, call);
  const attempt = await takeCode(deps, "recovery", login, place);
  if (!(await useRecoveryCode(deps.table, login, hashRecoveryCode(body.recoveryCode)))) {
    await audit(deps, login, "secondFactorFailed", viewer);
    throw new Problem("code.refused", {
      detail: "Ce code de secours est faux ou a déjà servi.",
      errors: [{ field: "recoveryCode", message: "Vérifiez le code, ou prenez-en un autre de votre liste." }],
    });
  }
  await deps.identity.dropSecondFactor(login);
  const found = await deps.identity.find(login);
  await Promise.all([
    recordLostFactor(deps.table, login, deps.clock()),
    forgetRecoveryCodes(deps.table, login),
    attempt.wasRight(),
    closeAllSessions(deps.table, login),
    audit(deps, login, "recoveryCodeUsed", viewer),
    notify(deps, login, "recoveryCodeUsed", found?.email ?? null, viewer),
  ]);
  return { body: undefined, cookies: [clearCookie(stepCookie)] };
}

/** Use case `sign-in.readSession`. */
export async function readOwn(deps: SignInDependencies, { session, cookies }: Call<Routes["sign-in.readSession"]>) {
  return { body: await viewOwn(deps, session, cookies) };
}

/** Use case `sign-in.renewSession`: a new access token, as long as the session lasts. Errors: `session.missing`. */
export async function renew(deps: SignInDependencies, { cookies }: Call<Routes["sign-in.renewSession"]>) {
  const missing = () =>
    new Problem("session.missing", {
      detail: "Votre session est terminée. Identifiez-vous pour continuer : ce que vous avez saisi est gardé.",
      cookies: [clearCookie(sidCookie), clearCookie(accessCookie)],
    });
  const sid = cookies.get(sidCookie);
  const login = sid === undefined ? null : loginOfSid(sid);
  if (sid === undefined || !login) throw missing();
  const session = await readSession(deps.table, login, hashSid(sid));
  const now = deps.clock();
  if (!session || session.endsAt <= now) throw missing();
  const tokens = await deps.identity.renew(login, unseal(sid, session.refreshToken));
  if (tokens === "refused") {
    await closeSession(deps.table, login, hashSid(sid));
    throw missing();
  }
  const remaining = (Date.parse(session.endsAt) - Date.parse(now)) / 1000;
  const remembered = Date.parse(session.endsAt) - Date.parse(session.openedAt) > workingDay * 1000;
  return {
    body: viewOf(session, plusSeconds(now, tokens.expiresIn)),
    cookies: [setCookie(accessCookie, tokens.accessToken, remembered ? remaining : undefined)],
  };
}

/** Use case `sign-in.closeSession`: signing out twice, or without a session, is signing out. */
export async function signOut(deps: SignInDependencies, { cookies }: Call<Routes["sign-in.closeSession"]>) {
  const sid = cookies.get(sidCookie);
  const login = sid === undefined ? null : loginOfSid(sid);
  if (sid !== undefined && login) {
    const session = await readSession(deps.table, login, hashSid(sid));
    if (session) {
      await closeSession(deps.table, login, hashSid(sid));
      await deps.identity.revoke(unseal(sid, session.refreshToken));
    }
  }
  return { body: undefined, cookies: [clearCookie(sidCookie), clearCookie(accessCookie), clearCookie(stepCookie)] };
}
