/**
 * « Mes codes d’accès »: each change asks for what proves the person, leaves an entry, and tells the address that was
 * known.
 */
import type { ownAccess } from "../contract/own.ts";
import { auditKinds } from "../../sign-in/rules/audit.ts";
import type { Call } from "../../http/call.ts";
import { accessCookie, clearCookie, sidCookie } from "../../http/cookies.ts";
import { Problem } from "../../http/problem.ts";
import type { Session } from "../../http/session.ts";
import { hashSid } from "../../http/session-guard.ts";
import { readAudit } from "../../sign-in/store/audit.ts";
import { readHousehold } from "../../family/store/families.ts";
import { changeGuardianPhone, proveGuardianEmail } from "../../family/store/guardian-contact.ts";
import { readLogin, recordStaffEmail, recordTerms } from "../../sign-in/store/logins.ts";
import { countRecoveryCodes } from "../../sign-in/store/recovery-codes.ts";
import { clearRequiredAction, closeAllSessions, closeSession, listSessions } from "../../sign-in/store/sessions.ts";
import { refuseCode } from "../../sign-in/refuse-code.ts";
import type { AccessDependencies } from "../dependencies.ts";
import { placeOfSession, takeCode, takeMail, takeSignIn } from "../../sign-in/limits.ts";
import { checkNewPassword, refuseWeak } from "../../sign-in/refuse-password.ts";
import { isUnjudged, unjudged } from "../../sign-in/refuse-sign-in.ts";
import { notify, record as audit } from "../../sign-in/record.ts";
import { viewOwn } from "../../sign-in/view-own.ts";

type Routes = typeof ownAccess;

const activityShown = 30;

const wrongPassword = (field: string) =>
  new Problem("signIn.refused", {
    detail: "Ce mot de passe n’est pas le vôtre. Rien n’a changé.",
    errors: [{ field, message: "Ce mot de passe n’est pas le vôtre. Saisissez votre mot de passe actuel." }],
  });

const tooMany = () =>
  new Problem("tooManyAttempts", {
    detail: "Trop d’essais en peu de temps. Recommencez dans 15 minutes.",
    retryAfter: 900,
  });

/** Use case `access.read`. */
export async function readAccess(
  { table, identity, clock, town }: AccessDependencies,
  { session, cookies }: Call<Routes["access.read"]>,
) {
  const current = hashSid(cookies.get(sidCookie) ?? "");
  const [user, login, household, codesLeft, sessions, activity] = await Promise.all([
    identity.find(session.login),
    readLogin(table, session.login),
    session.role === "guardian" ? readHousehold(table, session.familyCode) : null,
    session.role === "staff" ? countRecoveryCodes(table, session.login) : 0,
    listSessions(table, session.login, clock()),
    readAudit(table, session.login, activityShown),
  ]);
  const guardian =
    session.role === "guardian" ? household?.guardians.find(({ id }) => id === session.guardianId) : undefined;
  return {
    body: {
      login: session.login,
      email: user?.email ?? null,
      phone: guardian?.phone ?? null,
      secondFactor: login?.role === "staff" ? { enrolled: login.secondFactor, recoveryCodesLeft: codesLeft } : null,
      sessions: sessions.map(({ sidHash, device, origin, openedAt, endsAt }) => ({
        id: sidHash,
        device,
        origin,
        openedAt,
        endsAt,
        current: sidHash === current,
      })),
      activity: activity.map((entry) => ({ ...entry, label: auditKinds[entry.kind] })),
      activityKeptDays: town.auditKeptDays,
    },
  };
}

/** Use case `access.changePassword`: the other sessions end, the person is told. */
export async function changePassword(
  deps: AccessDependencies,
  { body, session, cookies, viewer }: Call<Routes["access.changePassword"]>,
) {
  const user = await deps.identity.find(session.login);
  checkNewPassword(body.password, body.passwordAgain, [
    session.login,
    session.displayName,
    user?.email?.split("@")[0] ?? "",
  ]);
  const attempt = await takeSignIn(deps, session.login, placeOfSession(viewer));
  const outcome = await deps.own(cookies.get(accessCookie) ?? "").changePassword(body.current, body.password);
  if (outcome === "tooMany") throw tooMany();
  if (outcome === "locked") throw unjudged(outcome);
  if (outcome === "weakPassword") refuseWeak();
  if (outcome === "refused") throw wrongPassword("current");
  await Promise.all([
    closeAllSessions(deps.table, session.login, hashSid(cookies.get(sidCookie) ?? "")),
    attempt.wasRight(),
    audit(deps, session.login, "passwordChanged", viewer),
    notify(deps, session.login, "passwordChanged", user?.email ?? null, viewer),
  ]);
  return { body: undefined };
}

/**
 * Use case `access.changeEmail`: a code to the new address, a word to the old one, which stays until the code is given.
 */
export async function changeEmail(
  deps: AccessDependencies,
  { body, session, cookies, viewer }: Call<Routes["access.changeEmail"]>,
) {
  if (body.email.toLowerCase() !== body.emailAgain.toLowerCase())
    throw new Problem("request.invalid", {
      detail: "Les deux adresses e-mail ne sont pas les mêmes.",
      errors: [{ field: "emailAgain", message: "Saisissez deux fois la même adresse." }],
    });
  const attempt = await takeSignIn(deps, session.login, placeOfSession(viewer));
  const answer = await deps.identity.signIn(session.login, body.password);
  if (isUnjudged(answer)) throw unjudged(answer);
  if (answer === "refused") throw wrongPassword("password");
  await Promise.all([attempt.wasRight(), takeMail(deps, session.login, placeOfSession(viewer))]);
  const user = await deps.identity.find(session.login);
  const outcome = await deps.own(cookies.get(accessCookie) ?? "").changeEmail(body.email, { portal: viewer.portal });
  if (outcome !== "sent") throw tooMany();
  await Promise.all([
    audit(deps, session.login, "emailChangeAsked", viewer),
    notify(deps, session.login, "emailChangeAsked", user?.email ?? null, viewer),
  ]);
  return {
    body: {
      detail: `Un code vient de partir à l’adresse ${body.email}. Saisissez-le pour confirmer ; d’ici là, l’ancienne adresse reste la vôtre.`,
    },
  };
}

/** Use case `access.confirmEmail`. */
export async function confirmEmail(
  deps: AccessDependencies,
  { body, session, cookies, viewer }: Call<Routes["access.confirmEmail"]>,
) {
  const attempt = await takeCode(deps, "address", session.login, placeOfSession(viewer));
  const before = await deps.identity.find(session.login);
  if ((await deps.own(cookies.get(accessCookie) ?? "").confirmEmail(body.code)) !== "confirmed") refuseCode();
  await proveOwnEmail(deps, session);
  await Promise.all([
    attempt.wasRight(),
    audit(deps, session.login, "emailChanged", viewer),
    notify(deps, session.login, "emailChanged", before?.email ?? null, viewer),
  ]);
  return { body: undefined };
}

/**
 * The address that the pool knows is the one that a code was answered from: the family's file or the list of staff shows
 * it, mails go there.
 */
async function proveOwnEmail({ table, identity }: AccessDependencies, session: Session): Promise<void> {
  const email = (await identity.find(session.login))?.email;
  if (!email) return;
  if (session.role === "staff") await recordStaffEmail(table, session.login, email);
  else await proveGuardianEmail(table, session.familyCode, session.guardianId, email);
}

/** Use case `access.changePhone`. Errors: `changed` when the file was written to at the same time. */
export async function changePhone(
  deps: AccessDependencies,
  { body, session, viewer }: Call<Routes["access.changePhone"]>,
) {
  if (
    !(await changeGuardianPhone(
      deps.table,
      session.familyCode,
      session.guardianId,
      body.phone === "" ? null : body.phone,
    ))
  )
    throw new Problem("changed", "Votre fiche vient d’être modifiée. Rechargez la page et recommencez.");
  await audit(deps, session.login, "phoneChanged", viewer);
  return { body: undefined };
}

/** Use case `access.endSession`. Ending one that is over changes nothing. */
export async function endSession(
  deps: AccessDependencies,
  { params, session, viewer }: Call<Routes["access.endSession"]>,
) {
  await closeSession(deps.table, session.login, params.sessionId);
  await audit(deps, session.login, "sessionEnded", viewer);
  return { body: undefined };
}

/** Use case `access.endAllSessions`, this one included. */
export async function endAllSessions(
  deps: AccessDependencies,
  { session, viewer }: Call<Routes["access.endAllSessions"]>,
) {
  await Promise.all([
    closeAllSessions(deps.table, session.login),
    deps.identity.signOutEverywhere(session.login),
    audit(deps, session.login, "allSessionsEnded", viewer),
  ]);
  return { body: undefined, cookies: [clearCookie(sidCookie), clearCookie(accessCookie)] };
}

/** Use case `access.acceptTerms`: the version in force, at this moment. */
export async function acceptTerms(
  deps: AccessDependencies,
  { body, session, cookies, viewer }: Call<Routes["access.acceptTerms"]>,
) {
  if (body.version !== deps.town.termsVersion)
    throw new Problem("request.invalid", {
      detail: "Les conditions générales ont changé. Rechargez la page, lisez-les et acceptez-les.",
      errors: [{ field: "version", message: "Cette version n’est plus en vigueur." }],
    });
  await recordTerms(deps.table, session.login, body.version, deps.clock());
  // An adult who was invited accepts them first of all, having answered the mail that brought the code.
  await proveOwnEmail(deps, session);
  await Promise.all([
    clearRequiredAction(deps.table, session.login, hashSid(cookies.get(sidCookie) ?? "")),
    audit(deps, session.login, "termsAccepted", viewer),
  ]);
  return { body: await viewOwn(deps, { ...session, requiredAction: null }, cookies) };
}
