/**
 * The recovery codes on screen, which are shown once: what renews the session behind the page, or opens it, must not
 * take them away before the staff member has kept them.
 */
import { onSessionChange } from "../../shared/session/session.ts";
import { createStore } from "../../shared/store.ts";

export const recoveryCodes = createStore<readonly string[] | null>(null);
onSessionChange(() => {
  recoveryCodes.set(null);
});
