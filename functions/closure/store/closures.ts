/**
 * Closing a site for some days, and what it takes from families.
 *
 *     pk CATALOGUE, sk CLOSURE#<site>#<closure>     the decision: while it stands, nobody comes on these days
 *     pk SITE#<site>, sk CLOSING#<closure>          who closed and who reopened, and how far its consequences are
 *     pk CLOSED#<site>#<closure>, sk <family>#<date>#<child>#<activity>/<unit>#<generation>   one thing that it took from a family
 *
 * The decision and its trace are one write. What it takes from a child's day and the record of it are one write too, so
 * that whoever tells the families, or credits them later, finds exactly what was taken, wherever the work died.
 */
import { createHash } from "node:crypto";
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { Closure } from "../../catalogue/rules/catalogue.ts";
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
import type { ClosureId, FamilyCode, Instant, Login, SiteId } from "../../kernel/ids.ts";
import { expectRevision } from "../../booking/store/child-days.ts";
import { lazily } from "../../kernel/lazily.ts";
import type { Item } from "../../table/batch.ts";
import { closureItem, closureOf } from "../../catalogue/store/catalogue.ts";
import { giveBackOwed } from "../../booking/store/bookings.ts";
import { claimUnit, releasePlace, type Claimant, type SiteDay } from "../../booking/store/days.ts";
import { removeWaiting, type Waiting } from "../../booking/store/waiting-list.ts";
import type { TakenPlace } from "../../booking/store/roster.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { readPage, readPages, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { transact, type Writes } from "../../table/transact.ts";
import { ifAbsent, ifPresent, update, type Stored } from "../../table/write.ts";

/** A decision as it stands. `version` grows when the catalogue's file changes it. */
export interface StandingClosure extends Closure {
  readonly siteId: SiteId;
  readonly version: number;
}

const standing = (item: Item): StandingClosure => ({ ...closureOf(item), version: Number(item["version"] ?? 1) });

/** The decision, or null once it is taken back; consistent. */
export async function readClosure(table: Table, siteId: SiteId, closure: ClosureId): Promise<StandingClosure | null> {
  const item = await readRecord(table, keys.closure(siteId, closure));
  return item && standing(item);
}

/**
 * Every decision that stands for a site; consistent. A town closes a site some tens of times, far below a page of a
 * query.
 */
export async function readClosures(table: Table, siteId: SiteId): Promise<readonly StandingClosure[]> {
  const { items } = await readPage(table, {
    ...startingWith(keys.cataloguePartition, keys.closurePrefix(siteId)),
    ConsistentRead: true,
  });
  return items.map(standing);
}

const closureProgressRecord = lazily(() =>
  z.object({
    siteId: branded("SiteId"),
    closureId: branded("ClosureId"),
    /** Times that the decision was taken back: one of the same name is then another. */
    round: z.optional(z.int()),
    /** Which state of the decision the rest of the record is about: its version and round. */
    edition: z.optional(z.string()),
    next: z.optional(branded("PlainDate")),
    done: z.optional(z.object({ bookings: z.int(), waiting: z.int(), families: z.int() })),
  }),
);
/** How far the consequences of a closure are. */
export type ClosureProgress = z.infer<ReturnType<typeof closureProgressRecord>>;

/** How far a closure is, from its record. */
export const closureProgressOf = (item: Item): ClosureProgress => z.parse(closureProgressRecord(), item);

/** What names one state of a decision: changed by the catalogue's file, or taken back and made again, it is another. */
export const editionOf = (
  { version }: Pick<StandingClosure, "version">,
  progress: Pick<ClosureProgress, "round"> | null,
): string => `${version}.${progress?.round ?? 0}`;

export async function readClosureProgress(
  table: Table,
  siteId: SiteId,
  closure: ClosureId,
): Promise<ClosureProgress | null> {
  const item = await readRecord(table, keys.closureProgress(siteId, closure));
  return item && closureProgressOf(item);
}

/** What is known of a site's closures, by their ids. */
export async function readClosuresProgress(
  table: Table,
  siteId: SiteId,
): Promise<ReadonlyMap<ClosureId, ClosureProgress>> {
  const { items } = await readPage(table, {
    ...startingWith(keys.sitePartition(siteId), keys.closureProgressPrefix),
    ConsistentRead: true,
  });
  return new Map(items.map(closureProgressOf).map((progress) => [progress.closureId, progress]));
}

/** Who decides, and when. */
export interface Decider {
  readonly by: Login;
  /** As the staff member was called then. */
  readonly byName: string;
  readonly at: Instant;
}

/** Closes a site; true when this call did. False when this decision was made before, whatever has become of it. */
export async function closeSite(table: Table, siteId: SiteId, closure: Closure, decider: Decider): Promise<boolean> {
  const trace: Stored = {
    ...keys.closureProgress(siteId, closure.id),
    entity: "closing",
    siteId,
    closureId: closure.id,
    closed: { ...decider, from: closure.from, to: closure.to, kind: closure.kind, reason: closure.reason },
  };
  return (
    (await transact(table, [
      { Put: { Item: closureItem(siteId, closure, decider), ...ifAbsent } },
      { Put: { Item: trace, ...ifAbsent } },
    ])) === "done"
  );
}

const closedBefore = z.object({
  closed: z.object({
    from: branded("PlainDate"),
    to: branded("PlainDate"),
    kind: z.enum(["closure", "strike"]),
    reason: z.string(),
  }),
});

/** What a decision of that id said when staff made it; null when staff made none. */
export async function readDecision(table: Table, siteId: SiteId, closure: ClosureId): Promise<Closure | null> {
  const parsed = z.safeParse(closedBefore, await readRecord(table, keys.closureProgress(siteId, closure)));
  return parsed.success ? { id: closure, ...parsed.data.closed } : null;
}

/** Takes a decision back; false when there is none any more. Its days open again, what it took stays taken. */
export async function reopenSite(table: Table, siteId: SiteId, closure: ClosureId, decider: Decider): Promise<boolean> {
  return (
    (await transact(table, [
      { Delete: { Key: keys.closure(siteId, closure), ...ifPresent } },
      {
        Update: {
          Key: keys.closureProgress(siteId, closure),
          UpdateExpression:
            "SET #entity = :entity, siteId = :site, closureId = :closure, reopened = :decider REMOVE edition, #next, done ADD #round :one",
          ExpressionAttributeNames: { "#entity": "entity", "#next": "next", "#round": "round" },
          ExpressionAttributeValues: {
            ":entity": "closing" satisfies Entity,
            ":site": siteId,
            ":closure": closure,
            ":decider": decider,
            ":one": 1,
          },
        },
      },
    ])) === "done"
  );
}

/**
 * Notes how far the consequences are; the stream goes on from there. False when the decision was taken back meanwhile.
 */
export async function noteProgress(
  table: Table,
  siteId: SiteId,
  closure: ClosureId,
  known: Pick<ClosureProgress, "round"> | null,
  progress: Pick<ClosureProgress, "edition" | "next" | "done">,
): Promise<boolean> {
  const round = known?.round;
  const { written } = await update(table, {
    Key: keys.closureProgress(siteId, closure),
    UpdateExpression: `SET #entity = :entity, siteId = :site, closureId = :closure, edition = :edition${progress.next ? ", #next = :next" : ""}${progress.done ? ", done = :done" : ""} REMOVE ${progress.next ? "done" : "#next"}`,
    ConditionExpression: round === undefined ? "attribute_not_exists(#round)" : "#round = :round",
    ExpressionAttributeNames: { "#entity": "entity", "#next": "next", "#round": "round" },
    ExpressionAttributeValues: {
      ":entity": "closing" satisfies Entity,
      ":site": siteId,
      ":closure": closure,
      ":edition": progress.edition,
      ...(progress.next ? { ":next": progress.next } : {}),
      ...(progress.done ? { ":done": progress.done } : {}),
      ...(round === undefined ? {} : { ":round": round }),
    },
  });
  return written;
}

/** One thing that a closure took: a place (booked, to be approved, offered) or a position on the waiting list. */
const closedBooking = z.object({
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
});
export type ClosedBooking = z.infer<typeof closedBooking>;

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
      const taken = z.parse(closedBooking, item);
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
