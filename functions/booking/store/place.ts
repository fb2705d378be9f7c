/**
 * What booking, changing and cancelling share: a place for a child, wanted or held, how a claim and an act say it, and
 * what can come of it.
 */
import type { SiteId, UnitKey, Instant, FamilyCode } from "../../kernel/ids.ts";
import type { Pool, Counters } from "../rules/capacity.ts";
import type { Cents } from "../../kernel/money.ts";
import type { Price } from "../../price/rules/price-of.ts";
import type { Engaged } from "../../wallet/rules/engagement.ts";
import type { Hold, ChildDay, OnGeneration, Act } from "../rules/child-day.ts";
import type { ChildDayKey } from "./child-days.ts";
import { claimUnit, type Claimant, type ClaimTag } from "./day-record.ts";
import type { RosterCard } from "./roster.ts";

/** What is booked or cancelled: a unit of a site's day, for a child. */
export interface Place extends Claimant, ChildDayKey {
  readonly siteId: SiteId;
}

/** A place with what booking it depends on. */
export interface Wanted extends Place {
  readonly pools: readonly Pool[];
  /** Whether the child cannot have that other unit on the same day. */
  readonly excludes: (other: UnitKey) => boolean;
  readonly as: Hold["as"];
  /** For an offer. */
  readonly until?: Instant;
  /** The child's other households: what they hold that day is looked at in the write that makes this booking. */
  readonly households: readonly FamilyCode[];
  /** What is asked for it, as the request that wants it counted: a repair does not know, and its booking keeps none. */
  readonly price?: Price | undefined;
  /** What is taken from the wallet for it, where it is paid when it is booked. */
  readonly engaged?: Engaged | undefined;
  /** Until when the place is held while that is put into the wallet, where it has less; absent: it is not held. */
  readonly heldUntil?: Instant | undefined;
  /** How the child is called, where that is at hand; elsewhere the stream shows it. */
  readonly card?: RosterCard | null;
}

/** A place that is claimed already, with what making a booking of it depends on. */
export type Holding = Omit<Wanted, "pools">;

export type BookOutcome =
  /** With its place: booked, to be approved or offered, as was wanted; or held until it is paid. */
  | { readonly kind: "booked" }
  | { readonly kind: "alreadyBooked" }
  | { readonly kind: "full"; readonly counters: Counters }
  | { readonly kind: "beingOffered" | "closed" }
  /** It is paid when it is booked, and the wallet has less. `why`: it is not held, for as many are as may be, or it was once. */
  | {
      readonly kind: "short";
      readonly price: Cents;
      readonly balance: Cents;
      readonly why?: "enough" | "before" | undefined;
    }
  | { readonly kind: "incompatible" | "elsewhere"; readonly with: UnitKey }
  /** The booking changed under this request, which must not act on what it read. */
  | { readonly kind: "changed" };

/** An outcome, and the child's day as it stands after it: the next line of the same day is decided on that. */
export interface Booking {
  readonly outcome: BookOutcome;
  readonly day: ChildDay;
}

export const claimantOf = ({ familyCode, childId, activityId, unitId }: Place): Claimant => ({
  familyCode,
  childId,
  activityId,
  unitId,
});

export const onTurn = (place: Place, generation: number, act: Act): OnGeneration => ({
  ...act,
  unit: claimUnit(place),
  siteId: place.siteId,
  generation,
});

export const heldBy = (requestToken: string, own: string): BookOutcome => ({
  kind: requestToken === own ? "booked" : "alreadyBooked",
});

export const holdOf = (place: Holding, { generation, requestToken, id, pools }: ClaimTag, act: Act): Hold => ({
  ...act,
  requestToken,
  id,
  unit: claimUnit(place),
  siteId: place.siteId,
  generation,
  pools,
  as: place.as,
  until: place.until,
  price: place.price,
  engaged: place.engaged,
  excludes: place.excludes,
});

/** The same, held until it is paid. */
export const unpaidHold = ({ engaged: toPay, ...hold }: Hold, until: Instant): Hold => ({
  ...hold,
  as: "offered",
  until,
  toPay,
});
