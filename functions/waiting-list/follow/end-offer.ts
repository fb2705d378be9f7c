/**
 * Passes an offered place on once it is not kept any more. Called at the offer's end by its own schedule, and by the
 * nightly sweep for what a schedule has missed. The place is released, which has the list walked again. One that is held until it is
 * paid is paid instead where there is money by then, or held on while there is on its way.
 */
import { endUnit } from "../../booking/store/bookings.ts";
import { readChildDays } from "../../booking/store/child-days.ts";
import { endToken, settleHeld } from "../../booking/store/held.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import { repairMessages } from "../../stream/repair-messages.ts";
import type { OfferMade } from "./follow-waiting-list.ts";
import type { RepairDependencies } from "../../booking/follow/settle-claims.ts";

/**
 * Ends an offer that was neither accepted nor declined; nothing before its end, nothing twice. True when this call
 * ended it, and the family is to be told so: what was not paid is told by whoever follows the child's day.
 */
export async function endOffer({ table, clock, log }: RepairDependencies, offer: OfferMade): Promise<boolean> {
  const { familyCode, childId, date, unit, generation } = offer;
  const key = { familyCode, childId, date };
  const known = (await readChildDays(table, [key]))(key);
  const state = known.units.get(unit);
  const now = clock();
  const note = (): void => log.info(repairMessages.offerEnded, { site: offer.siteId, date });
  if (state?.toPay && state.generation === generation) {
    if (await settleHeld(table, offer, known, now)) note();
    return false;
  }
  const ended =
    state?.status === "none" && state.generation === generation + 1 && state.requestToken === endToken(generation);
  if (
    !ended &&
    (state?.status !== "offered" || state.generation !== generation || state.until === undefined || now < state.until)
  )
    return false;
  const place = { familyCode, childId, date, siteId: state.siteId, ...unitOf(unit) };
  const { outcome } = await endUnit(table, place, known, { requestToken: endToken(generation), at: now }, ["offered"]);
  if (outcome === "ended") note();
  return outcome === "ended" && !state.unpaid;
}
