/**
 * The waiting list of a site's day: who waits, in the order in which they came. Nobody can change the order.
 *
 *     pk QUEUE#<site>#<date>, sk TICKETS         last: the last number given
 *     pk QUEUE#<site>#<date>, sk WAIT#<number>   one who waits: child, unit, when; expires some time after the day
 *
 * A number is taken first (one that is lost with a process leaves a gap, which changes no order), then the child's day
 * and the entry are written in one transaction: who sees itself waiting is on the list. Leaving is the child's day's
 * alone; an entry whose child does not wait any more is passed over and removed by whoever meets it.
 */
import * as z from "zod/mini";
import { lazily } from "../../kernel/lazily.ts";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { join, type Act, type ChildDay } from "../rules/child-day.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, localToInstant } from "../../kernel/time.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Place } from "./place.ts";
import type { Item } from "../../table/batch.ts";
import { expectRevision } from "./child-days.ts";
import type { Pool } from "../rules/capacity.ts";
import type { DayRecord, SiteDay } from "./day-record.ts";
import { knowsAwaited, noteAwaited } from "./awaited.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import { between, readPage, readPages, readRange, readRecord } from "../../table/read.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { remove, update, type Stored } from "../../table/write.ts";

/** Days after its own that an entry is kept, for whoever asks why no place was offered. */
const keptDays = 30;
const expiryOf = (date: PlainDate): number => epochSeconds(localToInstant(addDays(date, keptDays), "00:00"));

/** As records of before name it. */
const entryNames = storedNames({ arrival: "ticket" });
const waitingRecord = lazily(() =>
  z.object({
    siteId: branded("SiteId"),
    date: branded("PlainDate"),
    /** Order of arrival on the list of that site’s day, from 1; numbers may be missing, none is given twice. */
    arrival: z.int(),
    familyCode: branded("FamilyCode"),
    childId: branded("ChildId"),
    activityId: branded("ActivityId"),
    unitId: branded("UnitId"),
    at: branded("Instant"),
    /** Not offered anything before: a day beyond the child’s quota. */
    from: z.optional(branded("Instant")),
  }),
);
export type Waiting = z.infer<ReturnType<typeof waitingRecord>>;

const lastNumber = lazily(() => z.object({ last: z.int() }));

async function takeArrivalNumber(table: Table, { siteId, date }: SiteDay): Promise<number> {
  const given = await update(table, {
    Key: keys.arrivals(siteId, date),
    UpdateExpression: "SET #entity = :entity ADD #last :one",
    ExpressionAttributeNames: { "#entity": "entity", "#last": "last" },
    ExpressionAttributeValues: { ":entity": "tickets" satisfies Entity, ":one": 1 },
    ReturnValues: "UPDATED_NEW",
  });
  return z.parse(lastNumber(), given.written && given.after).last;
}

export interface JoinOutcome {
  /** Null: the unit's state does not allow it (booked or joined meanwhile, by another request). */
  readonly arrival: number | null;
  readonly day: ChildDay;
}

/**
 * Puts a child on the waiting list. Idempotent: a request that runs again finds its number on the child's day. `pools`: the
 * limits that it would take a place of; `seen`: the site's day, which may know already that they are awaited.
 */
export async function joinWaitingList(
  table: Table,
  place: Place,
  known: ChildDay,
  act: Act,
  {
    pools,
    seen,
    from,
  }: { readonly pools: readonly Pool[]; readonly seen: DayRecord; readonly from?: Instant | undefined },
): Promise<JoinOutcome> {
  const unit = unitKey(place.activityId, place.unitId);
  const waits = (day: ChildDay): number | null => {
    const state = day.units.get(unit);
    return state?.status === "waiting" ? (state.arrival ?? null) : null;
  };
  if (waits(known) !== null) return { arrival: waits(known), day: known };
  // Before anybody is on the list: a place freed from now on waits for the list to be walked.
  if (!knowsAwaited(seen, pools)) await noteAwaited(table, place, pools, { free: false });
  const arrival = await takeArrivalNumber(table, place);
  const { familyCode, childId, activityId, unitId, siteId, date } = place;
  const entry: Stored = {
    ...entryNames.write({ siteId, date, arrival, familyCode, childId, activityId, unitId, at: act.at }),
    ...keys.waiting(siteId, date, arrival),
    entity: "waiting",
    expiresAt: expiryOf(date),
    ...(from ? { from } : {}),
  };
  const { decision, day } = await expectRevision(
    table,
    place,
    known,
    (current) => join(current, { ...act, unit, siteId, generation: current.units.get(unit)?.generation ?? 0, arrival }),
    { beside: () => [{ Put: { Item: entry } }] },
  );
  return { arrival: decision.kind === "write" ? arrival : waits(day), day };
}

/** One who waits, from its record. */
export const waitingOf = (item: Item): Waiting => z.parse(waitingRecord(), entryNames.read(item));

const listFrom = ({ siteId, date }: SiteDay, after: number) => ({
  ...between(keys.waitingListPartition(siteId, date), {
    from: keys.waiting(siteId, date, after + 1).sk,
    to: `${keys.waitingPrefix}~`,
  }),
  ConsistentRead: true,
});

/** One page of the list, in order, after a number; consistent. */
export async function readWaitingListPage(
  table: Table,
  day: SiteDay,
  { after = 0, limit = 100 }: { readonly after?: number; readonly limit?: number } = {},
): Promise<readonly Waiting[]> {
  const { items } = await readPage(table, { ...listFrom(day, after), Limit: limit });
  return items.map(waitingOf);
}

/** The whole list, in order. */
export const readWaitingList = async (table: Table, day: SiteDay): Promise<readonly Waiting[]> =>
  (await readRange(table, listFrom(day, 0))).map(waitingOf);

type WaitedUnit = Pick<Place, "siteId" | "date" | "activityId" | "unitId">;

/**
 * Position among those who wait for the same unit, from 1. Eventually consistent: it only ever tells how long the list is.
 */
export const positionOf = (table: Table, unit: WaitedUnit, arrival: number): Promise<number> =>
  positionAfter(table, unit, keys.waiting(unit.siteId, unit.date, arrival - 1).sk);

/** The position of whoever would join now. */
export const nextPosition = (table: Table, unit: WaitedUnit): Promise<number> =>
  positionAfter(table, unit, `${keys.waitingPrefix}~`);

/** One more than wait for the unit up to that entry. */
async function positionAfter(
  table: Table,
  { siteId, date, activityId, unitId }: WaitedUnit,
  last: string,
): Promise<number> {
  const { ExpressionAttributeValues, ...ahead } = between(keys.waitingListPartition(siteId, date), {
    from: keys.waitingPrefix,
    to: last,
  });
  let before = 0;
  for await (const { count } of readPages(table, {
    ...ahead,
    Select: "COUNT",
    FilterExpression: "activityId = :activity AND unitId = :unit",
    ExpressionAttributeValues: { ...ExpressionAttributeValues, ":activity": activityId, ":unit": unitId },
  }))
    before += count;
  return before + 1;
}

/** Whether anybody has ever waited for anything of that day: without, no place of it is kept for an offer either. */
export const everAwaited = async (table: Table, { siteId, date }: SiteDay): Promise<boolean> =>
  (await readRecord(table, keys.arrivals(siteId, date))) !== null;

/** Removes an entry; nothing when it is gone. `childId`: only while it is that child's, which may have handed it over. */
export async function removeWaiting(
  table: Table,
  { siteId, date, arrival, childId }: Pick<Waiting, "siteId" | "date" | "arrival"> & Partial<Pick<Waiting, "childId">>,
): Promise<void> {
  await remove(table, {
    Key: keys.waiting(siteId, date, arrival),
    ...(childId === undefined
      ? {}
      : {
          ConditionExpression: "attribute_not_exists(pk) OR #child = :child",
          ExpressionAttributeNames: { "#child": "childId" },
          ExpressionAttributeValues: { ":child": childId },
        }),
  });
}

/**
 * The entry of one who waits as it is once the position is another child's: part of the transaction that says so on
 * both children's days, which must not pass unless they are as they were read.
 */
export async function handedOver(table: Table, waiting: Omit<Waiting, "from">): Promise<Write> {
  const { siteId, date, arrival } = waiting;
  const key = keys.waiting(siteId, date, arrival);
  const stands = await readRecord(table, key);
  const known = stands && waitingOf(stands);
  const Item: Stored = {
    ...entryNames.write({ ...waiting, at: known?.at ?? waiting.at }),
    ...key,
    entity: "waiting",
    expiresAt: expiryOf(date),
    ...(known?.from ? { from: known.from } : {}),
  };
  return { Put: { Item } };
}
