/**
 * What becomes of an enrolment: the office's word, the family's change of mind, its end. Who comes second is told what the
 * first did, and nothing is lost. What follows of an end is the stream's work (booking/follow/give-up-ended.ts): the
 * request writes one transaction, so that it is done or not done, whatever dies.
 */
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import type { ChildId, EnrolmentId, FamilyCode, IdempotencyKey, Instant, Login } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { decideAndWrite } from "../../table/decide.ts";
import { isFresh } from "../../approval/rules/word.ts";
import { holderOf } from "../../approval/store/in-hand.ts";
import { refuseHeld } from "../../approval/use-cases/in-hand.ts";
import { approvalWords } from "../../approval/words.fr.ts";
import type { ChildRecord } from "../../family/store/families.ts";
import type { DecidingDependencies, EnrolmentDependencies } from "../dependencies.ts";
import { after, stateBefore, undoableUntil, type Enrolment, type EnrolmentAct, type Step } from "../rules/enrolment.ts";
import { goOn, readWithChild } from "../store/enrolments.ts";
import { enrolmentWords as words } from "../words.fr.ts";

export interface Acting {
  readonly familyCode: FamilyCode;
  readonly enrolmentId: EnrolmentId;
  readonly childId: ChildId;
  /** The version that the person had on screen. */
  readonly seen: number;
  readonly idempotencyKey: IdempotencyKey;
  readonly by: Login;
  readonly seenBy: SeenBy;
  /** Of staff. */
  readonly office?: { readonly byName: string; readonly reason?: string };
}

/** Acts kept of one enrolment; taking the last one back goes beyond. */
const mostActs = 50;

/** What the office answers to one that waits: whoever has it in hand does. */
const isAnswer = ({ what }: Step): boolean => what === "accept" || what === "hold" || what === "refuse";

function whyNot({ state, version, acts, ...rest }: Enrolment, step: Step, seen: number): Problem | null {
  const last = acts.at(-1);
  if (version !== seen && last)
    return new Problem("changed", typeset(words.changed(last.byName, last.at, state, step)));
  return after({ state, ...rest }, step) && acts.length < mostActs
    ? null
    : new Problem("notPossible", typeset(words.notPossible(state, step)));
}

/** Takes the step. Sent again, it finds itself done. */
export async function takeStep(
  { table, clock }: Pick<EnrolmentDependencies, "table" | "clock">,
  { familyCode, enrolmentId, childId, seen, idempotencyKey: key, by, seenBy, office }: Acting,
  step: Step,
): Promise<{ readonly version: number; readonly at: Instant }> {
  const now = clock();
  const today = localDate(now);
  if (step.what === "end" && step.from < today)
    throw new Problem("request.invalid", {
      detail: typeset(words.endPast),
      errors: [{ field: "from", message: typeset(words.endPast) }],
    });
  return decideAndWrite<null, { readonly version: number; readonly at: Instant }>("An enrolment", null, async () => {
    const { enrolment, child, inHand } = await readWithChild(table, familyCode, { id: enrolmentId, childId });
    if (enrolment?.childId !== childId || (child && !mayKnow(child, seenBy)))
      throw new Problem("notFound", words.unknown);
    const rank = enrolment.acts.findIndex((act) => act.key === key);
    const known = enrolment.acts[rank];
    // Each act raised the version by one.
    if (known) return { done: { version: enrolment.version - (enrolment.acts.length - 1 - rank), at: known.at } };
    // What the office has answered a moment ago is not the family's to know yet.
    if (step.what === "withdraw" && !office && undoableUntil(enrolment, now))
      throw new Problem("changed", typeset(words.answering));
    const refused = whyNot(enrolment, step, seen);
    if (office && isAnswer(step) && !refused) refuseHeld(holderOf(inHand, now), { login: by });
    const state = after(enrolment, step);
    if (refused || !state)
      throw refused ?? new Problem("notPossible", typeset(words.notPossible(enrolment.state, step)));
    const act: EnrolmentAct = {
      what: step.what,
      at: now,
      by,
      key,
      ...office,
      ...(step.what === "end" ? { from: step.from } : {}),
    };
    const next: Enrolment = { ...enrolment, state, version: enrolment.version + 1, acts: [...enrolment.acts, act] };
    return (await goOn(table, { enrolment, child }, next, today))
      ? { done: { version: next.version, at: now } }
      : { again: null };
  });
}

/** Whether the child's record holds another one of the activity, that was asked for since, on some of its days. */
const askedAnew = ({ id, activityId, from, to }: Enrolment, child: ChildRecord | null): boolean =>
  (child?.enrolments ?? []).some(
    (one) =>
      one.id !== id && one.activityId === activityId && one.standing !== "refused" && one.from <= to && from <= one.to,
  );

/**
 * Takes the office's last word back: the enrolment, and what the child's record holds of it, are as they were, in one
 * transaction. What was built on it meanwhile stands, and then so does the word. A booking that is under way at this very
 * moment stands too: who has booked in good faith keeps its day.
 */
export async function undoWord(
  { table, clock, bookedSince }: Pick<DecidingDependencies, "table" | "clock" | "bookedSince">,
  { familyCode, enrolmentId, childId, seen, idempotencyKey: key, by, office }: Acting,
): Promise<void> {
  const now = clock();
  await decideAndWrite<null, undefined>("An enrolment", null, async () => {
    const { enrolment, child } = await readWithChild(table, familyCode, { id: enrolmentId, childId });
    if (enrolment?.childId !== childId) throw new Problem("notFound", words.unknown);
    if (enrolment.acts.some((act) => act.key === key)) return { done: undefined };
    const last = enrolment.acts.at(-1);
    if (last && enrolment.version !== seen)
      throw new Problem("changed", typeset(words.changedUndo(last.byName, last.at, enrolment.state)));
    const state = stateBefore(enrolment);
    if (!state || !last) throw new Problem("notPossible", typeset(words.nothingToUndo(enrolment.state)));
    if (!isFresh(last.at, now)) throw new Problem("notPossible", approvalWords.tooLate(words.insteadOfUndo));
    const { activityId, from, to } = enrolment;
    if (last.what === "accept" && (await bookedSince({ familyCode, childId, activityId, from, to, since: last.at })))
      throw new Problem("notPossible", typeset(words.bookedMeanwhile));
    if (askedAnew(enrolment, child)) throw new Problem("notPossible", typeset(words.askedMeanwhile));
    const act: EnrolmentAct = { what: "undo", at: now, by, key, ...office };
    const next: Enrolment = { ...enrolment, state, version: enrolment.version + 1, acts: [...enrolment.acts, act] };
    return (await goOn(table, { enrolment, child }, next, localDate(now))) ? { done: undefined } : { again: null };
  });
}
