import type { SessionView } from "./contract/session.ts";
import type { Instant } from "../kernel/ids.ts";
import type { Session } from "../http/session.ts";

/** A session as the shell of both sites reads it. */
export const viewOf = (session: Session, renewBefore: Instant): SessionView => ({
  login: session.login,
  role: session.role,
  displayName: session.displayName,
  requiredAction: session.requiredAction,
  renewBefore,
  endsAt: session.endsAt,
  ...(session.role === "guardian" ? { familyCode: session.familyCode } : {}),
});
