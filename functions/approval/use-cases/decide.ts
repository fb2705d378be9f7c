/** Accepter ou refuser: a staff member's word, handed to the subject whose thing it is. Who refuses says why. */
import { Problem } from "../../http/problem.ts";
import type { Instant } from "../../kernel/ids.ts";
import type { StaffSession } from "../../http/session.ts";
import type { Decision, TakenThing, Undoing } from "../contract.ts";
import { isOfKind, thingNamed, type Deciding, type Naming, type Said, type UndoingOf } from "../kinds.ts";
import { undoUntil } from "../rules/word.ts";
import { readHolder } from "../store/in-hand.ts";
import { refuseHeld, takeInHand, type InHandDependencies } from "./in-hand.ts";

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
): Promise<Said | null> {
  return isOfKind(decision, kind) ? deciding[kind](decision, session) : null;
}

/** Until when a word can be taken back, and what names it; nothing where it stands at once. */
export const undoOf = (word: Said | null): { readonly undo?: { readonly said: string; readonly until: Instant } } =>
  word ? { undo: { said: word.said, until: undoUntil(word.at) } } : {};

/** Whoever has it in hand decides. */
export const decideApproval =
  <D extends Decision>({ table, clock }: InHandDependencies, deciding: Deciding<D>, naming: Naming<D>) =>
  async ({ body, session }: { readonly body: D; readonly session: StaffSession }) => {
    requireReason(body);
    const thing = thingNamed(naming, body);
    if (thing !== null) refuseHeld(await readHolder(table, thing, clock()), session);
    const word = await decideOne<D, D["kind"]>(deciding, body.kind, body, session);
    return { body: undoOf(word) };
  };

async function undoOne<U extends Undoing, K extends U["kind"]>(
  undoings: Pick<UndoingOf<U>, K>,
  kind: K,
  undoing: U,
  session: StaffSession,
): Promise<void> {
  if (isOfKind(undoing, kind)) await undoings[kind](undoing, session);
}

export const undoApproval =
  <U extends Undoing>(undoings: UndoingOf<U>) =>
  async ({ body, session }: { readonly body: U; readonly session: StaffSession }) => {
    await undoOne<U, U["kind"]>(undoings, body.kind, body, session);
    return { body: undefined };
  };

export const takeApproval =
  <T extends TakenThing>(dependencies: InHandDependencies, naming: Naming<T>) =>
  async ({ body, session }: { readonly body: T; readonly session: StaffSession }) => {
    const thing = thingNamed(naming, body);
    if (thing !== null) await takeInHand(dependencies, thing, session, body.taking);
    return { body: undefined };
  };
