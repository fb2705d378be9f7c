/** Opens a session for tokens that the pool has just given. */
import { plusSeconds } from "../../kernel/clock.ts";
import { coarseAddress, deviceName } from "../rules/origin.ts";
import type { RequiredAction, Session } from "../../http/session.ts";
import type { Viewer } from "../../http/call.ts";
import { accessCookie, setCookie, sidCookie } from "../../http/cookies.ts";
import { hashSid } from "../../http/session-guard.ts";
import type { LoginRecord } from "../store/logins.ts";
import { closeSession, openSession, readEnding } from "../store/sessions.ts";
import type { SignInDependencies } from "../dependencies.ts";
import type { Tokens } from "../identity-provider.ts";
import { viewOf } from "../session-view.ts";
import { newSid, seal } from "../sid.ts";

/** Seconds: a working day; and the month that « rester connecté » gives a family. */
export const workingDay = 12 * 3600;
const month = 30 * 86_400;

/** A staff session without a verified second factor may only enrol; a family accepts the terms in force first. */
function dutyOf(record: LoginRecord, secondFactorDone: boolean, termsVersion: string): RequiredAction | null {
  if (record.role === "staff") return secondFactorDone ? null : "enrolSecondFactor";
  return record.termsVersion === termsVersion ? null : "acceptTerms";
}

export interface Opening {
  readonly record: LoginRecord;
  readonly tokens: Tokens & { readonly refreshToken: string };
  readonly secondFactorDone: boolean;
  readonly remember: boolean;
  /** The last end of all sessions of this sign-in, as it was read before the pool judged the password. */
  readonly ending: string;
}

/**
 * Null when all sessions of this sign-in were ended since: who ended them did not see this one, and may have done it
 * because somebody has that password.
 */
export async function open(
  deps: Pick<SignInDependencies, "table" | "clock" | "town">,
  { record, tokens, secondFactorDone, remember, ending }: Opening,
  viewer: Viewer,
) {
  const now = deps.clock();
  const remembered = remember && record.role === "guardian";
  const common = {
    login: record.login,
    displayName: record.displayName,
    openedAt: now,
    endsAt: plusSeconds(now, remembered ? month : workingDay),
    requiredAction: dutyOf(record, secondFactorDone, deps.town.termsVersion),
    device: deviceName(viewer.userAgent),
    origin: coarseAddress(viewer.address),
  };
  const session: Session =
    record.role === "staff"
      ? { ...common, role: "staff", grants: record.grants }
      : { ...common, role: "guardian", familyCode: record.familyCode, guardianId: record.guardianId };
  const sid = newSid(record.login);
  await openSession(deps.table, hashSid(sid), { ...session, refreshToken: seal(sid, tokens.refreshToken) });
  if ((await readEnding(deps.table, record.login)) !== ending) {
    await closeSession(deps.table, record.login, hashSid(sid));
    return null;
  }
  const maxAge = remembered ? month : undefined;
  return {
    body: viewOf(session, plusSeconds(now, tokens.expiresIn)),
    cookies: [setCookie(sidCookie, sid, maxAge), setCookie(accessCookie, tokens.accessToken, maxAge)],
  };
}
