/**
 * What a staff member's word makes of a booking to be approved, or of a cancellation or a change that a family asks for. The
 * word is weighed first: it stands beside what waits, and can be taken back. Once it no longer can, it is done.
 */
import { isFresh } from "../../approval/rules/word.ts";
import { plusMinutes } from "../../kernel/time.ts";
import type { Instant, UnitKey } from "../../kernel/ids.ts";
import {
  annotate,
  confirm,
  drop,
  generationOf,
  weigh,
  type Act,
  type ChildDay,
  type Decided,
  type Deciding,
  type GenerationDecision,
  type OnGeneration,
  type RequestToken,
  type UnitState,
} from "./child-day.ts";

/**
 * The unit as the decision leaves it, which says so itself. A change that is accepted is none of these: it takes another
 * place (use-cases/change.ts).
 */
function decide(
  day: ChildDay,
  unit: UnitKey,
  { what, accepted }: Pick<Decided, "what" | "accepted">,
  act: Act,
): GenerationDecision {
  const state = day.units.get(unit);
  if (!state || (what !== "booking" && state.asked?.what !== what)) return { kind: "unchanged", state };
  const to = what === "change" ? state.asked?.to : undefined;
  const on: OnGeneration = {
    ...act,
    unit,
    siteId: state.siteId,
    generation: generationOf(day, unit),
    decided: { requestToken: act.requestToken, what, accepted, ...(to ? { to } : {}) },
  };
  if (what === "booking") return accepted ? confirm(day, on, "pending") : drop(day, on, ["pending"]);
  return accepted ? drop(day, on, ["booked"]) : annotate(day, on, { asked: null });
}

const done = (day: ChildDay, unit: UnitKey, { requestToken, at, by, reason, ...word }: Deciding): GenerationDecision =>
  // Without a reason too: what an earlier act said is not why.
  decide(day, unit, word, { requestToken, at, by, reason });

/** Minutes after which a word that was never done is no longer waited for: what it was on waits for staff again. */
const doneWithin = 15;

/** The word that is about to be done on a unit; null: there is none, or it was forgotten. */
export function wordOn(state: Pick<UnitState, "deciding"> | undefined, now: Instant): Deciding | null {
  const { deciding } = state ?? {};
  return deciding && now <= plusMinutes(deciding.at, doneWithin) ? deciding : null;
}

/** Weighs a word on what waits, where it could be done now and nobody else has said one. */
export function sayWord(day: ChildDay, unit: UnitKey, word: Deciding, now: Instant): GenerationDecision {
  const state = day.units.get(unit);
  return wordOn(state, now) || done(day, unit, word).kind !== "write"
    ? { kind: "unchanged", state }
    : weigh(day, unit, word);
}

/** Does a word that can no longer be taken back. What the family has changed meanwhile, the word is no longer on. */
export function doWord(day: ChildDay, unit: UnitKey, said: RequestToken, now: Instant): GenerationDecision {
  const state = day.units.get(unit);
  const { deciding } = state ?? {};
  return deciding?.requestToken === said && !isFresh(deciding.at, now)
    ? done(day, unit, deciding)
    : { kind: "unchanged", state };
}

/** Takes a word back while it can be: what it was on waits as before. */
export function takeWordBack(day: ChildDay, unit: UnitKey, said: RequestToken, now: Instant): GenerationDecision {
  const state = day.units.get(unit);
  const { deciding } = state ?? {};
  return deciding?.requestToken === said && isFresh(deciding.at, now)
    ? weigh(day, unit, null)
    : { kind: "unchanged", state };
}
