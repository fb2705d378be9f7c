/** Annuler des jours. */
import type { bookingsRoutes } from "../contract/bookings.ts";
import { whyNotCancel } from "../domain/booking-rules.ts";
import { unitKey } from "../domain/units.ts";
import type { UseCases } from "../http/call.ts";
import { cancelUnit } from "../store/bookings.ts";
import { answerBasket, type SettleLine } from "./basket.ts";
import type { BookingDependencies } from "./dependencies.ts";

/** Gives one line up before its deadline. What this very request has given up already is only completed. */
const cancelLine = (table: BookingDependencies["table"]): SettleLine => async ({ place, offer }, day, { act, now }) => {
  const state = day.units.get(unitKey(place.activityId, place.unitId));
  const late = state?.held ? whyNotCancel(offer, now) : null;
  if (late) return { refusal: late, day };
  const { outcome, day: after } = await cancelUnit(table, place, day, act);
  return { refusal: outcome === "cancelled" ? null : { code: "notBooked" }, day: after };
};

export const cancelDays = (dependencies: BookingDependencies): UseCases<typeof bookingsRoutes>["bookings.cancel"] =>
  async ({ session, body }) => ({ body: await answerBasket(dependencies, session, body, "cancel", cancelLine(dependencies.table)) });
