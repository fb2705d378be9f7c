/**
 * A staff member's word on a booking to be approved, or on a cancellation or a change asked for (approval/kinds.ts). It is
 * one write of the child's day, and nothing moves by it before it can no longer be taken back (settle.ts): then it is done,
 * and the family told from that (follow/tell-decisions.ts); sent again, it finds itself said, or done. A change that is
 * accepted takes a place, like any other: it is a basket of one line (change.ts), answered once, and an act of the office,
 * told as such; it cannot be taken back, since the place that it leaves is free at once.
 */
import { answerBasket } from "../basket.ts";
import { changing } from "../change.ts";
import { thingOf, type Thing } from "../../../approval/rules/in-hand.ts";
import { approvalWords } from "../../../approval/words.fr.ts";
import type { Decide, Undo } from "../../../approval/kinds.ts";
import type { BookingDecision, BookingUndoing } from "../../contract/approval.ts";
import { isSpent, type Deciding, type UnitState } from "../../rules/child-day.ts";
import { sayWord, takeWordBack } from "../../rules/decisions.ts";
import { insteadOfUndo } from "../../staff-words.fr.ts";
import type { StaffSession } from "../../../http/session.ts";
import { unitKey } from "../../../catalogue/rules/units.ts";
import { Problem } from "../../../http/problem.ts";
import { expectRevision, readChildDays } from "../../store/child-days.ts";
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

/** Names a booking among what staff takes in hand: a unit of a child's day, whatever is asked of it. */
export const bookingThing = ({
  familyCode,
  childId,
  date,
  activityId,
  unitId,
}: Pick<BookingDecision, "familyCode" | "childId" | "date" | "activityId" | "unitId">): Thing =>
  thingOf("booking", `${familyCode}#${childId}#${date}#${unitKey(activityId, unitId)}`);

export function decideBooking(dependencies: PricingDependencies): Decide<BookingDecision> {
  const { table, clock } = dependencies;
  return async (body, session) => {
    if (body.what === "change" && body.decision === "accept") {
      if (!body.to)
        throw new Problem("request.invalid", {
          detail: "Dites quel changement est accepté.",
          errors: [{ field: "to", message: "Le jour et la prestation demandés manquent." }],
        });
      await acceptChange(dependencies, session, body, body.to);
      return null;
    }
    const { idempotencyKey, familyCode, childId, activityId, unitId, date, what, decision, reason } = body;
    const key = { familyCode, childId, date };
    const unit = unitKey(activityId, unitId);
    const now = clock();
    const word: Deciding = {
      requestToken: requestTokenOf(idempotencyKey, digestOf("decide", [body])),
      what: waitingAs[what],
      accepted: decision === "accept",
      at: now,
      by: session.login,
      ...(reason === undefined ? {} : { reason }),
    };
    const { decision: outcome, day } = await expectRevision(
      table,
      key,
      (await readChildDays(table, [key]))(key),
      (current) => sayWord(current, unit, word, now),
    );
    const state = day.units.get(unit);
    const known = state?.deciding?.requestToken === word.requestToken ? state.deciding : null;
    if (outcome.kind !== "write" && !known && !isDone(state, word.requestToken)) throw changedMeanwhile();
    return known && { said: known.requestToken, at: known.at };
  };
}

/** Takes a word on a booking back: it waits as before, its place still its own. */
export const undoBooking =
  ({ table, clock }: Pick<PricingDependencies, "table" | "clock">): Undo<BookingUndoing> =>
  async ({ familyCode, childId, date, activityId, unitId, said }) => {
    const key = { familyCode, childId, date };
    const unit = unitKey(activityId, unitId);
    const now = clock();
    const { decision, day } = await expectRevision(table, key, (await readChildDays(table, [key]))(key), (current) =>
      takeWordBack(current, unit, said, now),
    );
    if (decision.kind === "write") return;
    const state = day.units.get(unit);
    if (state?.deciding?.requestToken === said || isDone(state, said))
      throw new Problem("notPossible", approvalWords.tooLate(insteadOfUndo));
    // Taken back before: it waits. Else the family, or a colleague, has done something else since.
    const waits = state?.status === "pending" || state?.asked !== undefined;
    if (!waits || state.deciding) throw changedMeanwhile();
  };
