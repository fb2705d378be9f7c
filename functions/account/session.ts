/**
 * Sign-in, renewal, sign-out. The browser never sees a token: the access token is an HttpOnly cookie, the refresh token stays in
 * the session record, sealed.
 */
import { plusSeconds } from "../clock.ts";
import type { accountRoutes, SessionView } from "../contract/account.ts";
import { readId, type Instant, type Login } from "../domain/ids.ts";
import type { Session } from "../domain/session.ts";
import type { Call } from "../http/call.ts";
import { accessCookie, clearCookie, setCookie, sidCookie } from "../http/cookies.ts";
import { Problem } from "../http/problem.ts";
import { hashSid } from "../http/session.ts";
import { readLogin, type LoginRecord } from "../store/logins.ts";
import { closeSession, openSession, readSession } from "../store/sessions.ts";
import { completeActivation } from "./complete-activation.ts";
import type { AccountDependencies } from "./dependencies.ts";
import { forgetSignIn, takeSignIn } from "./limits.ts";
import { loginOfSid, newSid, seal, unseal } from "./sid.ts";

/** Seconds: a working day; and the month that « rester connecté » gives a family. */
const day = 12 * 3600;
const month = 30 * 86_400;

const view = (session: Session, renewBefore: Instant): SessionView => ({
  login: session.login, role: session.role, displayName: session.displayName, renewBefore, endsAt: session.endsAt,
  ...(session.role === "guardian" ? { familyCode: session.familyCode } : {}),
});

const refused = () => new Problem("signIn.refused", "Identifiant ou mot de passe incorrect. Vérifiez-les, ou choisissez « Mot de passe oublié ».");

async function whose(deps: AccountDependencies, login: Login): Promise<LoginRecord | null> {
  const known = await readLogin(deps.table, login);
  if (known) return known;
  const code = readId("FamilyCode", login);
  return code && completeActivation(deps.table, code, deps.clock);
}

/** Use case `session.open`. The same refusal for an unknown sign-in, a wrong password, an unconfirmed account. */
export async function signIn(deps: AccountDependencies, { body, viewer }: Call<(typeof accountRoutes)["session.open"]>) {
  const { login } = body;
  await takeSignIn(deps, login, viewer.address);
  const tokens = await deps.identity.signIn(login, body.password);
  if (tokens === "tooMany")
    throw new Problem("server.busy", { detail: "Beaucoup de familles se connectent en ce moment. Recommencez dans quelques secondes.", retryAfter: 5 });
  if (tokens === "refused" || tokens.refreshToken === null) throw refused();
  const [record, facts] = await Promise.all([whose(deps, login), deps.verifyToken(tokens.accessToken)]);
  if (!record || (record.role === "staff") !== facts.staff) throw refused();
  const now = deps.clock();
  const remembered = body.remember === true && record.role === "guardian";
  const { termsVersion: _version, termsAcceptedAt: _at, ...owner } = { termsVersion: undefined, termsAcceptedAt: undefined, ...record };
  const session: Session = { ...owner, openedAt: now, endsAt: plusSeconds(now, remembered ? month : day) };
  const sid = newSid(login);
  await Promise.all([openSession(deps.table, hashSid(sid), { ...session, refreshToken: seal(sid, tokens.refreshToken) }), forgetSignIn(deps, login, viewer.address)]);
  const maxAge = remembered ? month : undefined;
  return {
    body: view(session, plusSeconds(now, tokens.expiresIn)),
    cookies: [setCookie(sidCookie, sid, maxAge), setCookie(accessCookie, tokens.accessToken, maxAge)],
  };
}

/** Use case `session.read`. */
export async function readOwn(deps: AccountDependencies, { session, cookies }: Call<(typeof accountRoutes)["session.read"]>) {
  const { expiresAt } = await deps.verifyToken(cookies.get(accessCookie) ?? "");
  return { body: view(session, plusSeconds(deps.clock(), expiresAt - Date.parse(deps.clock()) / 1000)) };
}

/** Use case `session.renew`: a new access token, as long as the session lasts. Errors: `session.missing`. */
export async function renew(deps: AccountDependencies, { cookies }: Call<(typeof accountRoutes)["session.renew"]>) {
  const missing = () => new Problem("session.missing", "Votre session est terminée. Identifiez-vous pour continuer : ce que vous avez saisi est gardé.");
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
  const remembered = Date.parse(session.endsAt) - Date.parse(session.openedAt) > day * 1000;
  return { body: view(session, plusSeconds(now, tokens.expiresIn)), cookies: [setCookie(accessCookie, tokens.accessToken, remembered ? remaining : undefined)] };
}

/** Use case `session.close`: signing out twice, or without a session, is signing out. */
export async function signOut(deps: AccountDependencies, { cookies }: Call<(typeof accountRoutes)["session.close"]>) {
  const sid = cookies.get(sidCookie);
  const login = sid === undefined ? null : loginOfSid(sid);
  if (sid !== undefined && login) {
    const session = await readSession(deps.table, login, hashSid(sid));
    if (session) {
      await closeSession(deps.table, login, hashSid(sid));
      await deps.identity.revoke(unseal(sid, session.refreshToken));
    }
  }
  return { body: undefined, cookies: [clearCookie(sidCookie), clearCookie(accessCookie)] };
}
