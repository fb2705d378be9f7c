/**
 * Accepter ou refuser: an agent's word on a booking to be approved or on a cancellation asked for. The decision and the mail that tells it
 * are one write; sent again, it finds itself done.
 */
import { giveDayBack } from "../bookings/give-back.ts";
import type { planningRoutes } from "../contract/planning.ts";
import { annotate, confirm, drop, isSpent, turnOf, type Act, type ChildDay, type OnTurn, type TurnDecision, type UnitState } from "../domain/child-day.ts";
import { offersOf } from "../domain/offers.ts";
import { unitKey, type UnitKey } from "../domain/units.ts";
import type { ParsedPart } from "../contract/route.ts";
import type { UseCases } from "../http/call.ts";
import { Problem } from "../http/problem.ts";
import { decideBeside } from "../store/beside.ts";
import { readChildDays } from "../store/child-days.ts";
import { releaseEnded } from "../store/bookings.ts";
import { familyMailWrites } from "../store/family-mails.ts";
import { readPeople } from "../store/people.ts";
import { digestOf, markOf } from "../store/requests.ts";
import type { PlanningDependencies } from "./dependencies.ts";

type Decision = ParsedPart<(typeof planningRoutes)["planning.decide"], "body">;

/** What the decision makes of the unit. */
function decided({ what, decision }: Pick<Decision, "what" | "decision">, day: ChildDay, unit: UnitKey, act: Act): TurnDecision {
  const state = day.units.get(unit);
  if (!state) return { kind: "unchanged", state };
  const on: OnTurn = { ...act, unit, siteId: state.siteId, turn: turnOf(day, unit) };
  if (what === "booking") return decision === "accept" ? confirm(day, on, "pending") : drop(day, on, ["pending"]);
  if (!state.asked) return { kind: "unchanged", state };
  return decision === "accept" ? drop(day, on, ["booked"]) : annotate(day, on, { asked: null });
}

/** Whether this very decision has been taken already. */
const isDone = (state: UnitState | undefined, mark: string): boolean => state !== undefined && (state.mark === mark || isSpent(state, mark));

function requireReason({ decision, reason }: Decision): void {
  if (decision === "refuse" && reason === undefined)
    throw new Problem("request.invalid", { detail: "Dites à la famille pourquoi : le motif d’un refus lui est envoyé.", errors: [{ field: "reason", message: "Dites en quelques mots pourquoi." }] });
}

export function decideApproval({ table, catalogue: cache, clock, schoolZone }: PlanningDependencies): UseCases<typeof planningRoutes>["planning.decide"] {
  return async ({ body, session }) => {
    requireReason(body);
    const { requestKey, familyCode, childId, activityId, unitId, date, what, decision, reason } = body;
    const key = { familyCode, childId, date };
    const act: Act = { mark: markOf(requestKey, digestOf("decide", [body])), at: clock(), by: session.login, ...(reason === undefined ? {} : { reason }) };
    const [catalogue, readDay, people] = await Promise.all([cache.latest(), readChildDays(table, [key]), readPeople(table, [key])]);
    const unit = unitKey(activityId, unitId);
    const named = offersOf(catalogue, schoolZone).named(unit, date);
    const facts = {
      firstName: people.child(key)?.firstName ?? childId, date, unitName: named?.unit.name ?? unitId, activityName: named?.activity.name ?? activityId, what, decision, ...(reason === undefined ? {} : { reason }),
    };
    const tell = familyMailWrites(table, { familyCode, mailId: `decision-${act.mark}` }, { kind: "decided", facts }, act.at);
    const { decision: outcome, day } = await decideBeside(table, key, readDay(key), (current) => decided(body, current, unit, act), () => tell);
    const state = day.units.get(unit);
    if (outcome.kind !== "write" && !isDone(state, act.mark))
      throw new Problem("changed", "Cette demande a changé entre-temps : elle a été retirée, ou un autre agent y a répondu. Rechargez la liste.");
    // The stream would do it too; done here, the place is free at once.
    if (state?.status === "none" && (await releaseEnded(table, key, unit, state))) await giveDayBack(table, catalogue, familyCode, activityId, day);
    return { body: undefined };
  };
}
