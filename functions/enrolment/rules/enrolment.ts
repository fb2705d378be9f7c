/**
 * A child's enrolment in an activity for some of a school year, by one of its households, and what becomes of it.
 *
 *     asked ──> accepted ──> ended (again, only earlier)
 *       │  ╲
 *       │   ──> onHold ──> accepted | refused | withdrawn
 *       └─────> refused | withdrawn
 *
 * What is refused, withdrawn or ended stays as it is: whoever wants another one asks anew. The office's word on one that
 * waits is taken back within seconds, before the family is told (approval/rules/word.ts): it is then as it was.
 */
import { isFresh, undoUntil } from "../../approval/rules/word.ts";
import type { HeldEnrolment } from "../../family/rules/held-enrolments.ts";
import type {
  ActivityId,
  ChildId,
  EnrolmentId,
  FamilyCode,
  IdempotencyKey,
  Instant,
  Login,
  PlainDate,
} from "../../kernel/ids.ts";
import { addDays } from "../../kernel/time.ts";

export type EnrolmentState =
  | { readonly status: "asked" | "accepted" | "withdrawn" }
  /** What is missing, or why not: the family reads it. */
  | { readonly status: "onHold" | "refused"; readonly reason: string }
  /** `from`: the first day for which it counts no more. */
  | { readonly status: "ended"; readonly from: PlainDate };

/** What somebody does about one. */
export type Step =
  | { readonly what: "accept" | "withdraw" }
  | { readonly what: "hold" | "refuse"; readonly reason: string }
  | { readonly what: "end"; readonly from: PlainDate };

/** What was done, by whom, in the order in which it was. `ask` and `enter` begin one: by the family, at the office. */
export interface EnrolmentAct {
  readonly what: Step["what"] | "ask" | "enter" | "undo";
  readonly at: Instant;
  readonly by: Login;
  /** As a staff member was called then; absent: the family did it. */
  readonly byName?: string | undefined;
  readonly reason?: string | undefined;
  /** Of an end. */
  readonly from?: PlainDate | undefined;
  /** The same act sent twice is one. */
  readonly key: IdempotencyKey;
}

export interface Enrolment {
  readonly id: EnrolmentId;
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  /** As asked: first and last day, of one school year. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly askedAt: Instant;
  /** What the family says with it. */
  readonly message?: string | undefined;
  readonly state: EnrolmentState;
  /** How many acts there were. */
  readonly version: number;
  /** The first is `ask` or `enter`. */
  readonly acts: readonly EnrolmentAct[];
}

/** The office has not answered for good. */
export const isWaiting = ({ state: { status } }: Pick<Enrolment, "state">): boolean =>
  status === "asked" || status === "onHold";

/** The state after a step; null: it is not possible any more, or not yet. */
export function after({ state, to }: Pick<Enrolment, "state" | "to">, step: Step): EnrolmentState | null {
  const waits = isWaiting({ state });
  switch (step.what) {
    case "accept":
      return waits ? { status: "accepted" } : null;
    case "hold":
      return waits ? { status: "onHold", reason: step.reason } : null;
    case "refuse":
      return waits ? { status: "refused", reason: step.reason } : null;
    case "withdraw":
      return waits ? { status: "withdrawn" } : null;
    case "end": {
      const last = state.status === "accepted" ? to : state.status === "ended" ? addDays(state.from, -1) : null;
      return last !== null && step.from <= last ? { status: "ended", from: step.from } : null;
    }
  }
}

/** The office's answer to one that waits: what it does unasked is no answer, and stands at once. */
export const isWord = ({ what, byName }: Pick<EnrolmentAct, "what" | "byName">): boolean =>
  byName !== undefined && (what === "accept" || what === "hold" || what === "refuse");

/** The acts but for those that were taken back, and for taking them back. */
export function standingActs(acts: readonly EnrolmentAct[]): readonly EnrolmentAct[] {
  const standing: EnrolmentAct[] = [];
  for (const one of acts)
    if (one.what === "undo") standing.pop();
    else standing.push(one);
  return standing;
}

/** What these acts have made of one; null: they do not follow from one another. */
function stateAfter(acts: readonly EnrolmentAct[], to: PlainDate): EnrolmentState | null {
  let state: EnrolmentState | null = null;
  for (const { what, reason = "", from } of acts) {
    if (what === "ask") state = { status: "asked" };
    else if (what === "enter") state = { status: "accepted" };
    else if (what === "undo" || !state) return null;
    else if (what === "hold" || what === "refuse") state = after({ state, to }, { what, reason });
    else if (what === "end") state = from === undefined ? null : after({ state, to }, { what, from });
    else state = after({ state, to }, { what });
  }
  return state;
}

/** The state before the office's last word, if that is the last thing that was done; else null. */
export function stateBefore({ acts, to }: Pick<Enrolment, "acts" | "to">): EnrolmentState | null {
  const standing = standingActs(acts);
  const last = standing.at(-1);
  return last && last === acts.at(-1) && isWord(last) ? stateAfter(standing.slice(0, -1), to) : null;
}

/** Until when the office's last word can be taken back; null: it no longer can. */
export function undoableUntil(enrolment: Pick<Enrolment, "acts" | "to">, now: Instant): Instant | null {
  const last = enrolment.acts.at(-1);
  return last && isFresh(last.at, now) && stateBefore(enrolment) ? undoUntil(last.at) : null;
}

/** As its family sees it: nothing of a word that can still be taken back, or was. */
export function forFamily(enrolment: Enrolment, now: Instant): Enrolment {
  const acts = standingActs(enrolment.acts);
  const state = undoableUntil(enrolment, now) ? stateBefore(enrolment) : null;
  return state ? { ...enrolment, state, acts: acts.slice(0, -1) } : { ...enrolment, acts };
}

/** What the child's record holds of it; null: nothing any more. */
export function heldOf({ id, activityId, from, to, state }: Enrolment): HeldEnrolment | null {
  const known = { id, activityId, from };
  switch (state.status) {
    case "asked":
    case "onHold":
    case "accepted":
    case "refused":
      return { ...known, to, standing: state.status };
    case "withdrawn":
      return null;
    case "ended": {
      const last = addDays(state.from, -1);
      return last < from ? null : { ...known, to: last < to ? last : to, standing: "accepted" };
    }
  }
}

/**
 * What the child's record holds once it holds this one too: its place is taken anew, what is over goes, and of refusals
 * the last one of each activity stays, for the family to read.
 */
export function holding(
  held: readonly HeldEnrolment[],
  enrolment: Enrolment,
  today: PlainDate,
): readonly HeldEnrolment[] {
  const now = heldOf(enrolment);
  const others = held.filter(
    (one) =>
      one.id !== enrolment.id &&
      one.to >= today &&
      !(now && one.activityId === enrolment.activityId && one.standing === "refused"),
  );
  return now && now.to >= today ? [...others, now] : others;
}
