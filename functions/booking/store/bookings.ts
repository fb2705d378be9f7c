/**
 * Booking, changing, cancelling: two conditional updates on two records, in an order that leaves nothing broken
 * wherever it stops; what follows (the roster, the record made small again) is the stream's.
 *
 * Shapes weighed, in write units of the day's record a booking, on average while a day of 40 / 200 / 600 / 1,000 places
 * fills, measured on the emulator, which charges as DynamoDB does:
 * (a) Every claim stays in the day's record, some 74 bytes each: 2.0 / 7.3 / 20.6 / 33.9, and a grid reads all of it.
 * (b) One transaction: the day's counter, the claim as a record, the child's day: 6 units in all whatever the day holds,
 * but transactions that meet on a hot day abort each other (TransactionConflict, which the emulator never shows), an
 * aborted one is paid too, and the crowd comes back.
 * (c) The record holds claims in flight, which the stream takes out once they are bookings: 1.0 and 0.2 to 0.5 for taking
 * out, several at once. But the stream is a second late, and in a rush all claims are in flight: 5.2 with 100 of them,
 * 21 with 400, some 130 bookings a second.
 * (d) The same, and whoever meets more than a few in flight takes its own out once it is a booking: 1.0 and at most 1.0,
 * however many places and however great the rush; the record stays below one unit.
 * This is (d). In the request a booking costs 2 units (claim, child's day), in a crowd 4 (roster, taking out), which the
 * stream then spares: 1,000 units a second of a partition are 500 bookings a second of one day, of 40 places or 1,000.
 *
 * Units written by whole requests on days nine tenths full (`npm run bench -- places`), (d) on 40 to 1,000 places alike, in
 * parentheses (a) on 40 / 200: booking three days 7 (10 / 34), cancelling them 7 (10 / 34), changing one 8 (10 / 26),
 * offering one 4 (8 / 22). Read: 6, 6, 5 and 4.5 (6 / 12, 6 / 12, 5 / 9, 4.5 / 6.5). The stream then writes 9, 12, 7 and 7
 * (3, 3, 2 and 3 whatever the places). So (d) is cheaper than (a) where a family waits, on the smallest day too; with the
 * stream's own writes it is so from some 70 places on, and on a day of 40 dearer: 16 units for three bookings where (a)
 * wrote 13, 19 for three cancelled ones where it wrote 13.
 *
 * Order. Booking: claim the place, then hold it on the child's day; a claim that cannot be held has its generation ended
 * first and its place released after. Cancelling: end the generation on the child's day, which owes the place from then on,
 * then give it back (store/days.ts says why that happens once). Changing: note the intention on the new child's day,
 * claim the new place, then in one write (a transaction when it is another day) hold the new and end the old, then give
 * the old place back: the old one is given up only once the new one is obtained, and whoever finds the claim can finish.
 * Both ways the place goes last and only once its generation has passed, so that a crash can keep a place from others for a
 * moment (until the retry, the stream or the nightly sweep) but can never sell it twice. The other order would show a
 * booked family a place that someone else has.
 *
 * What a retry finds. Its claim in flight: it finishes that. Its booking, whose claim was taken out: the child's day
 * says so. Having looked before there was a booking and claiming after its claim was taken out, it makes a second claim,
 * which the child's day does not hold: an attempt has an id, and that one is released.
 */
import { randomUUID } from "node:crypto";
import type { Counters, Pool } from "../rules/capacity.ts";
import {
  abandon,
  drop,
  hold,
  intend,
  isSameClaim,
  isSpent,
  owedOf,
  paidBack,
  swap,
  generationOf,
  withUnits,
  type Act,
  type ChildDay,
  type Hold,
  type OnGeneration,
  type Status,
} from "../rules/child-day.ts";
import type { FamilyCode, Instant, SiteId, UnitKey } from "../../kernel/ids.ts";
import { unitOf } from "../../catalogue/rules/units.ts";
import {
  childDayUpdate,
  expectRevision,
  inHouseholds,
  readChildDays,
  stillAsRead,
  type ChildDayKey,
} from "./child-days.ts";
import { claimPlace, giveBackPlace, releasePlace, takeOut, type ClaimOutcome, type SeenDay } from "./days.ts";
import { claimUnit } from "./day-record.ts";
import { readDays, generationName, type Claimant, type ClaimTag } from "./day-record.ts";
import { showOnRoster, type RosterCard } from "./roster.ts";
import { decideAndWrite } from "../../table/decide.ts";
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
  /** How the child is called, where that is at hand; elsewhere the stream shows it. */
  readonly card?: RosterCard | null;
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

const holdOf = (place: Holding, { generation, requestToken, id, pools }: ClaimTag, act: Act): Hold => ({
  ...act,
  requestToken,
  id,
  unit: claimUnit(place),
  siteId: place.siteId,
  generation,
  pools,
  as: place.as,
  until: place.until,
  excludes: place.excludes,
});

/** Takes a claim that has become a booking out of a crowded record, which otherwise the stream does. */
async function settleOwn(table: Table, place: Holding, day: ChildDay, tag: ClaimTag): Promise<void> {
  await showOnRoster(table, place, day, place.card ?? null);
  await takeOut(table, place, { claims: [{ ...claimantOf(place), ...tag }], releases: [] });
}

/** A claim that was obtained, or found in the way and not finished. */
interface Obtained {
  readonly tag: ClaimTag;
  /** The day's record holds many more. */
  readonly crowded: boolean;
}

/**
 * Makes a booking of a claim, or ends its generation and releases it. Whoever calls it, and however often, the outcome is
 * one.
 */
async function finish(
  table: Table,
  place: Holding,
  known: ChildDay,
  { tag, crowded }: Obtained,
  act: Act,
): Promise<Booking> {
  const { decision, day } = await expectRevision(
    table,
    place,
    known,
    (current, elsewhere) => hold(current, holdOf(place, tag, act), elsewhere),
    { households: place.households },
  );
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

interface GivenBack {
  /** By this call. */
  readonly given: boolean;
  /** The child's day as it stands after it. */
  readonly day: ChildDay;
}

/** Gives back what a unit of a child's day owes, if it still does. */
export function giveBackOwed(
  table: Table,
  { familyCode, childId, date, siteId: toSite }: ChildDayKey & { readonly siteId: SiteId },
  unit: UnitKey,
): Promise<GivenBack> {
  const key = { familyCode, childId, date };
  return decideAndWrite<SiteId, GivenBack>("A place to be given back", toSite, async (siteId) => {
    // First the site's day, then the child's: what is owed after that was not given back before it.
    const record = (await readDays(table, [{ siteId, date }], { consistent: true }))({ siteId, date });
    const day = (await readChildDays(table, [key]))(key);
    const owed = owedOf(day, unit);
    if (!owed) return { done: { given: false, day } };
    if (owed.siteId !== siteId) return { again: owed.siteId };
    const ended = { ...key, ...unitOf(unit), ...owed };
    const gone = record.releases.some((one) => generationName(one) === generationName(ended));
    const { kind } = gone ? { kind: "before" as const } : await giveBackPlace(table, { siteId, date }, ended, record);
    if (kind === "moved") return { again: siteId };
    const after = await expectRevision(table, key, day, (current) => paidBack(current, unit, owed.generation));
    return { done: { given: kind === "given", day: after.day } };
  });
}

/** A child's day of which a unit owes nothing any more, so that it can be claimed again. */
async function owingNothing(table: Table, place: Place, known: ChildDay): Promise<ChildDay> {
  const unit = claimUnit(place);
  const owed = owedOf(known, unit);
  return owed ? (await giveBackOwed(table, { ...place, siteId: owed.siteId }, unit)).day : known;
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
async function obtain(
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

/**
 * Books a place whose rules have said yes, on the child's day as it was read. Idempotent by `act.requestToken`: a request that
 * runs again, after it died or beside itself, finds its own claim and finishes it.
 */
export async function bookUnit(table: Table, place: Wanted, read: ChildDay, act: Act): Promise<Booking> {
  const known = await owingNothing(table, place, read);
  const state = known.units.get(claimUnit(place));
  if (state?.claim) return { outcome: heldBy(state.claim.requestToken, act.requestToken), day: known };
  if (isSpent(state, act.requestToken)) return { outcome: { kind: "changed" }, day: known };
  const obtained = await obtain(table, place, known, act.requestToken);
  return obtained.kind === "obtained" ? finish(table, place, known, obtained.claim, act) : obtained;
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

interface Committed {
  readonly decision: ReturnType<typeof swap>;
  readonly days: ChangeDays;
}

/** Holds the new and ends the old, in one write. */
async function commitChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  want: Hold,
  act: Act,
): Promise<Committed> {
  const { from, to } = change;
  const oldUnit = claimUnit(from);
  if (sameDay(change)) {
    const { decision, day } = await expectRevision(
      table,
      to,
      known.to,
      (day, elsewhere) => swap(day, want, onTurn(from, generationOf(day, oldUnit), act), elsewhere),
      { households: to.households },
    );
    return { decision, days: { from: day, to: day } };
  }
  const others = inHouseholds(to, to.households);
  return decideAndWrite<ChangeDays, Committed>("A child's days", known, async (days) => {
    const elsewhere = await readChildDays(table, others);
    const held = hold(days.to, want, others.map(elsewhere));
    const dropped = drop(days.from, onTurn(from, generationOf(days.from, oldUnit), act), ["booked"]);
    if (held.kind !== "write") return { done: { decision: held, days } };
    if (dropped.kind !== "write") return { done: { decision: { kind: "gone" }, days } };
    const outcome = await transact(table, [
      { Update: childDayUpdate(to, days.to, held.states) },
      { Update: childDayUpdate(from, days.from, dropped.states) },
      ...others.map((other) => stillAsRead(other, elsewhere(other))),
    ]);
    if (outcome === "done") {
      const after = { from: withUnits(days.from, dropped.states), to: withUnits(days.to, held.states) };
      return { done: { decision: held, days: after } };
    }
    const readDay = await readChildDays(table, [from, to]);
    return { again: { from: readDay(from), to: readDay(to) } };
  });
}

/** Completes a change whose place is claimed: commits it and gives the old place back, or releases the new one. */
async function finishChange(
  table: Table,
  change: ClaimedChange,
  known: ChangeDays,
  { tag, crowded }: Obtained,
  act: Act,
  seen: SeenDay | null,
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
      if (decision.kind === "held" && !isSameClaim(decision.claim, tag)) await release(table, to, tag);
      if (decision.kind === "write" && crowded) await settleOwn(table, to, days.to, tag);
      const after = await giveBackEnded(table, from, days.from, decision.kind === "write" ? seen : null);
      return {
        outcome: decision.kind === "held" ? heldBy(decision.claim.requestToken, act.requestToken) : { kind: "booked" },
        days: sameDay(change) ? { from: after, to: after } : { from: after, to: days.to },
      };
    }
  }
}

/**
 * Moves a booking to another day or unit whose rules have said yes. Idempotent by `act.requestToken`. Refused, the old booking
 * stays as it is; wherever the process dies, the claim finds its intention and anybody can finish. `seen`: the old
 * booking's site and day as read before, which spares reading them again.
 */
export async function changeUnit(
  table: Table,
  change: Change,
  read: ChangeDays,
  act: Act,
  seen: SeenDay | null = null,
): Promise<Changed> {
  const { from, to } = change;
  const unit = claimUnit(to);
  const own = await owingNothing(table, to, read.to);
  const known = from.date === to.date ? { from: own, to: own } : { ...read, to: own };
  const before = known.to.units.get(unit);
  if (before?.claim) {
    if (before.claim.requestToken !== act.requestToken) return { outcome: { kind: "alreadyBooked" }, days: known };
    const after = await giveBackEnded(table, from, known.from, null);
    return {
      outcome: { kind: "booked" },
      days: from.date === to.date ? { from: after, to: after } : { ...known, from: after },
    };
  }
  if (isSpent(before, act.requestToken)) return { outcome: { kind: "changed" }, days: known };
  const intended = await expectRevision(table, to, known.to, (day) =>
    intend(day, { ...onTurn(to, generationOf(day, unit), act), replaces: { date: from.date, unit: claimUnit(from) } }),
  );
  const days = from.date === to.date ? { from: intended.day, to: intended.day } : { ...known, to: intended.day };
  if (intended.decision.kind !== "write") return { outcome: { kind: "changed" }, days };
  const obtained = await obtain(table, to, intended.day, act.requestToken);
  if (obtained.kind === "obtained") return finishChange(table, change, days, obtained.claim, act, seen);
  const { outcome, day } = obtained;
  return { outcome, days: from.date === to.date ? { from: day, to: day } : { ...days, to: day } };
}

/**
 * Gives back what a unit owes once its generation has ended; the child's day after it. `seen`: the site's day as it was read
 * before that generation ended; null when it may have ended before: then both are looked at again.
 */
async function giveBackEnded(table: Table, place: Place, day: ChildDay, seen: SeenDay | null): Promise<ChildDay> {
  const unit = claimUnit(place);
  const owed = owedOf(day, unit);
  if (!owed) return day;
  if (seen && owed.siteId === place.siteId) {
    const { kind } = await giveBackPlace(table, place, { ...claimantOf(place), ...owed }, seen);
    // That nothing is owed any more is noted by the stream.
    if (kind !== "moved") return day;
  }
  return (await giveBackOwed(table, { ...place, siteId: owed.siteId }, unit)).day;
}

export interface Ending {
  readonly outcome: "ended" | "unchanged";
  readonly day: ChildDay;
}

/**
 * Gives up what a unit has (`from`: in which of these states). Idempotent by `act.requestToken`: run again, it gives back what it
 * had not given back yet. `seen`: the site's day as read before, which spares reading it again.
 */
export async function endUnit(
  table: Table,
  place: Place,
  known: ChildDay,
  act: Act,
  from: readonly Status[],
  seen: SeenDay | null = null,
): Promise<Ending> {
  const unit = claimUnit(place);
  const { decision, day } = await expectRevision(table, place, known, (current) =>
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
  return { outcome: "ended", day: await giveBackEnded(table, place, day, decision.kind === "write" ? seen : null) };
}

/** Whether a claim found on a day has its booking. */
export function isInOrder(known: ChildDay, claim: Claimant & Omit<ClaimTag, "pools">): boolean {
  const state = known.units.get(claimUnit(claim));
  return state?.claim !== undefined && state.generation === claim.generation && isSameClaim(state.claim, claim);
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
      { tag, crowded: false },
      own,
      null,
    );
    return outcome.kind === "booked" ? "finished" : "released";
  }
  const { outcome } = await finish(table, place, known, { tag, crowded: false }, own);
  return outcome.kind === "booked" ? "finished" : "released";
}
