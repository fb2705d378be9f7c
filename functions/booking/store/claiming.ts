/** From a wanted place to a claim, and from a claim to a booking, or to its release; see bookings.ts for the order. */
import { randomUUID } from "node:crypto";
import type { Table } from "../../table/table.ts";
import {
  type ChildDay,
  type Act,
  type Hold,
  hold,
  isSameClaim,
  abandon,
  owedOf,
  generationOf,
} from "../rules/child-day.ts";
import { expectRevision, readChildDays } from "./child-days.ts";
import { type ClaimTag, claimUnit } from "./day-record.ts";
import { takeOut, type ClaimOutcome, claimPlace } from "./days.ts";
import { HeldEnough, WalletShort, walletShort } from "./engagements.ts";
import { release, giveBackOwed } from "./give-back.ts";
import {
  type Holding,
  claimantOf,
  type Booking,
  holdOf,
  unpaidHold,
  heldBy,
  type Place,
  type BookOutcome,
  onTurn,
  type Wanted,
} from "./place.ts";
import { showOnRoster } from "./roster.ts";

/** Takes a claim that has become a booking out of a crowded record, which otherwise the stream does. */
export async function settleOwn(table: Table, place: Holding, day: ChildDay, tag: ClaimTag): Promise<void> {
  await showOnRoster(table, place, day, place.card ?? null);
  await takeOut(table, place, { claims: [{ ...claimantOf(place), ...tag }], releases: [] });
}

/** A claim that was obtained, or found in the way and not finished. */
export interface Obtained {
  readonly tag: ClaimTag;
  /** The day's record holds many more. */
  readonly crowded: boolean;
}

/**
 * Makes a booking of a claim, or ends its generation and releases it. Whoever calls it, and however often, the outcome is
 * one.
 */
export async function finish(
  table: Table,
  place: Holding,
  known: ChildDay,
  { tag, crowded }: Obtained,
  act: Act,
): Promise<Booking> {
  const holdAs = (wanted: Hold) =>
    expectRevision(table, place, known, (current, elsewhere) => hold(current, wanted, elsewhere), {
      households: place.households,
    }).catch(walletShort);
  const wanted = holdOf(place, tag, act);
  const paid = await holdAs(wanted);
  const before = known.units.get(claimUnit(place))?.unpaid === true;
  const held =
    paid instanceof WalletShort && place.heldUntil !== undefined && !before
      ? await holdAs(unpaidHold(wanted, place.heldUntil))
      : paid;
  if (held instanceof WalletShort) {
    const { balance } = held;
    const price = place.engaged?.amount ?? balance;
    const why = held instanceof HeldEnough ? "enough" : before && place.heldUntil !== undefined ? "before" : undefined;
    return endAndRelease(table, place, known, tag, act, { kind: "short", price, balance, why });
  }
  const { decision, day } = held;
  switch (decision.kind) {
    case "write":
      if (crowded) await settleOwn(table, place, day, tag);
      return { outcome: heldBy(tag.requestToken, act.requestToken), day };
    case "held":
      // Another attempt got there first: this one's place is too many.
      if (!isSameClaim(decision.claim, tag)) await release(table, place, tag);
      return { outcome: heldBy(decision.claim.requestToken, act.requestToken), day };
    case "passed":
      return endAndRelease(table, place, day, tag, act, { kind: "changed" });
    case "incompatible":
    case "elsewhere":
      return endAndRelease(table, place, day, tag, act, { kind: decision.kind, with: decision.with });
  }
}

/**
 * Ends a claim's generation when it is still open, then releases its place: `otherwise`. Unless it has become a booking
 * meanwhile.
 */
export async function endAndRelease(
  table: Table,
  place: Place,
  known: ChildDay,
  tag: ClaimTag,
  act: Act,
  otherwise: BookOutcome,
): Promise<Booking> {
  const { day } = await expectRevision(table, place, known, (current) =>
    abandon(current, onTurn(place, tag.generation, act)),
  );
  const state = day.units.get(claimUnit(place));
  if (state?.claim && state.generation === tag.generation) {
    if (!isSameClaim(state.claim, tag)) await release(table, place, tag);
    return { outcome: heldBy(state.claim.requestToken, act.requestToken), day };
  }
  const owed = owedOf(day, claimUnit(place));
  // It was a booking, and was given up since.
  if (owed?.generation === tag.generation && isSameClaim(owed, tag))
    await giveBackOwed(table, { ...place, siteId: owed.siteId }, claimUnit(place));
  else await release(table, place, tag);
  return { outcome: otherwise, day };
}

/**
 * The claim of a wanted place for its present generation; when one whose generation has passed is in the way, that one is released
 * first.
 */
async function claimFor(
  table: Table,
  place: Wanted,
  day: ChildDay,
  requestToken: string,
): Promise<{ readonly claimed: ClaimOutcome; readonly tag: ClaimTag }> {
  const id = randomUUID().slice(0, 4);
  const tag: ClaimTag = {
    generation: generationOf(day, claimUnit(place)),
    requestToken,
    id,
    pools: place.pools.map(({ id: pool }) => pool),
  };
  const wish = {
    claim: { ...claimantOf(place), generation: tag.generation, requestToken, id },
    pools: place.pools,
    fromQueue: place.as === "offered",
  };
  const first = await claimPlace(table, place, wish);
  if (first.kind !== "claimedBefore" || first.tag.generation >= tag.generation) return { claimed: first, tag };
  // One that nobody could hold, or a cancellation from before places were owed, died before it released the place.
  await release(table, place, first.tag);
  return { claimed: await claimPlace(table, place, wish), tag };
}

/**
 * What a claim led to. Refused, the child's day is looked at again: this very request, running beside itself, may have
 * taken the last place, which is no reason to say that there is none.
 */
export async function obtain(
  table: Table,
  place: Wanted,
  known: ChildDay,
  requestToken: string,
): Promise<{ readonly kind: "obtained"; readonly claim: Obtained } | ({ readonly kind: "not" } & Booking)> {
  const { claimed, tag } = await claimFor(table, place, known, requestToken);
  switch (claimed.kind) {
    case "claimed":
      return { kind: "obtained", claim: { tag, crowded: claimed.crowded } };
    case "claimedBefore":
      return claimed.tag.generation === tag.generation
        ? { kind: "obtained", claim: { tag: claimed.tag, crowded: false } }
        : // Another generation than the one that was read: the booking is being changed elsewhere.
          { kind: "not", outcome: { kind: "changed" }, day: known };
    case "full":
    case "beingOffered":
    case "closed": {
      const day = (await readChildDays(table, [place]))(place);
      const { claim } = day.units.get(claimUnit(place)) ?? {};
      return {
        kind: "not",
        outcome: claim ? heldBy(claim.requestToken, requestToken) : claimed,
        day: claim ? day : known,
      };
    }
  }
}
