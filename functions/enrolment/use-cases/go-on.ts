/**
 * What becomes of an enrolment: the office's word, the family's change of mind, its end. Who comes second is told what the
 * first did, and nothing is lost. What follows of an end is the stream's work (booking/follow/give-up-ended.ts): the
 * request writes one transaction, so that it is done or not done, whatever dies.
 */
import { Problem } from "../../http/problem.ts";
import { typeset } from "../../kernel/dates.fr.ts";
import type { ChildId, EnrolmentId, FamilyCode, IdempotencyKey, Login } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import { mayKnow, type SeenBy } from "../../family/rules/seen.ts";
import { decideAndWrite } from "../../table/decide.ts";
import type { EnrolmentDependencies } from "../dependencies.ts";
import { after, type Enrolment, type EnrolmentAct, type Step } from "../rules/enrolment.ts";
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

/** Acts kept of one enrolment. */
const mostActs = 50;

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
): Promise<void> {
  const now = clock();
  const today = localDate(now);
  if (step.what === "end" && step.from < today)
    throw new Problem("request.invalid", {
      detail: typeset(words.endPast),
      errors: [{ field: "from", message: typeset(words.endPast) }],
    });
  await decideAndWrite<null, undefined>("An enrolment", null, async () => {
    const { enrolment, child } = await readWithChild(table, familyCode, { id: enrolmentId, childId });
    if (enrolment?.childId !== childId || (child && !mayKnow(child, seenBy)))
      throw new Problem("notFound", words.unknown);
    if (enrolment.acts.some((act) => act.key === key)) return { done: undefined };
    const refused = whyNot(enrolment, step, seen);
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
    return (await goOn(table, { enrolment, child }, next, today)) ? { done: undefined } : { again: null };
  });
}
