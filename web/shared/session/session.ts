/**
 * Who is signed in, as the page knows it. The proof is a cookie that scripts cannot read; a flag in the storage
 * remembers only that there may be one, so that a visitor who never signed in costs no call and sees no error.
 */
import type { SessionView } from "../../../functions/sign-in/contract/session.ts";
import { createStore } from "../store.ts";
import { lasting } from "../storage.ts";

type SessionState =
  /** Not asked yet. */
  | { readonly status: "unknown" }
  /** `ended`: there was one, which ran out while the page was open. */
  | { readonly status: "none"; readonly ended: boolean }
  | { readonly status: "open"; readonly view: SessionView };

const flag = "portail.session";
export const session = createStore<SessionState>(
  lasting.read(flag) === null ? { status: "none", ended: false } : { status: "unknown" },
);

/** Whose session there may be, as far as this browser remembers. */
export const lastRole = (): string | null => lasting.read(flag);

const forgetters = new Set<() => void>();
/** Registers what must be forgotten when the session changes hands (cached answers of a family). */
export const onSessionChange = (forget: () => void): void => void forgetters.add(forget);
const forgetAll = (): void => {
  for (const forget of forgetters) forget();
};

export function sessionOpened(view: SessionView): void {
  const before = session.get();
  // While nobody knew who is signed in, only this very session's own answers can have been asked for.
  if (before.status === "none" || (before.status === "open" && before.view.login !== view.login)) forgetAll();
  lasting.write(flag, view.role);
  session.set({ status: "open", view });
}

/** The server says that there is no session any more. */
export function sessionEnded(): void {
  const before = session.get();
  lasting.remove(flag);
  forgetAll();
  if (before.status !== "none") session.set({ status: "none", ended: before.status === "open" });
}

/** The person signed out. */
export function sessionClosed(): void {
  lasting.remove(flag);
  forgetAll();
  session.set({ status: "none", ended: false });
}

export const signedInAs = (): SessionView | null => {
  const state = session.get();
  return state.status === "open" ? state.view : null;
};
