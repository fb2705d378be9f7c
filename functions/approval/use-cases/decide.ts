/** Accepter ou refuser: a staff member's word, handed to the subject whose thing it is. Who refuses says why. */
import { Problem } from "../../http/problem.ts";
import type { StaffSession } from "../../http/session.ts";
import type { Decision } from "../contract.ts";
import { isOfKind, type Deciding } from "../kinds.ts";

/** Who refuses says why. */
export function requireReason({ decision, reason }: Decision): void {
  if (decision === "refuse" && reason === undefined)
    throw new Problem("request.invalid", {
      detail: "Dites à la famille pourquoi : le motif d’un refus lui est envoyé.",
      errors: [{ field: "reason", message: "Dites en quelques mots pourquoi." }],
    });
}

async function decideOne<D extends Decision, K extends D["kind"]>(
  deciding: Pick<Deciding<D>, K>,
  kind: K,
  decision: D,
  session: StaffSession,
): Promise<void> {
  if (isOfKind(decision, kind)) await deciding[kind](decision, session);
}

export const decideApproval =
  <D extends Decision>(deciding: Deciding<D>) =>
  async ({ body, session }: { readonly body: D; readonly session: StaffSession }) => {
    requireReason(body);
    await decideOne<D, D["kind"]>(deciding, body.kind, body, session);
    return { body: undefined };
  };
