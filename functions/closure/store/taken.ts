/**
 * What a closure takes from families.
 *
 *     pk CLOSED#<site>#<closure>, sk <family>#<date>#<child>#<activity>/<unit>#<generation>   one thing that it took from a family
 *
 * What it takes from a child's day and the record of it are one write, so that whoever tells the families, or credits them
 * later, finds exactly what was taken, wherever the work died.
 */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { branded } from "../../kernel/id-schemas.ts";
import {
  abandon,
  drop,
  hasPlace,
  isSameClaim,
  owedOf,
  generationOf,
  type Act,
  type ChildDay,
  type OnGeneration,
  type Status,
  type GenerationDecision,
} from "../../booking/rules/child-day.ts";
import type { ClosureId, FamilyCode, Instant, SiteId } from "../../kernel/ids.ts";
import { expectRevision } from "../../booking/store/child-days.ts";
import { giveBackOwed } from "../../booking/store/give-back.ts";
import { releasePlace } from "../../booking/store/days.ts";
import { claimUnit } from "../../booking/store/day-record.ts";
import type { Claimant, SiteDay } from "../../booking/store/day-record.ts";
import { removeWaiting, type Waiting } from "../../booking/store/waiting-list.ts";
import type { TakenPlace } from "../../booking/store/roster.ts";
import * as keys from "../../table/keys.ts";
import { readPages, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Writes } from "../../table/transact.ts";
import type { StandingClosure } from "./closures.ts";

/** One thing that a closure took: a place (booked, to be approved, offered) or a position on the waiting list. */
const closedBooking = lazily(() =>
  z.object({
    siteId: branded("SiteId"),
    closureId: branded("ClosureId"),
    edition: z.string(),
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    activityId: branded("ActivityId"),
    unitId: branded("UnitId"),
    date: branded("PlainDate"),
    /** What it was. */ had: z.enum(["booked", "pending", "offered", "waiting"]),
    /** Why nobody comes: each kind has its own effect on the invoice. */
    kind: z.enum(["closure", "strike"]),
    at: branded("Instant"),
  }),
);
export type ClosedBooking = z.infer<ReturnType<typeof closedBooking>>;

/** A closure at work. */
export interface ClosureWork {
  readonly closure: StandingClosure;
  readonly edition: string;
  readonly at: Instant;
}

/**
 * The request token that a closure leaves on a child's day. One token a generation: who joins a list while it closes is taken off it all the
 * same.
 */
const actOf = ({ closure: { siteId, id, reason }, edition, at }: ClosureWork, generation: number): Act => ({
  requestToken: createHash("sha256")
    .update(`closure ${siteId} ${id} ${edition} ${generation}`)
    .digest("base64url")
    .slice(0, 8),
  at,
  reason,
});

const isTaken = (status: Status): status is ClosedBooking["had"] => status !== "none";

/** The record of what a child's day loses, beside the loss. Nothing when nothing was had. */
function takenRecord(
  { closure, edition, at }: ClosureWork,
  { familyCode, childId, activityId, unitId }: Claimant,
  day: ChildDay,
): Writes {
  const state = day.units.get(claimUnit({ familyCode, childId, activityId, unitId }));
  if (!state || !isTaken(state.status)) return [];
  const { siteId, id: closureId, kind } = closure;
  const taken: ClosedBooking = {
    siteId,
    closureId,
    edition,
    familyCode,
    childId,
    activityId,
    unitId,
    date: day.date,
    had: state.status,
    kind,
    at,
  };
  const key = keys.closedBooking(
    siteId,
    closureId,
    familyCode,
    `${day.date}#${childId}#${activityId}/${unitId}#${state.generation}`,
  );
  return [{ Put: { Item: { ...key, entity: "closedBooking", ...taken } } }];
}

/**
 * Ends what stands behind a place of a closed day, then gives it back. Whoever waited for the place goes on waiting. The
 * child's day after it.
 */
export async function endPlace(
  table: Table,
  work: ClosureWork,
  { siteId, date }: SiteDay,
  place: TakenPlace,
  known: ChildDay,
): Promise<ChildDay> {
  const unit = claimUnit(place);
  const end: OnGeneration = { ...actOf(work, place.generation), unit, siteId, generation: place.generation };
  const stands = (day: ChildDay): boolean => {
    const state = day.units.get(unit);
    return state !== undefined && state.generation === place.generation && hasPlace(state.status);
  };
  // A claim that is not a booking yet: its request is under way or dead, and finds its generation passed.
  const decide = (day: ChildDay): GenerationDecision =>
    stands(day) ? drop(day, end, ["booked", "pending", "offered"]) : abandon(day, end);
  const { day } = await expectRevision(table, { ...place, date }, known, decide, {
    beside: (before) => (stands(before) ? takenRecord(work, place, before) : []),
  });
  if (generationOf(day, unit) <= place.generation) throw new Error("A place of a closed day could not be ended");
  const owed = owedOf(day, unit);
  const own = owed?.generation === place.generation && isSameClaim(owed, place);
  if (own) return (await giveBackOwed(table, { ...place, date, siteId: owed.siteId }, unit)).day;
  // A claim that never became a booking. What the roster alone shows has been given back since.
  if (!place.shown) await releasePlace(table, { siteId, date }, place);
  return day;
}

/** Takes somebody off the waiting list of a closed day. The child's day after it. */
export async function endWaiting(
  table: Table,
  work: ClosureWork,
  waiting: Waiting,
  known: ChildDay,
): Promise<ChildDay> {
  const unit = claimUnit(waiting);
  const waits = (day: ChildDay): boolean => {
    const state = day.units.get(unit);
    return state?.status === "waiting" && state.arrival === waiting.arrival;
  };
  const decide = (day: ChildDay): GenerationDecision => {
    const state = day.units.get(unit);
    return waits(day)
      ? drop(
          day,
          {
            ...actOf(work, generationOf(day, unit)),
            unit,
            siteId: waiting.siteId,
            generation: generationOf(day, unit),
          },
          ["waiting"],
        )
      : { kind: "unchanged", state };
  };
  const { day } = await expectRevision(table, waiting, known, decide, {
    beside: (before) => takenRecord(work, waiting, before),
  });
  if (waits(day)) throw new Error("A position on a closed day's waiting list could not be ended");
  await removeWaiting(table, waiting);
  return day;
}

/** What a closure took, family by family, a page at a time: flat in memory, however long the closure. */
export async function* readClosedByFamily(
  table: Table,
  siteId: SiteId,
  closure: ClosureId,
): AsyncGenerator<readonly [FamilyCode, readonly ClosedBooking[]]> {
  let own: ClosedBooking[] = [];
  const all = { ...startingWith(keys.closedPartition(siteId, closure)), ConsistentRead: true };
  for await (const { items } of readPages(table, all))
    for (const item of items) {
      const taken = z.parse(closedBooking(), item);
      const [first] = own;
      if (first && first.familyCode !== taken.familyCode) {
        yield [first.familyCode, own];
        own = [];
      }
      own.push(taken);
    }
  const [last] = own;
  if (last) yield [last.familyCode, own];
}
