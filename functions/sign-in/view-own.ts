import { plusSeconds, type Clock } from "../kernel/clock.ts";
import type { SessionView } from "./contract/session.ts";
import type { Session } from "../http/session.ts";
import { accessCookie } from "../http/cookies.ts";
import type { SessionReader } from "../http/session-guard.ts";
import { viewOf } from "./session-view.ts";

interface Viewing {
  readonly verifyToken: SessionReader["verifyToken"];
  readonly clock: Clock;
}

/** The session as its page shows it, with the life left to its access token. */
export async function viewOwn(
  { verifyToken, clock }: Viewing,
  session: Session,
  cookies: ReadonlyMap<string, string>,
): Promise<SessionView> {
  const { expiresAt } = await verifyToken(cookies.get(accessCookie) ?? "");
  return viewOf(session, plusSeconds(clock(), expiresAt - Date.parse(clock()) / 1000));
}
