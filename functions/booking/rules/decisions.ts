/** What a staff member's word makes of a booking to be approved, or of a cancellation or a change that a family asks for. */
import type { UnitKey } from "../../kernel/ids.ts";
import {
  annotate,
  confirm,
  drop,
  generationOf,
  type Act,
  type ChildDay,
  type Decided,
  type GenerationDecision,
  type OnGeneration,
} from "./child-day.ts";

/**
 * The unit as the decision leaves it, which says so itself. A change that is accepted is none of these: it takes another
 * place (use-cases/change.ts).
 */
export function decide(
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
