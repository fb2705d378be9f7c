/**
 * Signs in. On opening day the identity service may be saturated: the page waits by itself and says so,
 * instead of sending people back to press the button again.
 */
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import type { Call } from "../api/client.ts";
import { Problem } from "../api/problem.ts";

interface SignInDeps {
  readonly call: Call;
  /** Called every second of the wait with the seconds left, then with null. */
  readonly onWait: (seconds: number | null) => void;
  readonly second: () => Promise<void>;
  readonly random: () => number;
}

const tries = 6;
const shortestWait = 4;

export async function openSession(
  deps: SignInDeps,
  body: { readonly login: string; readonly password: string; readonly remember: boolean },
): Promise<SessionView> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await deps.call("sign-in.openSession", { body });
    } catch (error) {
      if (!(error instanceof Problem) || !error.is("server.busy") || attempt >= tries) throw error;
      // Spread over half as long again: everyone who was refused together must not come back together.
      const asked = Math.max(error.retryAfter ?? 0, shortestWait) * attempt;
      for (let left = Math.ceil(asked * (1 + deps.random() / 2)); left > 0; left--) {
        deps.onWait(left);
        await deps.second();
      }
      deps.onWait(null);
    }
  }
}
