/**
 * Booking and cancelling: two conditional updates on two records, in an order that leaves nothing broken wherever it stops.
 *
 * Two shapes were weighed, in write units measured on the emulator, which charges as DynamoDB does:
 * (a) one transaction: the day's counter, a claim of its own for uniqueness, the child's day. One round trip, 6 units a booking
 *     whatever the day holds (3 writes, doubled). But on DynamoDB transactions that meet on a hot day abort each other
 *     (TransactionConflict, which the emulator never shows), an aborted one is paid too, and the crowd comes back.
 * (b) one conditional update that claims the place on the day, then one on the child's day: two round trips, and the first pays for
 *     the day's size, some 40 bytes a claim: 2 units on an empty day, 3 from 24 claims on, 6 at 100, 13 at 300; on average 3.6 while
 *     a day fills to 100 places and 7.5 to 300. Claims queue at the record and never conflict: contention costs nothing.
 * This is (b), cheaper up to about 200 places a site and day and unmoved by a crowd. A partition writes 1,000 units a second, so that a
 * day of 100 places takes 258 units, a quarter of a second of one table, and one of 300 takes 1,950, two seconds; after that
 * it is full, and a full day is refused by a read. A crash between the two updates leaves a claim that anybody can settle.
 *
 * Order. Booking: claim the place, then hold it on the child's day; a claim that cannot be held has its turn ended first and its
 * place released after. Cancelling: end the turn on the child's day, then release the place. Both ways the place goes last and
 * only once its turn has passed, so that a crash can keep a place from others for a moment (until the retry, the stream or the
 * nightly sweep) but can never sell it twice. The other order would show a booked family a place that someone else has.
 */
import { poolIdsOf, type Counters, type Pool } from "../domain/capacity.ts";
import { isSpent, turnOf, type Act, type ChildDay, type End, type UnitState } from "../domain/child-day.ts";
import type { SiteId } from "../domain/ids.ts";
import { unitOf, type UnitKey } from "../domain/units.ts";
import { abandonUnit, dropUnit, holdUnit, type ChildDayKey } from "./child-days.ts";
import { claimPlace, claimUnit, readDays, releasePlace, type Claim, type Claimant, type ClaimOutcome, type ClaimTag } from "./days.ts";
import type { Table } from "./table.ts";

/** What is booked or cancelled: a unit of a site's day, for a child. */
export interface Place extends Claimant, ChildDayKey {
  readonly siteId: SiteId;
}

/** A place with what booking it depends on. */
export interface Wanted extends Place {
  readonly pools: readonly Pool[];
  /** Whether the child cannot have that other unit on the same day. */
  readonly excludes: (other: UnitKey) => boolean;
}

export type BookOutcome =
  | { readonly kind: "booked" }
  | { readonly kind: "alreadyBooked" }
  | { readonly kind: "full"; readonly counters: Counters }
  | { readonly kind: "incompatible"; readonly with: UnitKey }
  /** The booking changed under this request, which must not act on what it read. */
  | { readonly kind: "changed" };

const claimOf = (place: Place, { turn, mark }: ClaimTag): Claim => {
  const { familyCode, childId, activityId, unitId } = place;
  return { familyCode, childId, activityId, unitId, turn, mark };
};
const release = (table: Table, place: Place, tag: ClaimTag): Promise<boolean> => releasePlace(table, place, claimOf(place, tag), poolIdsOf(claimUnit(place)));
const endOf = (place: Place, turn: number, act: Act): End => ({ ...act, unit: claimUnit(place), siteId: place.siteId, turn });

/** An outcome, and the child's day as it stands after it: the next line of the same day is decided on that. */
export interface Booking {
  readonly outcome: BookOutcome;
  readonly day: ChildDay;
}

const heldBy = (mark: string, own: string): BookOutcome => ({ kind: mark === own ? "booked" : "alreadyBooked" });

/** Makes a booking of a claim, or ends its turn and releases it. Whoever calls it, and however often, the outcome is one. */
async function finish(table: Table, place: Wanted, known: ChildDay, tag: ClaimTag, act: Act): Promise<Booking> {
  const want = { ...act, mark: tag.mark, unit: claimUnit(place), siteId: place.siteId, turn: tag.turn, excludes: place.excludes };
  const { decision, day } = await holdUnit(table, place, known, want);
  switch (decision.kind) {
    case "write": return { outcome: heldBy(tag.mark, act.mark), day };
    case "held": return { outcome: heldBy(decision.mark, act.mark), day };
    case "passed": return endAndRelease(table, place, day, tag, act, { kind: "changed" });
    case "incompatible": return endAndRelease(table, place, day, tag, act, { kind: "incompatible", with: decision.with });
  }
}

/** Ends a claim's turn when it is still open, then releases its place: `otherwise`. Unless it has become a booking meanwhile. */
async function endAndRelease(table: Table, place: Place, known: ChildDay, tag: ClaimTag, act: Act, otherwise: BookOutcome): Promise<Booking> {
  const { decision, day } = await abandonUnit(table, place, known, endOf(place, tag.turn, act));
  const { state } = decision;
  if (state?.held && state.turn === tag.turn) return { outcome: heldBy(state.mark, act.mark), day };
  await release(table, place, tag);
  return { outcome: otherwise, day };
}

/**
 * Books a place whose rules have said yes, on the child's day as it was read. Idempotent by `act.mark`: a request that runs again,
 * after it died or beside itself, finds its own claim and finishes it.
 */
export async function bookUnit(table: Table, place: Wanted, known: ChildDay, act: Act): Promise<Booking> {
  const unit = claimUnit(place);
  const state = known.units.get(unit);
  if (state?.held) return { outcome: heldBy(state.mark, act.mark), day: known };
  if (isSpent(state, act.mark)) return { outcome: { kind: "changed" }, day: known };
  const tag: ClaimTag = { turn: turnOf(known, unit), mark: act.mark };
  const claim = (): Promise<ClaimOutcome> => claimPlace(table, place, claimOf(place, tag), place.pools);
  let claimed = await claim();
  if (claimed.kind === "claimedBefore" && claimed.tag.turn < tag.turn) {
    // In the way is a claim whose turn has passed: a cancellation died before it released the place. Settle it, then claim again.
    await release(table, place, claimed.tag);
    claimed = await claim();
  }
  switch (claimed.kind) {
    case "full": return { outcome: claimed, day: known };
    case "claimed": return finish(table, place, known, tag, act);
    // Another turn than the one that was read: the booking is being changed elsewhere.
    case "claimedBefore": return claimed.tag.turn === tag.turn ? finish(table, place, known, claimed.tag, act) : { outcome: { kind: "changed" }, day: known };
  }
}

export interface Cancellation {
  readonly outcome: "cancelled" | "notBooked";
  readonly day: ChildDay;
}

/** Gives a booking up. Idempotent by `act.mark`: run again, it releases what it had not released yet. */
export async function cancelUnit(table: Table, place: Place, known: ChildDay, act: Act): Promise<Cancellation> {
  const unit = claimUnit(place);
  const before = known.units.get(unit);
  const { decision, day } = await dropUnit(table, place, known, endOf(place, turnOf(known, unit), act));
  const { state } = decision;
  // Another request may have booked again since this one cancelled: it has done its work, and must leave that booking alone.
  if (state?.held) return { outcome: isSpent(state, act.mark) ? "cancelled" : "notBooked", day };
  if (state?.mark !== act.mark || state.was === undefined) return { outcome: "notBooked", day };
  await release(table, { ...place, siteId: before?.siteId ?? place.siteId }, { turn: state.turn - 1, mark: state.was });
  return { outcome: "cancelled", day };
}

export type Settlement = "inOrder" | "finished" | "released";

/** What becomes of a claim found on a day: nothing when it is a booking; else it is finished, or released when its turn has passed. */
export async function settleClaim(table: Table, place: Wanted, known: ChildDay, tag: ClaimTag, act: Act): Promise<Settlement> {
  const state = known.units.get(claimUnit(place));
  if (state?.held && state.turn === tag.turn) return "inOrder";
  const { outcome } = await finish(table, place, known, tag, { ...act, mark: tag.mark });
  return outcome.kind === "booked" ? "finished" : "released";
}

/** Releases the place of a turn that has ended, as the child's day says it did. True when there was a place to release. */
export async function releaseEnded(table: Table, { familyCode, childId, date }: ChildDayKey, unit: UnitKey, { siteId, held, turn, was }: UnitState): Promise<boolean> {
  if (held || was === undefined) return false;
  const claim = { familyCode, childId, ...unitOf(unit), turn: turn - 1, mark: was };
  // Read first: a refused update would cost a write of the day's whole record, and nearly every place has been released.
  const days = await readDays(table, [{ siteId, date }], { consistent: true });
  if (days({ siteId, date }).claimOf(claim)?.turn !== claim.turn) return false;
  return releasePlace(table, { siteId, date }, claim, poolIdsOf(unit));
}
