/** Accepter une place proposée à la liste d’attente. */
import type { BookingLine } from "../../booking/contract/basket.ts";
import type { waitingListRoutes } from "../contract.ts";
import { whySuspended, type Refusal } from "../../booking/rules/booking-rules.ts";
import { confirm, generationOf, withUnits } from "../../booking/rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { expectRevision } from "../../booking/store/child-days.ts";
import { WalletShort, walletShort } from "../../booking/store/engagements.ts";
import { answerBasket } from "../../booking/use-cases/basket.ts";
import type { BasketKind } from "../../booking/use-cases/basket-kind.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "../../booking/use-cases/facts.ts";
import { takingBack } from "../../booking/use-cases/cancel.ts";
import type { Pretence } from "../../booking/use-cases/pretend.ts";
import type { BookingDependencies, PricingDependencies } from "../../booking/dependencies.ts";

/** An offer is accepted as a day is booked: not by a family that is late in paying. It stands as long as for anybody. */
const whySuspendedHere = (
  { place, slot, child }: Pick<KnownLine<BookingLine>, "place" | "slot" | "child">,
  { override, asker, now }: Facts,
): Refusal | null => (override ? null : whySuspended(slot, asker(child, place.date), now));

/**
 * The place is the child's already: accepting it is one write on its own day; where staff is to approve, it still is.
 * Too late is too late, even before the place is passed on.
 */
async function acceptLine(
  table: BookingDependencies["table"],
  { place, slot, child }: KnownLine<BookingLine>,
  facts: Facts,
): Promise<LineResult> {
  const suspended = whySuspendedHere({ place, slot, child }, facts);
  if (suspended) return refusedBy(suspended);
  const unit = unitKey(place.activityId, place.unitId);
  const known = facts.dayOf(place.childId, place.date);
  const { until, toPay, siteId = place.siteId } = known.units.get(unit) ?? {};
  if (until !== undefined && facts.now >= until) return refusedBy({ code: "notOffered" });
  // A staff member's own word is the approval.
  const as = slot.unit.approval && !facts.override ? "pending" : "booked";
  const accepted = await expectRevision(table, place, known, (current) =>
    confirm(
      current,
      { ...facts.act, unit, siteId, generation: generationOf(known, unit), price: facts.priceOf(place) ?? undefined },
      "offered",
      as,
    ),
  ).catch(walletShort);
  // Held until it is paid: accepting it pays for it.
  if (accepted instanceof WalletShort)
    return refusedBy({ code: "walletShort", price: toPay?.amount ?? accepted.balance, balance: accepted.balance });
  const { day } = accepted;
  facts.setDay(day);
  const after = day.units.get(unit);
  if (after?.requestToken !== facts.act.requestToken) return refusedBy({ code: "notOffered" });
  if (after.status === "pending") return { outcome: "toApprove" };
  return after.status === "booked" ? { outcome: "accepted" } : refusedBy({ code: "notOffered" });
}

/** Plays accepting a line: a day of several that go together may not be accepted by itself. */
function foreseeAccept({ place, slot, child }: KnownLine<BookingLine>, { facts }: Pretence): boolean {
  if (whySuspendedHere({ place, slot, child }, facts)) return false;
  const unit = unitKey(place.activityId, place.unitId);
  const day = facts.dayOf(place.childId, place.date);
  const { until, siteId = place.siteId } = day.units.get(unit) ?? {};
  if (until === undefined || facts.now >= until) return false;
  const decision = confirm(day, { ...facts.act, unit, siteId, generation: generationOf(day, unit) }, "offered");
  if (decision.kind === "write") facts.setDay(withUnits(day, decision.states));
  return decision.kind === "write";
}

/** A basket of offers to accept. */
export const accepting = (table: BookingDependencies["table"]): BasketKind<BookingLine> => ({
  name: "accept",
  foresee: foreseeAccept,
  obtains: (line) => line,
  undo: takingBack(table),
  settle: (known, facts) => acceptLine(table, known, facts),
  receipt: true,
});

export const acceptOffers =
  (dependencies: PricingDependencies): UseCases<typeof waitingListRoutes>["waiting-list.accept"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, accepting(dependencies.table)),
  });
