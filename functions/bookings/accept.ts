/** Accepter une place proposée à la liste d’attente. */
import type { BookingLine } from "../contract/baskets.ts";
import type { bookingsRoutes } from "../contract/bookings.ts";
import { confirm, turnOf } from "../domain/child-day.ts";
import { unitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { expectRevision } from "../store/child-days.ts";
import { answerBasket, refusedBy, type Facts, type KnownLine, type LineResult } from "./basket.ts";
import type { BookingDependencies } from "./dependencies.ts";

/** The place is the child's already: accepting it is one write on its own day. Too late is too late, even before the place is passed on. */
async function acceptLine(table: BookingDependencies["table"], { place }: KnownLine<BookingLine>, facts: Facts): Promise<LineResult> {
  const unit = unitKey(place.activityId, place.unitId);
  const known = facts.dayOf(place.childId, place.date);
  const { until, siteId = place.siteId } = known.units.get(unit) ?? {};
  if (until !== undefined && facts.now >= until) return refusedBy({ code: "notOffered" });
  const { day } = await expectRevision(table, place, known, (current) => confirm(current, { ...facts.act, unit, siteId, turn: turnOf(known, unit) }, "offered"));
  facts.setDay(day);
  const after = day.units.get(unit);
  return after?.status === "booked" && after.mark === facts.act.mark ? { outcome: "accepted" } : refusedBy({ code: "notOffered" });
}

export const acceptOffers = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.accept"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, { name: "accept", settle: (known, facts) => acceptLine(dependencies.table, known, facts) }),
  });
