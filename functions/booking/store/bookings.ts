/**
 * Booking, changing, cancelling: two conditional updates on two records, in an order that leaves nothing broken
 * wherever it stops.
 *
 * Two shapes were weighed, in write units measured on the emulator, which charges as DynamoDB does: (a) one
 * transaction: the day's counter, a claim of its own for uniqueness, the child's day. One round trip, 6 units a booking
 *     whatever the day holds (3 writes, doubled). But on DynamoDB transactions that meet on a hot day abort each other
 *     (TransactionConflict, which the emulator never shows), an aborted one is paid too, and the crowd comes back.
 * (b) one conditional update that claims the place on the day, then one on the child's day: two round trips, and the
 * first pays for
 *     the day's size, some 40 to 60 bytes a claim: 2 units on an empty day, 3 from 24 claims on, 6 at 100, 13 at 300; on average 3.6 while
 *     a day fills to 100 places and 7.5 to 300. Claims queue at the record and never conflict: contention costs nothing.
 * This is (b), cheaper up to about 200 places a site and day and unmoved by a crowd. A partition writes 1,000 units a
 * second, so that a day of 100 places takes 258 units, a quarter of a second of one table, and one of 300 takes 1,950,
 * two seconds; after that it is full, and a full day is refused by a read. A crash between the two updates leaves a
 * claim that anybody can settle.
 *
 * Order. Booking: claim the place, then hold it on the child's day; a claim that cannot be held has its generation ended
 * first and its place released after. Cancelling: end the generation on the child's day, then release the place. Changing:
 * note the intention on the new child's day, claim the new place, then in one write (a transaction when it is another
 * day) hold the new and end the old, then release the old place: the old one is given up only once the new one is
 * obtained, and whoever finds the claim can finish. Both ways the place goes last and only once its generation has passed, so
 * that a crash can keep a place from others for a moment (until the retry, the stream or the nightly sweep) but can
 * never sell it twice. The other order would show a booked family a place that someone else has.
 */
import type { Counters, Pool } from "../rules/capacity.ts";
import {
  abandon,
  drop,
  hold,
  intend,
  isSpent,
  swap,
  generationOf,
  withUnits,
  type Act,
  type ChildDay,
  type Hold,
  type OnGeneration,
  type Status,
  type UnitState,
} from "../rules/child-day.ts";
import type { FamilyCode, Instant, SiteId, UnitKey } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import {
  childDayUpdate,
  expectRevision,
  expectRevisions,
  inHouseholds,
  readChildDays,
  stillAsRead,
  type ChildDayKey,
} from "./child-days.ts";
import {
  claimPlace,
  claimUnit,
  readDays,
  releasePlace,
  type Claimant,
  type ClaimOutcome,
  type ClaimTag,
} from "./days.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

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
}

/** A place that is claimed already, with what making a booking of it depends on. */
export type Holding = Omit<Wanted, "pools">;

export type BookOutcome =
  /** With its place: booked, to be approved or offered, as was wanted. */
  | { readonly kind: "booked" }
  | { readonly kind: "alreadyBooked" }
  | { readonly kind: "full"; readonly counters: Counters }
  | { readonly kind: "beingOffered" | "closed" }
  | { readonly kind: "incompatible" | "elsewhere"; readonly with: UnitKey }
  /** The booking changed under this request, which must not act on what it read. */
  | { readonly kind: "changed" };

/** An outcome, and the child's day as it stands after it: the next line of the same day is decided on that. */
export interface Booking {
  readonly outcome: BookOutcome;
  readonly day: ChildDay;
}

const claimantOf = ({ familyCode, childId, activityId, unitId }: Place): Claimant => ({
  familyCode,
  childId,
  activityId,
  unitId,
});
const release = (table: Table, place: Place, tag: ClaimTag): Promise<boolean> =>
  releasePlace(table, place, { ...claimantOf(place), ...tag });
const onTurn = (place: Place, generation: number, act: Act): OnGeneration => ({
  ...act,
  unit: claimUnit(place),
  siteId: place.siteId,
  generation,
});
const heldBy = (requestToken: string, own: string): BookOutcome => ({
  kind: requestToken === own ? "booked" : "alreadyBooked",
});

const holdOf = (place: Holding, { generation, requestToken, pools }: ClaimTag, act: Act): Hold => ({
  ...act,
  requestToken,
  unit: claimUnit(place),
  siteId: place.siteId,
  generation,
  pools,
  as: place.as,
  until: place.until,
  excludes: place.excludes,
});

/**
 * Makes a booking of a claim, or ends its generation and releases it. Whoever calls it, and however often, the outcome is
 * one.
 */
async function finish(table: Table, place: Holding, known: ChildDay, tag: ClaimTag, act: Act): Promise<Booking> {
  const { decision, day } = await expectRevisions(table, place, known, place.households, (current, elsewhere) =>
    hold(current, holdOf(place, tag, act), elsewhere),
  );
  switch (decision.kind) {
    case "write":
      return { outcome: heldBy(tag.requestToken, act.requestToken), day };
    case "held":
      return { outcome: heldBy(decision.claim, act.requestToken), day };
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
async function endAndRelease(
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
  if (state?.claim && state.generation === tag.generation)
    return { outcome: heldBy(state.claim.requestToken, act.requestToken), day };
  await release(table, place, tag);
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
  const tag: ClaimTag = {
    generation: generationOf(day, claimUnit(place)),
    requestToken,
    pools: place.pools.map(({ id }) => id),
  };
  const wish = {
    claim: { ...claimantOf(place), generation: tag.generation, requestToken },
    pools: place.pools,
    fromQueue: place.as === "offered",
  };
  const first = await claimPlace(table, place, wish);
  if (first.kind !== "claimedBefore" || first.tag.generation >= tag.generation) return { claimed: first, tag };
  // A cancellation died before it released the place.
  await release(table, place, first.tag);
  return { claimed: await claimPlace(table, place, wish), tag };
}

/**
 * Books a place whose rules have said yes, on the child's day as it was read. Idempotent by `act.requestToken`: a request that
 * runs again, after it died or beside itself, finds its own claim and finishes it.
 */
export async function bookUnit(table: Table, place: Wanted, known: ChildDay, act: Act): Promise<Booking> {
  const state = known.units.get(claimUnit(place));
  if (state?.claim) return { outcome: heldBy(state.claim.requestToken, act.requestToken), day: known };
  if (isSpent(state, act.requestToken)) return { outcome: { kind: "changed" }, day: known };
  const { claimed, tag } = await claimFor(table, place, known, act.requestToken);
  switch (claimed.kind) {
    case "claimed":
      return finish(table, place, known, tag, act);
    // Another generation than the one that was read: the booking is being changed elsewhere.
    case "claimedBefore":
      return claimed.tag.generation === tag.generation
        ? finish(table, place, known, claimed.tag, act)
        : { outcome: { kind: "changed" }, day: known };
    case "full":
    case "beingOffered":
    case "closed":
      return { outcome: claimed, day: known };
  }
}

/** A booking that gives way to another of the same child. */
export interface Change {
  readonly from: Place;
  readonly to: Wanted;
}

/** A change whose new place is claimed already. */
type ClaimedChange = Omit<Change, "to"> & { readonly to: Holding };

/** The two days of a change as read; the same twice when only the unit changes. */
export interface ChangeDays {
  readonly from: ChildDay;
  readonly to: ChildDay;
}

export interface Changed {
  readonly outcome: BookOutcome | { readonly kind: "notBooked" };
  readonly days: ChangeDays;
}

const sameDay = ({ from, to }: ClaimedChange): boolean => from.date === to.date;

/** Most often two writers of a family's days may meet before it is a fault. */
const mostMeetings = 20;

type Commit = ReturnType<typeof swap>;

/** Holds the new and ends the old, in one write. */
async function commitChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  want: Hold,
  act: Act,
): Promise<{ readonly decision: Commit; readonly days: ChangeDays }> {
  const { from, to } = change;
  const oldUnit = claimUnit(from);
  if (sameDay(change)) {
    const { decision, day } = await expectRevisions(table, to, known.to, to.households, (day, elsewhere) =>
      swap(day, want, onTurn(from, generationOf(day, oldUnit), act), elsewhere),
    );
    return { decision, days: { from: day, to: day } };
  }
  const others = inHouseholds(to, to.households);
  let days = known;
  for (let tries = 0; tries < mostMeetings; tries += 1) {
    const elsewhere = await readChildDays(table, others);
    const held = hold(days.to, want, others.map(elsewhere));
    const dropped = drop(days.from, onTurn(from, generationOf(days.from, oldUnit), act), ["booked"]);
    if (held.kind !== "write") return { decision: held, days };
    if (dropped.kind !== "write") return { decision: { kind: "gone" }, days };
    const writes = [
      childDayUpdate(table, to, days.to, held.states),
      childDayUpdate(table, from, days.from, dropped.states),
    ];
    if (
      (await transact(table, [
        ...writes.map((Update) => ({ Update })),
        ...others.map((other) => stillAsRead(table, other, elsewhere(other))),
      ])) === "done"
    )
      return {
        decision: held,
        days: { from: withUnits(days.from, dropped.states), to: withUnits(days.to, held.states) },
      };
    const readDay = await readChildDays(table, [from, to]);
    days = { from: readDay(from), to: readDay(to) };
  }
  throw new Error(`A child's days changed ${mostMeetings} times while a booking moved between them`);
}

/** Completes a change whose place is claimed: commits it and releases the old place, or releases the new one. */
async function finishChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  tag: ClaimTag,
  act: Act,
): Promise<Changed> {
  const { from, to } = change;
  const { decision, days } = await commitChange(table, change, known, { ...holdOf(to, tag, act) }, act);
  const giveBack = async (otherwise: BookOutcome | { readonly kind: "notBooked" }): Promise<Changed> => {
    const { outcome, day } = await endAndRelease(table, to, days.to, tag, act, { kind: "changed" });
    const after = sameDay(change) ? { from: day, to: day } : { ...days, to: day };
    return { outcome: outcome.kind === "booked" ? outcome : otherwise, days: after };
  };
  switch (decision.kind) {
    case "incompatible":
    case "elsewhere":
      return giveBack({ kind: decision.kind, with: decision.with });
    case "passed":
      return giveBack({ kind: "changed" });
    case "gone":
      return giveBack({ kind: "notBooked" });
    case "held":
    case "write": {
      await releaseLast(table, from, days.from.units.get(claimUnit(from)));
      return {
        outcome: decision.kind === "held" ? heldBy(decision.claim, act.requestToken) : { kind: "booked" },
        days,
      };
    }
  }
}

/**
 * Moves a booking to another day or unit whose rules have said yes. Idempotent by `act.requestToken`. Refused, the old booking
 * stays as it is; wherever the process dies, the claim finds its intention and anybody can finish.
 */
export async function changeUnit(table: Table, change: Change, known: ChangeDays, act: Act): Promise<Changed> {
  const { from, to } = change;
  const unit = claimUnit(to);
  const before = known.to.units.get(unit);
  if (before?.claim) {
    if (before.claim.requestToken !== act.requestToken) return { outcome: { kind: "alreadyBooked" }, days: known };
    await releaseLast(table, from, known.from.units.get(claimUnit(from)));
    return { outcome: { kind: "booked" }, days: known };
  }
  if (isSpent(before, act.requestToken)) return { outcome: { kind: "changed" }, days: known };
  const intended = await expectRevision(table, to, known.to, (day) =>
    intend(day, { ...onTurn(to, generationOf(day, unit), act), replaces: { date: from.date, unit: claimUnit(from) } }),
  );
  const days = sameDay(change) ? { from: intended.day, to: intended.day } : { ...known, to: intended.day };
  if (intended.decision.kind !== "write") return { outcome: { kind: "changed" }, days };
  const { claimed, tag } = await claimFor(table, to, intended.day, act.requestToken);
  switch (claimed.kind) {
    case "claimed":
      return finishChange(table, change, days, tag, act);
    case "claimedBefore":
      return claimed.tag.generation === tag.generation
        ? finishChange(table, change, days, claimed.tag, act)
        : { outcome: { kind: "changed" }, days };
    case "full":
    case "beingOffered":
    case "closed":
      return { outcome: claimed, days };
  }
}

/** Releases the place of the generation before, when it had one. */
async function releaseLast(table: Table, place: Place, state: UnitState | undefined): Promise<boolean> {
  if (!state?.was || state.claim) return false;
  return release(table, { ...place, siteId: state.siteId }, { generation: state.generation - 1, ...state.was });
}

export interface Ending {
  readonly outcome: "ended" | "unchanged";
  readonly day: ChildDay;
}

/**
 * Gives up what a unit has (`from`: in which of these states). Idempotent by `act.requestToken`: run again, it releases what it
 * had not released yet.
 */
export async function endUnit(
  table: Table,
  place: Place,
  known: ChildDay,
  act: Act,
  from: readonly Status[],
): Promise<Ending> {
  const unit = claimUnit(place);
  const { day } = await expectRevision(table, place, known, (current) =>
    drop(
      current,
      { ...onTurn(place, generationOf(known, unit), act), siteId: current.units.get(unit)?.siteId ?? place.siteId },
      from,
    ),
  );
  const state = day.units.get(unit);
  // Another request may have booked again since this one cancelled: it has done its work, and must leave that booking
  // alone.
  if (state && state.status !== "none")
    return { outcome: isSpent(state, act.requestToken) ? "ended" : "unchanged", day };
  if (state?.requestToken !== act.requestToken || !isSpent(state, act.requestToken))
    return { outcome: "unchanged", day };
  await releaseLast(table, place, state);
  return { outcome: "ended", day };
}

/** Whether a claim found on a day has its booking. */
export function isInOrder(known: ChildDay, claim: Claimant & Pick<ClaimTag, "generation">): boolean {
  const state = known.units.get(claimUnit(claim));
  return state?.claim !== undefined && state.generation === claim.generation;
}

export type Settlement = "inOrder" | "finished" | "released";

/** Releases a claim that has not become a booking: nobody can finish it any more. */
export async function giveUpClaim(
  table: Table,
  place: Holding,
  known: ChildDay,
  tag: ClaimTag,
  act: Act,
): Promise<Settlement> {
  const { outcome } = await endAndRelease(table, place, known, tag, act, { kind: "changed" });
  return outcome.kind === "changed" ? "released" : "inOrder";
}

/**
 * What becomes of a claim found on a day: nothing when it has its booking; else it is finished, or released when its
 * generation has passed.
 */
export async function settleClaim(
  table: Table,
  place: Holding,
  known: ChildDay,
  tag: ClaimTag,
  act: Act,
): Promise<Settlement> {
  if (isInOrder(known, { ...place, ...tag })) return "inOrder";
  const state = known.units.get(claimUnit(place));
  const own = { ...act, requestToken: tag.requestToken };
  const { replaces } = state ?? {};
  if (replaces?.requestToken === tag.requestToken && state?.generation === tag.generation) {
    const from = { ...place, ...unitOf(replaces.unit), date: replaces.date };
    const readDay = await readChildDays(table, [from]);
    const fromDay = from.date === place.date ? known : readDay(from);
    const { outcome } = await finishChange(
      table,
      { from: { ...from, siteId: fromDay.units.get(replaces.unit)?.siteId ?? place.siteId }, to: place },
      { from: fromDay, to: known },
      tag,
      own,
    );
    return outcome.kind === "booked" ? "finished" : "released";
  }
  const { outcome } = await finish(table, place, known, tag, own);
  return outcome.kind === "booked" ? "finished" : "released";
}

/**
 * Releases the place of a generation that has ended, as the child's day says it did. True when there was a place to release.
 */
export async function releaseEnded(
  table: Table,
  { familyCode, childId, date }: ChildDayKey,
  unit: UnitKey,
  { siteId, generation, was, claim }: UnitState,
): Promise<boolean> {
  if (claim || was === undefined) return false;
  const ended = { familyCode, childId, ...unitOf(unit), generation: generation - 1, ...was };
  // Read first: a refused update would cost a write of the day's whole record, and nearly every place has been
  // released.
  const days = await readDays(table, [{ siteId, date }], { consistent: true });
  if (days({ siteId, date }).claimOf(ended)?.generation !== ended.generation) return false;
  return releasePlace(table, { siteId, date }, ended);
}
