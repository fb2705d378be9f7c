/** Annuler des jours, quitter une liste d’attente, refuser une place proposée. */
import type { BookingLine } from "../contract/basket.ts";
import type { bookingAct } from "../contract/act.ts";
import { whyNotCancel } from "../rules/booking-rules.ts";
import { statusOf } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { UseCases } from "../../http/call.ts";
import { endUnit } from "../store/bookings.ts";
import { removeWaiting } from "../store/waiting-list.ts";
import { answerBasket } from "./basket.ts";
import type { BasketKind } from "./basket-kind.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";
import type { Pretence } from "./pretend.ts";
import { giveQuotaBack } from "./take-quota.ts";

const withoutDeadline = ["pending", "offered", "waiting"] as const;
const anything = ["booked", ...withoutDeadline] as const;
type GivenUp = (typeof anything)[number];

/**
 * Gives one line up. A booking has a deadline for that; a request, an offer, a position do not. What this very request has
 * given up already is only completed. `from`: what may be given up by it.
 */
export async function cancelLine(
  table: BookingDependencies["table"],
  known: KnownLine<BookingLine>,
  facts: Facts,
  from: readonly GivenUp[] = anything,
): Promise<LineResult> {
  const { place, slot } = known;
  const day = facts.dayOf(place.childId, place.date);
  const key = unitKey(place.activityId, place.unitId);
  const late = facts.override ? null : whyNotCancel(slot, facts.now);
  if (late && statusOf(day, key) === "booked") return refusedBy(late);
  // What becomes a booking while this is asked has a booking's deadline.
  const { outcome, day: after } = await endUnit(
    table,
    place,
    day,
    facts.act,
    late ? withoutDeadline.filter((status) => from.includes(status)) : from,
    facts.days(place),
  );
  facts.setDay(after);
  if (outcome === "unchanged")
    return refusedBy(statusOf(after, key) === "booked" ? { code: "changed" } : { code: "notBooked" });
  const { siteId = place.siteId, arrival } = day.units.get(key) ?? {};
  if (arrival !== undefined) await removeWaiting(table, { siteId, date: place.date, arrival });
  await giveQuotaBack(table, known, facts);
  return { outcome: "cancelled" };
}

/** Gives up what a request has just obtained itself, whatever the hour. */
export const takingBack =
  (table: BookingDependencies["table"]) =>
  (known: KnownLine<BookingLine>, facts: Facts): Promise<LineResult> =>
    cancelLine(table, known, { ...facts, override: { deadlines: true } });

/** Plays giving a line up. */
export function foreseeCancel(
  { place, slot, child }: Omit<KnownLine<BookingLine>, "line">,
  pretence: Pretence,
): boolean {
  const { override, now } = pretence.facts;
  const late = override ? null : whyNotCancel(slot, now);
  return pretence.giveUp({ place, slot, child }, late ? withoutDeadline : anything);
}

export const cancelling = (table: BookingDependencies["table"]): BasketKind<BookingLine> => ({
  name: "cancel",
  foresee: foreseeCancel,
  settle: (known, facts) => cancelLine(table, known, facts),
});

export const cancelDays =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.cancel"] =>
  async ({ session, body }) => ({
    body: await answerBasket(dependencies, session, body, cancelling(dependencies.table)),
  });
