/** What both sites do first: read who is signed in, and keep the session alive while the page is used. */
import { call, renew } from "../api/index.ts";
import { asProblem, type Problem } from "../api/problem.ts";
import { serverNow } from "../clock.ts";
import { turnPage } from "../router.ts";
import { createStore } from "../store.ts";
import { keepRenewed } from "./renewal.ts";
import { session, sessionEnded, sessionOpened } from "./session.ts";

/** Why nobody knows who is signed in, when the portal does not answer. */
export const startProblem = createStore<Problem | null>(null);

export function startSession(): void {
  const renewal = keepRenewed({
    renew,
    now: serverNow,
    random: Math.random,
    visible: () => document.visibilityState === "visible",
    later: (work, milliseconds) => {
      const timer = setTimeout(work, milliseconds);
      return () => {
        clearTimeout(timer);
      };
    },
  });
  let before = shownTo();
  session.subscribe(() => {
    const state = session.get();
    renewal.follow(state.status === "open" ? state.view.renewBefore : null);
    // Signing in, terms to accept, a session that ran out: another page stands at the same address.
    const now = shownTo();
    if (before !== now && before !== "unknown") turnPage();
    before = now;
  });
  document.addEventListener("visibilitychange", renewal.due);
  if (session.get().status === "unknown") readSession();
}

/** What decides, beside the address, which page is drawn. */
const shownTo = (): string => {
  const state = session.get();
  return state.status === "open" ? (state.view.requiredAction ?? "open") : state.status;
};

/** Also called by « Réessayer », on the page that says that the portal does not answer. */
export function readSession(): void {
  startProblem.set(null);
  call("sign-in.readSession").then(sessionOpened, (error: unknown) => {
    const problem = asProblem(error);
    if (problem.status === 401) sessionEnded();
    else startProblem.set(problem);
  });
}
