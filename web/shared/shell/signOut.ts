/** Signs out: the server ends the session, and the page forgets the family even when the server does not answer. */
import { call } from "../api/index.ts";
import { asProblem } from "../api/problem.ts";
import { dropOwnedDrafts } from "../drafts.ts";
import { sessionClosed } from "../session/session.ts";
import { navigate } from "../router.ts";
import { toast } from "../ui/announcements.tsx";

export async function signOut(home: string): Promise<void> {
  try {
    await call("sign-in.closeSession", { repeatable: true });
  } catch (error) {
    // The cookie may still open the session: the person must know, above all on a shared computer.
    toast(asProblem(error).detail);
    return;
  }
  dropOwnedDrafts();
  sessionClosed();
  navigate(home);
}
