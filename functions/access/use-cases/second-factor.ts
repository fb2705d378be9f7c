/** The second factor of staff: enrolment of an authenticator app, and the recovery codes shown once. */
import type { ownAccess } from "../contract/own.ts";
import type { Call } from "../../http/call.ts";
import { accessCookie, sidCookie } from "../../http/cookies.ts";
import { Problem } from "../../http/problem.ts";
import { hashSid } from "../../http/session-guard.ts";
import { recordSecondFactor } from "../../sign-in/store/logins.ts";
import { putRecoveryCodes } from "../../sign-in/store/recovery-codes.ts";
import { clearRequiredAction, closeAllSessions } from "../../sign-in/store/sessions.ts";
import { refuseAppCode } from "../../sign-in/app-code.ts";
import type { AccessDependencies } from "../dependencies.ts";
import { placeOfSession, takeCode } from "../../sign-in/limits.ts";
import { notify, record as audit } from "../../sign-in/record.ts";
import { hashRecoveryCode, newRecoveryCode } from "../../sign-in/recovery-code.ts";
import { viewOwn } from "../../sign-in/view-own.ts";

type Routes = typeof ownAccess;

const recoveryCodes = 10;

/** Only a session that must enrol may: who has a second factor changes it through a recovery code. */
function mustEnrol(session: { readonly requiredAction: string | null }): void {
  if (session.requiredAction !== "enrolSecondFactor")
    throw new Problem(
      "access.denied",
      "La double authentification est déjà active. Pour changer de téléphone, reconnectez-vous avec un code de secours.",
    );
}

/** Use case `access.beginSecondFactor`. */
export async function beginSecondFactor(
  deps: AccessDependencies,
  { session, cookies }: Call<Routes["access.beginSecondFactor"]>,
) {
  mustEnrol(session);
  const secret = await deps.own(cookies.get(accessCookie) ?? "").beginSecondFactor();
  const issuer = encodeURIComponent(`Portail Famille ${deps.town.name}`);
  return {
    body: {
      secret,
      uri: `otpauth://totp/${issuer}:${encodeURIComponent(session.login)}?secret=${secret}&issuer=${issuer}`,
    },
  };
}

/**
 * Use case `access.confirmSecondFactor`: the app gave a right code; other sessions end, the recovery codes are shown this
 * once.
 */
export async function confirmSecondFactor(
  deps: AccessDependencies,
  { body, session, cookies, viewer }: Call<Routes["access.confirmSecondFactor"]>,
) {
  mustEnrol(session);
  const attempt = await takeCode(deps, "enrolment", session.login, placeOfSession(viewer));
  if ((await deps.own(cookies.get(accessCookie) ?? "").confirmSecondFactor(body.code, session.device)) === "wrongCode")
    refuseAppCode();
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode);
  const current = hashSid(cookies.get(sidCookie) ?? "");
  const found = await deps.identity.find(session.login);
  await Promise.all([
    putRecoveryCodes(deps.table, session.login, codes.map(hashRecoveryCode)),
    recordSecondFactor(deps.table, session.login, deps.clock()),
    closeAllSessions(deps.table, session.login, current),
    clearRequiredAction(deps.table, session.login, current),
    attempt.wasRight(),
    audit(deps, session.login, "secondFactorEnrolled", viewer),
    notify(deps, session.login, "secondFactorEnrolled", found?.email ?? null, viewer),
  ]);
  return {
    body: { recoveryCodes: codes, session: await viewOwn(deps, { ...session, requiredAction: null }, cookies) },
  };
}
