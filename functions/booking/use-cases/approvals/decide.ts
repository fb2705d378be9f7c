/**
 * A staff member's word on a booking to be approved, or on a cancellation or a change asked for (approval/kinds.ts). The
 * decision is one write of the child's day, and the family is told from it (follow/tell-decisions.ts); sent again, it finds
 * itself done. A change that is accepted takes a place, like any other: it is a basket of one line (change.ts), answered
 * once, and an act of the office, told as such.
 */
import { answerBasket } from "../basket.ts";
import { changing } from "../change.ts";
import { giveDayBack } from "../give-quota-back.ts";
import type { Decide } from "../../../approval/kinds.ts";
import type { BookingDecision } from "../../contract/approval.ts";
import { isSpent, owedOf, type UnitState } from "../../rules/child-day.ts";
import { decide } from "../../rules/decisions.ts";
import type { StaffSession } from "../../../http/session.ts";
import { unitKey } from "../../../catalogue/rules/units.ts";
import { Problem } from "../../../http/problem.ts";
import { expectRevision, readChildDays } from "../../store/child-days.ts";
import { giveBackOwed } from "../../store/give-back.ts";
import { digestOf, requestTokenOf, readIdempotencyRecord } from "../../store/idempotency.ts";
import type { PricingDependencies } from "../../dependencies.ts";
import { actFor, moved, sender } from "../office.ts";

/** As the child's day words what waits. */
const waitingAs = { booking: "booking", cancellation: "cancel", change: "change" } as const;

/** Whether this very decision has been taken already. */
const isDone = (state: UnitState | undefined, requestToken: string): boolean =>
  state !== undefined && (state.requestToken === requestToken || isSpent(state, requestToken));

const changedMeanwhile = (): Problem =>
  new Problem(
    "changed",
    "Cette demande a changé entre-temps : elle a été retirée, ou un autre agent y a répondu. Rechargez la liste.",
  );

/** Does what a family asks to have changed, while it asks for that very change. */
async function acceptChange(
  dependencies: PricingDependencies,
  session: StaffSession,
  body: BookingDecision,
  to: NonNullable<BookingDecision["to"]>,
): Promise<void> {
  const { table, clock } = dependencies;
  const { idempotencyKey, familyCode, childId, activityId, unitId, date, reason } = body;
  const key = { familyCode, childId, date };
  const [answered, readDay] = await Promise.all([
    readIdempotencyRecord(table, familyCode, idempotencyKey),
    readChildDays(table, [key]),
  ]);
  const state = readDay(key).units.get(unitKey(activityId, unitId));
  const { asked } = state ?? {};
  const line = { childId, activityId, unitId, date, to };
  // What this very decision has begun is finished, whatever has become of the request.
  const begun = state !== undefined && isSpent(state, requestTokenOf(idempotencyKey, digestOf("change", [line])));
  if (!answered && !begun && !(asked?.to?.date === to.date && asked.to.unit === unitKey(activityId, to.unitId)))
    throw changedMeanwhile();
  const staffMember = sender(familyCode, session, reason ?? "Changement demandé par la famille");
  const basket = { idempotencyKey, lines: [line] };
  const {
    lines: [answer],
  } = await actFor(
    { table, clock, kind: "changeAccepted", target: moved },
    // Told to the family: the staff member's own words only.
    { familyCode, guardianId: null, login: session.login, ...(reason === undefined ? {} : { reason }) },
    basket,
    changing(table),
    () => answerBasket(dependencies, staffMember, basket, changing(table)),
  );
  if (answer?.outcome !== "changed")
    throw new Problem(
      "notPossible",
      answer?.refusal?.sentence ?? "Ce changement n’est plus possible. Rechargez la liste.",
    );
}

export function decideBooking(dependencies: PricingDependencies): Decide<BookingDecision> {
  const { table, catalogue: cache, clock } = dependencies;
  return async (body, session) => {
    if (body.what === "change" && body.decision === "accept") {
      if (!body.to)
        throw new Problem("request.invalid", {
          detail: "Dites quel changement est accepté.",
          errors: [{ field: "to", message: "Le jour et la prestation demandés manquent." }],
        });
      return acceptChange(dependencies, session, body, body.to);
    }
    const { idempotencyKey, familyCode, childId, activityId, unitId, date, what, decision, reason } = body;
    const key = { familyCode, childId, date };
    // Without a reason too: what an earlier act said is not why.
    const act = {
      requestToken: requestTokenOf(idempotencyKey, digestOf("decide", [body])),
      at: clock(),
      by: session.login,
      reason,
    };
    const [catalogue, readDay] = await Promise.all([cache.latest(), readChildDays(table, [key])]);
    const unit = unitKey(activityId, unitId);
    const word = { what: waitingAs[what], accepted: decision === "accept" };
    const { decision: outcome, day } = await expectRevision(table, key, readDay(key), (current) =>
      decide(current, unit, word, act),
    );
    const state = day.units.get(unit);
    if (outcome.kind !== "write" && !isDone(state, act.requestToken)) throw changedMeanwhile();
    // The stream would do it too; done here, the place is free at once.
    const owed = state?.status === "none" ? owedOf(day, unit) : null;
    if (owed && (await giveBackOwed(table, { ...key, siteId: owed.siteId }, unit)).given)
      await giveDayBack(table, catalogue, familyCode, activityId, day);
  };
}
