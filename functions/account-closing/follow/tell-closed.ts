/** Tells a family that its account is closed, and what ended with it (booking/follow/tell-acts.ts says when). */
import type { Telling } from "../../booking/follow/tell-acts.ts";

export const tellClosed: Telling = ({ reason = "" }, done, named) => ({
  kind: "accountClosed",
  facts: { reason, lines: named(done) },
});
