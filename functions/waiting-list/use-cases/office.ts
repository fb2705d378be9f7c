/**
 * Répondre pour une famille à une place proposée: who calls the desk and cannot reach the page in time has it accepted or
 * declined there. Recorded and told as any act of the office (booking/use-cases/office.ts).
 */
import { statusOf } from "../../booking/rules/child-day.ts";
import type { BookingLine } from "../../booking/contract/basket.ts";
import type { BasketKind } from "../../booking/use-cases/basket-kind.ts";
import { cancelLine } from "../../booking/use-cases/cancel.ts";
import { refusedBy } from "../../booking/use-cases/facts.ts";
import { acting, named } from "../../booking/use-cases/office.ts";
import type { BookingDependencies, PricingDependencies } from "../../booking/dependencies.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import type { waitingListOffice } from "../contract.ts";
import { accepting } from "./accept-offers.ts";

/** Gives offers up; a booking that the family has accepted meanwhile is not cancelled by declining it. */
function declining(table: BookingDependencies["table"]): BasketKind<BookingLine> {
  return {
    name: "decline",
    settle: async (known, facts) => {
      const result = await cancelLine(table, known, facts, ["offered"]);
      const { childId, date, activityId, unitId } = known.place;
      const status = statusOf(facts.dayOf(childId, date), unitKey(activityId, unitId));
      // Not `there is nothing to cancel`: there is no offer to decline.
      return result.outcome === "refused" && status !== "offered" ? refusedBy({ code: "notOffered" }) : result;
    },
  };
}

export const waitingListOfficeUseCases = (dependencies: PricingDependencies): UseCases<typeof waitingListOffice> => ({
  "waiting-list.acceptForFamily": acting(dependencies, {
    kind: "accepted",
    target: named,
    basketKind: accepting(dependencies.table),
  }),
  "waiting-list.declineForFamily": acting(dependencies, {
    kind: "declined",
    target: named,
    basketKind: declining(dependencies.table),
  }),
});
