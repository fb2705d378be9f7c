/**
 * A child's day: what it has, and the fate of every claim for a place.
 *
 * A booking touches two records that no transaction joins: the site's day, where a place is claimed, and the child's
 * day, which decides. So that whatever dies or runs twice in between can be settled by anyone, a unit's claims of a day
 * are numbered in generations, and the child's day says what became of each:
 *
 *     generation n   none --hold--> booked | pending (staff is to approve)            } a claim
 *              none --join--> waiting --hold--> offered --accept--> booked | pending } from `offered` on
 *              pending --approve--> booked
 *              none --hold--> offered, to be paid --pay--> booked
 *     whichever --drop (cancelled, refused, expired, left)--> generation n+1, none
 *              none | waiting --abandon (the claim cannot be held)--> generation n+1, none | waiting
 *
 * A claim carries its generation. While that generation is open the booking can be finished, by the request, by its retry or by the
 * stream; once the generation has passed it can never be held again, and only then is the place released. Hence no place is
 * ever free and held at once, and finishing or releasing twice changes nothing.
 */
import type { AbsenceKind } from "./absences.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { Engaged } from "../../wallet/rules/engagement.ts";
import type { ToPay } from "../../wallet/rules/held.ts";
import type { PoolId } from "./capacity.ts";
import type { ChildId, Instant, Login, PayfipOperationId, PlainDate, SiteId, UnitKey } from "../../kernel/ids.ts";

/** Short digest of a request's key: says which request made a claim, in a few bytes. */
export type RequestToken = string;

/** Who changes a record, and when. */
export interface Act {
  readonly requestToken: RequestToken;
  readonly at: Instant;
  /** Absent when a repair finishes what a request began, and when the waiting list moves by itself. */
  readonly by?: Login | undefined;
  /** Why, when staff acts for the family. */
  readonly reason?: string | undefined;
}

/** Whether the child is to come that day. */
export const comes = ({ units }: ChildDay): boolean => [...units.values()].some(({ status }) => status === "booked");

/**
 * Tokens of requests are digests in base64url; an offer's names the arrival and generation that it is made to, so that making it
 * twice is once.
 */
const offerSign = "+";
export const offerToken = (arrival: number, generation: number): RequestToken =>
  `${offerSign}${arrival.toString(36)}-${generation.toString(36)}`;
export const isOfferToken = (requestToken: RequestToken): boolean => requestToken.startsWith(offerSign);

export const statuses = ["none", "waiting", "offered", "pending", "booked"] as const;
/**
 * `waiting`: on the waiting list. `offered`: a place is kept for it for a while, until it is accepted, or paid (`toPay`).
 * `pending`: staff is to approve.
 */
export type Status = (typeof statuses)[number];

/** Whether a place is taken on the site's day. */
export const hasPlace = (status: Status): boolean =>
  status === "offered" || status === "pending" || status === "booked";

/** The claim behind a place: which request made it, and which limits it counts in. */
export interface HeldClaim {
  readonly requestToken: RequestToken;
  /** Which attempt of that request. Absent of claims from before there were ids. */
  readonly id?: string | undefined;
  readonly pools: readonly PoolId[];
}

/**
 * Whether a claim of the unit is this one. A unit that code from before ids has rewritten, while functions were being
 * replaced, has lost its claim's: it counts as any of its request's. At worst a place is withheld until the night, where
 * the other answer would sell one twice.
 */
export const isSameClaim = (own: HeldClaim, { requestToken, id }: Pick<HeldClaim, "requestToken" | "id">): boolean =>
  own.requestToken === requestToken && (own.id === undefined || own.id === id);

/** The claim of a generation that has ended. */
export interface EndedClaim extends HeldClaim {
  /** Its generation and site. Absent of what ended before they were noted; nothing is owed of that. */
  readonly generation?: number | undefined;
  readonly siteId?: SiteId | undefined;
  /** Its place is still to be given back to the site's day, once. */
  readonly owed?: true | undefined;
}

/** An absence that the family has declared for a day that it keeps. */
export interface Absence {
  readonly kind: AbsenceKind;
  readonly at: Instant;
  readonly by: Login;
}

/** Another day or unit, of the same activity. */
export interface ChangeTarget {
  readonly date: PlainDate;
  readonly unit: UnitKey;
}

/** What a family asks of staff once it is too late to do it itself. */
export interface Asked {
  readonly what: "cancel" | "change";
  /** Of a change: what is wanted instead. */
  readonly to?: ChangeTarget | undefined;
  readonly reason: string;
  readonly at: Instant;
  readonly by: Login;
}

/** A staff member's word on what waited for it: the family is told from it (follow/tell-decisions.ts). */
export interface Decided {
  /** Of the decision: what happens to the unit later may leave it here. */
  readonly requestToken: RequestToken;
  /** What waited: a booking to be approved, or what the family asked. */
  readonly what: "booking" | Asked["what"];
  readonly accepted: boolean;
  /** Of a change: what was asked. */
  readonly to?: ChangeTarget | undefined;
}

/**
 * A staff member's word that can still be taken back: nothing moves before it is done (use-cases/approvals/settle.ts), so
 * that taking it back leaves all as it was, and the place that a refusal would free is nobody else's yet.
 */
export interface Deciding {
  readonly requestToken: RequestToken;
  readonly what: Decided["what"];
  readonly accepted: boolean;
  readonly at: Instant;
  readonly by: Login;
  readonly reason?: string | undefined;
}

/** One unit of the day as it stands. */
export interface UnitState extends Act {
  readonly siteId: SiteId;
  readonly generation: number;
  readonly status: Status;
  /** With a place. */
  readonly claim?: HeldClaim | undefined;
  /** The claim of the last generation that ended with one. */
  readonly was?: EndedClaim | undefined;
  /** Without a place: it was on the waiting list, and is not any more. */
  readonly waited?: true | undefined;
  /** Number of arrival on the waiting list of that site's day, while waiting. */
  readonly arrival?: number | undefined;
  /** Until when the place is kept, while offered. */
  readonly until?: Instant | undefined;
  /** Offered: what is to be paid for it by then, from the wallet (wallet/rules/held.ts). */
  readonly toPay?: ToPay | undefined;
  /** Without a place: one was held for it, and not paid; none is held for it again. */
  readonly unpaid?: true | undefined;
  /**
   * With a place: the price that was said when it was booked, or when its offer was accepted. Absent where nothing is asked
   * for it, and of a booking that was finished after its request had died.
   */
  readonly price?: Price | undefined;
  /** What of the wallet is kept for it: it was paid when it was booked. */
  readonly engaged?: Engaged | undefined;
  readonly absence?: Absence | undefined;
  readonly asked?: Asked | undefined;
  readonly decided?: Decided | undefined;
  /** While it waits, and a word on it is about to be done. */
  readonly deciding?: Deciding | undefined;
  /**
   * A change under way towards this unit, by the request of that token: once the place is claimed, that other booking is
   * given up in the same write that makes this one.
   */
  readonly replaces?: (ChangeTarget & { readonly requestToken: RequestToken }) | undefined;
  /**
   * Requests that held or dropped an earlier generation, the last few. Each is used up: a retry or a late double of it,
   * arriving after the family has changed its mind, must not book again what was cancelled since, nor cancel what was
   * booked again.
   */
  readonly spent: readonly RequestToken[];
}

export interface ChildDay {
  readonly childId: ChildId;
  readonly date: PlainDate;
  /** Grows by one at every write; 0 when nothing is recorded yet. */
  readonly revision: number;
  readonly units: ReadonlyMap<UnitKey, UnitState>;
}

export const emptyChildDay = (childId: ChildId, date: PlainDate): ChildDay => ({
  childId,
  date,
  revision: 0,
  units: new Map(),
});

/** Number of the generation that a new claim for this unit belongs to. */
export const generationOf = (day: ChildDay, unit: UnitKey): number => day.units.get(unit)?.generation ?? 0;

export const statusOf = (day: ChildDay, unit: UnitKey): Status => day.units.get(unit)?.status ?? "none";

/** Units for which a place is taken that day: booked, to be approved, or offered. */
export const placedUnits = (day: ChildDay): readonly UnitKey[] =>
  [...day.units].filter(([, { status }]) => hasPlace(status)).map(([unit]) => unit);

/** The day once states are written. */
export const withUnits = (day: ChildDay, states: ReadonlyMap<UnitKey, UnitState>): ChildDay => ({
  ...day,
  revision: day.revision + 1,
  units: new Map([...day.units, ...states]),
});

/** States to write, of one unit or of several at once. */
interface Write {
  readonly kind: "write";
  readonly states: ReadonlyMap<UnitKey, UnitState>;
}

const write = (unit: UnitKey, state: UnitState): Write => ({ kind: "write", states: new Map([[unit, state]]) });

/** A claim that wants to become a booking, a booking to be approved, or an offer. */
export interface Hold extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly generation: number;
  /** Of the claim. */
  readonly id?: string | undefined;
  readonly pools: readonly PoolId[];
  readonly as: "booked" | "pending" | "offered";
  /** For an offer. */
  readonly until?: Instant | undefined;
  /** For a place that is held until it is paid. */
  readonly toPay?: ToPay | undefined;
  /** What is asked for it. */
  readonly price?: Price | undefined;
  /** What is taken from the wallet for it. */
  readonly engaged?: Engaged | undefined;
  /** Whether the child cannot have that other unit on the same day. */
  readonly excludes: (other: UnitKey) => boolean;
  /** A unit of the same day that this one takes the place of, and which therefore excludes nothing. */
  readonly insteadOf?: UnitKey | undefined;
}

export type HoldDecision =
  | Write
  /** This very generation has its place already: by this claim, by another one of the same request, or of another. */
  | { readonly kind: "held"; readonly claim: HeldClaim }
  /** The generation has passed, or this request held the one before: the claim must be released. */
  | { readonly kind: "passed" }
  | { readonly kind: "incompatible"; readonly with: UnitKey }
  /** Another household of the child has this unit, or one that excludes it. */
  | { readonly kind: "elsewhere"; readonly with: UnitKey };

/** The unit, or one that excludes it, among those that other households of the child hold that day. */
export const heldElsewhere = (
  elsewhere: readonly UnitKey[],
  unit: UnitKey,
  excludes: (other: UnitKey) => boolean,
): UnitKey | undefined => elsewhere.find((held) => held === unit || excludes(held));

/**
 * Turn n: none or waiting -> a place, unless the child already has a unit that excludes it, here or in another
 * household (`elsewhere`: its days there).
 */
export function hold(
  day: ChildDay,
  { unit, siteId, generation, id, pools, as, until, toPay, price, engaged, excludes, insteadOf, ...act }: Hold,
  elsewhere: readonly ChildDay[] = [],
): HoldDecision {
  const state = day.units.get(unit);
  if ((state?.generation ?? 0) > generation) return { kind: "passed" };
  if (state?.claim) return { kind: "held", claim: state.claim };
  if (isSpent(state, act.requestToken)) return { kind: "passed" };
  // Only one who waits is offered a place; one that is to be paid is held for who asks for it, once.
  if (as === "offered" && (toPay ? state?.unpaid : state?.status !== "waiting")) return { kind: "passed" };
  const other = placedUnits(day).find((placed) => placed !== insteadOf && excludes(placed));
  if (other) return { kind: "incompatible", with: other };
  const there = heldElsewhere(elsewhere.flatMap(placedUnits), unit, excludes);
  if (there) return { kind: "elsewhere", with: there };
  return write(unit, {
    ...act,
    siteId,
    generation,
    status: as,
    claim: { requestToken: act.requestToken, ...(id === undefined ? {} : { id }), pools },
    ...stillOwed(state),
    ...(as === "offered" ? { until, ...(toPay ? { toPay } : {}) } : {}),
    ...(price ? { price } : {}),
    ...(engaged ? { engaged } : {}),
    spent: state?.spent ?? [],
  });
}

/**
 * How many are remembered: a family that changes its mind more often within the life of one request is not in a hurry.
 */
export const mostSpent = 8;

/** Whether this request has acted on an earlier generation of the unit. */
export const isSpent = (state: UnitState | undefined, requestToken: RequestToken): boolean =>
  state?.spent.includes(requestToken) ?? false;

/** Which generation of a unit something happens to, and by whom. */
export interface OnGeneration extends Act {
  readonly unit: UnitKey;
  readonly siteId: SiteId;
  readonly generation: number;
  /** When staff so answers what waited. */
  readonly decided?: Decided | undefined;
}

export type GenerationDecision =
  | Write
  /** The generation is not in the state that this act is about. `state`: what it is instead. */
  | { readonly kind: "unchanged"; readonly state: UnitState | undefined };

const unchanged = (state: UnitState | undefined): GenerationDecision => ({ kind: "unchanged", state });

/** What is still to be given back outlives whatever happens to the unit. */
export const stillOwed = (state: UnitState | undefined): Pick<UnitState, "was"> =>
  state?.was?.owed ? { was: state.was } : {};

/** Turn n -> n+1 without a place, remembering who held it and who gave it up. */
function ended(
  state: UnitState,
  { requestToken, at, by, reason, decided }: Act & Pick<OnGeneration, "decided">,
): UnitState {
  const { claim, siteId, generation, spent } = state;
  return {
    requestToken,
    at,
    by,
    reason,
    siteId,
    generation: generation + 1,
    status: "none",
    ...(decided ? { decided } : {}),
    ...(claim ? { was: { ...claim, generation, siteId, owed: true as const } } : stillOwed(state)),
    ...(state.status === "waiting" ? { waited: true as const } : {}),
    ...(state.toPay ? { unpaid: true as const } : {}),
    spent: [...spent, claim?.requestToken ?? state.requestToken, requestToken].slice(-mostSpent),
  };
}

/** Turn n, in one of these states -> n+1: given up, once by one request. */
export function drop(day: ChildDay, end: OnGeneration, from: readonly Status[]): GenerationDecision {
  const state = day.units.get(end.unit);
  if (!state || state.generation !== end.generation || !from.includes(state.status) || isSpent(state, end.requestToken))
    return unchanged(state);
  return write(end.unit, ended(state, end));
}

/**
 * Turn n without a place -> n+1: a claim that cannot be held, so that nobody finishes it while its place is released.
 * Who waits goes on waiting.
 */
export function abandon(day: ChildDay, { unit, siteId, generation, ...act }: OnGeneration): GenerationDecision {
  const state = day.units.get(unit);
  if ((state?.generation ?? 0) !== generation || state?.claim) return unchanged(state);
  const { spent = [], status = "none", arrival, requestToken = act.requestToken } = state ?? {};
  return write(unit, {
    ...act,
    requestToken: status === "waiting" ? requestToken : act.requestToken,
    siteId,
    generation: generation + 1,
    status,
    ...(arrival === undefined ? {} : { arrival }),
    ...lastHad(state),
    spent,
  });
}

/** What the last generation had: calendars show it as cancelled, and what was not paid is not held again. */
const lastHad = (state: UnitState | undefined): Pick<UnitState, "was" | "waited" | "unpaid"> => ({
  ...(state?.was ? { was: state.was } : {}),
  ...(state?.waited ? { waited: true } : {}),
  ...(state?.unpaid ? { unpaid: true } : {}),
});

/** Turn n, none -> waiting. */
export function join(
  day: ChildDay,
  { unit, siteId, generation, arrival, ...act }: OnGeneration & { readonly arrival: number },
): GenerationDecision {
  const state = day.units.get(unit);
  if (
    (state?.generation ?? 0) !== generation ||
    (state?.status ?? "none") !== "none" ||
    isSpent(state, act.requestToken)
  )
    return unchanged(state);
  return write(unit, {
    ...act,
    siteId,
    generation,
    status: "waiting",
    arrival,
    ...lastHad(state),
    spent: state?.spent ?? [],
  });
}

/**
 * Turn n, offered or pending -> booked, with the place that it has. An offer that is accepted still waits for staff
 * where staff is to approve: `as`. `price`: what it is accepted for; what staff approves keeps the price that it had, and what
 * was held until it is paid is paid by this, whoever confirms it: the same write takes that from the wallet.
 */
export function confirm(
  day: ChildDay,
  { unit, generation, price, ...act }: OnGeneration & Pick<UnitState, "price">,
  from: "offered" | "pending",
  as: "booked" | "pending" = "booked",
): GenerationDecision {
  const state = day.units.get(unit);
  if (state?.generation !== generation || state.status !== from) return unchanged(state);
  const { until: _, deciding: _word, toPay, ...rest } = state;
  if (toPay) {
    const { accountId, amount } = toPay;
    return write(unit, { ...rest, ...act, status: "booked", engaged: { accountId, amount } });
  }
  return write(unit, { ...rest, ...act, status: as, ...(price ? { price } : {}) });
}

/** Turn n, held until it is paid: held on. Nothing else of it changes, not even whose act it was. */
export function prolong(
  day: ChildDay,
  { unit, generation }: Pick<OnGeneration, "unit" | "generation">,
  { until, by }: { readonly until: Instant; readonly by: PayfipOperationId },
): GenerationDecision {
  const state = day.units.get(unit);
  if (state?.generation !== generation || state.status !== "offered" || !state.toPay || state.toPay.prolonged)
    return unchanged(state);
  return write(unit, { ...state, until, toPay: { ...state.toPay, prolonged: by } });
}

/** The claim whose place is still to be given back, or null. */
export function owedOf(day: ChildDay, unit: UnitKey): (EndedClaim & OwedPlace) | null {
  const was = day.units.get(unit)?.was;
  return was?.owed && was.generation !== undefined && was.siteId !== undefined
    ? { ...was, generation: was.generation, siteId: was.siteId }
    : null;
}

/** Which place is owed: of which generation, to which site's day. */
interface OwedPlace {
  readonly generation: number;
  readonly siteId: SiteId;
}

/** The place of that generation has been given back: nothing is owed any more. */
export function paidBack(day: ChildDay, unit: UnitKey, generation: number): GenerationDecision {
  const state = day.units.get(unit);
  if (!state?.was?.owed || state.was.generation !== generation) return unchanged(state);
  const { owed: _, ...was } = state.was;
  return write(unit, { ...state, was });
}

/** Turn n, booked: says something of the booking without moving its place; null takes it back. */
export function annotate(
  day: ChildDay,
  { unit, generation, ...act }: OnGeneration,
  note: { readonly absence?: Absence | null; readonly asked?: Asked | null },
): GenerationDecision {
  const state = day.units.get(unit);
  if (state?.generation !== generation || state.status !== "booked") return unchanged(state);
  const said = {
    absence: note.absence === undefined ? state.absence : (note.absence ?? undefined),
    asked: note.asked === undefined ? state.asked : (note.asked ?? undefined),
  };
  const { deciding, ...rest } = state;
  // A word on what was asked is none on what is asked instead.
  const word = deciding && note.asked === undefined ? { deciding } : {};
  return write(unit, { ...rest, ...word, ...act, siteId: state.siteId, ...said });
}

/** A word on what waits, to be done once it can no longer be taken back; null takes it back. Nothing moves. */
export function weigh(day: ChildDay, unit: UnitKey, word: Deciding | null): GenerationDecision {
  const state = day.units.get(unit);
  if (!state) return unchanged(state);
  const { deciding: _, ...rest } = state;
  return write(unit, word ? { ...rest, deciding: word } : rest);
}

/** Turn n, without a place: a change towards this unit begins. */
export function intend(
  day: ChildDay,
  { unit, siteId, generation, replaces, ...act }: OnGeneration & { readonly replaces: ChangeTarget },
): GenerationDecision {
  const state = day.units.get(unit);
  if ((state?.generation ?? 0) !== generation || state?.claim || isSpent(state, act.requestToken))
    return unchanged(state);
  // Who waits keeps its position until the place is obtained.
  const { status = "none", arrival, spent = [] } = state ?? {};
  return write(unit, {
    ...act,
    siteId,
    generation,
    status,
    ...(arrival === undefined ? {} : { arrival }),
    ...lastHad(state),
    replaces: { ...replaces, requestToken: act.requestToken },
    spent,
  });
}

/** On one child's day: the new unit held and the old one given up, in one write. */
export function swap(
  day: ChildDay,
  want: Hold,
  old: OnGeneration,
  elsewhere: readonly ChildDay[] = [],
): HoldDecision | { readonly kind: "gone" } {
  const dropped = drop(day, old, ["booked"]);
  if (dropped.kind !== "write") {
    const held = hold(day, want, elsewhere);
    return held.kind === "held" || held.kind === "passed" ? held : { kind: "gone" };
  }
  const held = hold(day, { ...want, insteadOf: old.unit }, elsewhere);
  return held.kind === "write" ? { kind: "write", states: new Map([...dropped.states, ...held.states]) } : held;
}
