/** Réserver des jours, ou s’inscrire sur leur liste d’attente. */
import type { WishLine } from "../contract/basket.ts";
import type { bookingAct } from "../contract/act.ts";
import {
  decideBooking,
  excluder,
  fullRefusal,
  heldUntil,
  incompatibleRefusal,
  mayWaitFor,
  otherHouseholdRefusal,
  whyNotCancel,
  type Decision,
  type Refusal,
} from "../rules/booking-rules.ts";
import { generationOf, statusOf } from "../rules/child-day.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Activity } from "../../catalogue/rules/catalogue.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { localDate } from "../../kernel/time.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { Engaged } from "../../wallet/rules/engagement.ts";
import type { UseCases } from "../../http/call.ts";
import { bookUnit } from "../store/bookings.ts";
import type { BookOutcome, Wanted } from "../store/place.ts";
import { dayState } from "../store/day-record.ts";
import { cardOf } from "../store/roster.ts";
import { joinWaitingList, positionOf } from "../store/waiting-list.ts";
import { cancelLine, foreseeCancel, takingBack } from "./cancel.ts";
import { answerBasket } from "./basket.ts";
import type { BasketKind } from "./basket-kind.ts";
import { refusedBy, type Facts, type KnownLine, type LineResult } from "./facts.ts";
import type { BookingDependencies, PricingDependencies } from "../dependencies.ts";
import type { Pretence } from "./pretend.ts";
import { giveQuotaBack, takeQuota } from "./take-quota.ts";

type Table = BookingDependencies["table"];

/** Why a place was not obtained, in the rules' terms; null when it was. */
export function refusalOf(
  outcome: BookOutcome | { readonly kind: "notBooked" },
  { slot, child, place }: Pick<KnownLine<WishLine>, "slot" | "child" | "place">,
  { slots, now }: Pick<Facts, "slots" | "now">,
): Refusal | null {
  switch (outcome.kind) {
    case "booked":
      return null;
    case "alreadyBooked":
      return { code: "alreadyBooked", firstName: child.firstName };
    case "full":
      return fullRefusal(slot, child, outcome.counters, now);
    case "beingOffered":
      return { code: "beingOffered" };
    case "closed":
      return { code: "justClosed" };
    case "incompatible":
      return incompatibleRefusal(child.firstName, slots.units(place.date), outcome.with);
    case "elsewhere":
      return otherHouseholdRefusal(child.firstName);
    case "short":
      return { code: "walletShort", price: outcome.price, balance: outcome.balance, why: outcome.why };
    case "notBooked":
      return { code: "notBooked" };
    case "changed":
      return { code: "changed" };
  }
}

/** What is taken from the wallet for a day: nothing for one that is past, which staff notes and the invoice asks. */
export function engagedFor(
  { prepaid, account }: Activity,
  date: PlainDate,
  price: Price | undefined,
  now: Instant,
): Engaged | undefined {
  if (!prepaid || account === undefined || !price || price.amount <= 0 || date < localDate(now)) return undefined;
  return { accountId: account, amount: price.amount };
}

/** What booking a line asks of the store. */
export function wantedOf(
  { place, slot, child }: Pick<KnownLine<WishLine>, "place" | "slot" | "child">,
  { slots, override, family, priceOf, now }: Pick<Facts, "slots" | "override" | "family" | "priceOf" | "now">,
): Wanted {
  const price = priceOf(place) ?? undefined;
  const engaged = engagedFor(slot.activity, place.date, price, now);
  const until = engaged ? heldUntil(slot, now) : null;
  return {
    ...place,
    pools: slot.poolsFor(child),
    excludes: excluder(slots.units(place.date), slot),
    as: slot.unit.approval && !override ? "pending" : "booked",
    households: child.sharedWith ?? [],
    card: cardOf(child, family.household),
    price,
    engaged,
    ...(until === null ? {} : { heldUntil: until }),
  };
}

/** Refusals that time on the waiting list can lift. */
const waitable: ReadonlySet<Refusal["code"]> = new Set(["full", "beingOffered", "quotaReached"]);

/** Refused; or on the waiting list, when that is what the line asks for then and the rules allow it. */
async function refuseOrWait(
  table: Table,
  known: KnownLine<WishLine>,
  facts: Facts,
  refusal: Refusal,
): Promise<LineResult> {
  const { line, place, slot, child } = known;
  if (line.ifFull !== "wait" || !mayWaitFor(slot, facts.now) || !waitable.has(refusal.code)) return refusedBy(refusal);
  const from = refusal.code === "quotaReached" ? refusal.furtherFrom : undefined;
  const { arrival, day } = await joinWaitingList(table, place, facts.dayOf(place.childId, place.date), facts.act, {
    pools: slot.poolsFor(child),
    seen: facts.days(place),
    from,
  });
  facts.setDay(day);
  if (arrival !== null) return { outcome: "waiting", position: await positionOf(table, place, arrival) };
  // Booked meanwhile by this very request, running twice at once.
  return day.units.get(unitKey(place.activityId, place.unitId))?.claim?.requestToken === facts.act.requestToken
    ? { outcome: "booked" }
    : refusedBy({ code: "changed" });
}

/** What the rules say of a line, on what was read. */
export function decideLine(
  { place, slot, child }: Pick<KnownLine<WishLine>, "place" | "slot" | "child">,
  { slots, days, now, override, asker }: Pick<Facts, "slots" | "days" | "now" | "override" | "asker">,
): Decision {
  const record = days(place);
  return decideBooking(
    slot,
    asker(child, place.date),
    dayState(record),
    slots.units(place.date),
    now,
    override ? { override } : {},
  );
}

/**
 * Books one line when the rules say yes. What this very request has begun was decided then, and is finished whatever
 * the hour.
 */
async function bookLine(table: Table, known: KnownLine<WishLine>, facts: Facts): Promise<LineResult> {
  const { place, slot } = known;
  const { act } = facts;
  const day = facts.dayOf(place.childId, place.date);
  const key = unitKey(place.activityId, place.unitId);
  const state = day.units.get(key);
  if (state?.status === "waiting" && state.requestToken === act.requestToken && state.arrival !== undefined)
    return { outcome: "waiting", position: await positionOf(table, place, state.arrival) };
  const claim = facts.days(place).claimOf(place);
  const begun = state?.claim
    ? state.claim.requestToken === act.requestToken
    : claim?.requestToken === act.requestToken && claim.generation === generationOf(day, key);
  if (!begun) {
    const decision = decideLine(known, facts);
    if (!decision.yes) return refuseOrWait(table, known, facts, decision.refusal);
    const beyond = await takeQuota(table, known, facts);
    if (beyond) return refuseOrWait(table, known, facts, beyond);
  }
  const booking = await bookUnit(table, wantedOf(known, facts), day, act);
  facts.setDay(booking.day);
  const refusal = refusalOf(booking.outcome, known, facts);
  if (!refusal) {
    const { toPay, until } = booking.day.units.get(key) ?? {};
    if (toPay && until !== undefined) return { outcome: "held", until };
    return { outcome: slot.unit.approval && !facts.override ? "toApprove" : "booked" };
  }
  await giveQuotaBack(table, known, facts);
  return refuseOrWait(table, known, facts, refusal);
}

/** What the rules say of a line that is played: of its places, or of giving it up. */
export type Foreseen =
  | { readonly kind: "booking"; readonly decision: Decision; readonly waits: boolean }
  | { readonly kind: "givingUp"; readonly refusal: Refusal | null };

export const changesAnything = (seen: Foreseen): boolean =>
  seen.kind === "booking" ? seen.decision.yes || seen.waits : seen.refusal === null;

/** Plays a line: to be booked, to wait, or to be given up. */
export function foreseeWish(known: KnownLine<WishLine>, pretence: Pretence): Foreseen {
  const { line, slot } = known;
  const { facts } = pretence;
  if (line.giveUp) {
    const late = whyNotCancel(slot, facts.now);
    if (foreseeCancel(known, pretence)) return { kind: "givingUp", refusal: null };
    const status = statusOf(facts.dayOf(line.childId, line.date), unitKey(line.activityId, line.unitId));
    return { kind: "givingUp", refusal: late && status === "booked" ? late : { code: "notBooked" } };
  }
  const decision = decideLine(known, facts);
  if (decision.yes) pretence.book(known);
  const waits = !decision.yes && decision.mayWait && line.ifFull === "wait" && pretence.wait(known);
  return { kind: "booking", decision, waits };
}

/**
 * The order in which lines of a child are settled: what is given up makes room, but where days go together a day is kept
 * until those that make up for it are obtained, unless it stands in their way itself.
 */
export function inOrder<K extends KnownLine<WishLine>>(lines: readonly K[]): readonly K[] {
  const given = lines.filter(({ line }) => line.giveUp);
  const first = lines.filter(
    ({ line, slot: { activity } }) =>
      !line.giveUp &&
      activity.minimum !== undefined &&
      !activity.quota &&
      !given.some((other) => other.line.date === line.date),
  );
  return [...first, ...given, ...lines.filter((one) => !given.includes(one) && !first.includes(one))];
}

/** Whether a line wishes for something that the programme must have; what is given up may have left it. */
export const asksNew = ({ giveUp }: WishLine): boolean => !giveUp;

export const booking = (table: Table): BasketKind<WishLine> => ({
  name: "book",
  asksNew,
  foresee: (known, pretence) => changesAnything(foreseeWish(known, pretence)),
  inOrder,
  mayWait: ({ ifFull }) => ifFull === "wait",
  obtains: (line) => (line.giveUp ? null : line),
  undo: takingBack(table),
  settle: (known, facts) => (known.line.giveUp ? cancelLine(table, known, facts) : bookLine(table, known, facts)),
  receipt: true,
});

export const bookDays =
  (dependencies: PricingDependencies): UseCases<typeof bookingAct>["booking.book"] =>
  async ({ session, body }) => ({ body: await answerBasket(dependencies, session, body, booking(dependencies.table)) });
