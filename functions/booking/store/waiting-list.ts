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
import { DeleteCommand, QueryCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { epochSeconds } from "../../kernel/clock.ts";
import { branded } from "../../kernel/id-schemas.ts";
import { join, withUnits, type Act, type ChildDay } from "../rules/child-day.ts";
import type { Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, localToInstant } from "../../kernel/time.ts";
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Place } from "./bookings.ts";
import type { Item } from "../../table/batch.ts";
import { childDayUpdate, readChildDays } from "./child-days.ts";
import { noteAwaited, type SiteDay } from "./days.ts";
import { retried } from "../../table/retry.ts";
import * as keys from "../../table/keys.ts";
import { waitingListPartition, waitingPrefix } from "../../table/keys.ts";
import { storedNames } from "../../table/stored-names.ts";
import type { Table } from "../../table/table.ts";
import { transact } from "../../table/transact.ts";

/** Days after its own that an entry is kept, for whoever asks why no place was offered. */
const keptDays = 30;
const expiryOf = (date: PlainDate): number => epochSeconds(localToInstant(addDays(date, keptDays), "00:00"));

/** As records of before name it. */
const entryNames = storedNames({ arrival: "ticket" });
const waitingRecord = z.object({
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
});
export type Waiting = z.infer<typeof waitingRecord>;

async function takeArrivalNumber(table: Table, { siteId, date }: SiteDay): Promise<number> {
  const { Attributes } = await retried(() =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: keys.arrivals(siteId, date),
        UpdateExpression: "SET #entity = :entity ADD #last :one",
        ExpressionAttributeNames: { "#entity": "entity", "#last": "last" },
        ExpressionAttributeValues: { ":entity": "tickets", ":one": 1 },
        ReturnValues: "UPDATED_NEW",
      }),
    ),
  );
  return Number(Attributes?.["last"]);
}

/** How often two writers of one child's day may meet before it is a fault. */
const mostTries = 10;

export interface JoinOutcome {
  /** Null: the unit's state does not allow it (booked or joined meanwhile, by another request). */
  readonly arrival: number | null;
  readonly day: ChildDay;
}

/**
 * Puts a child on the waiting list. Idempotent: a request that runs again finds its number on the child's day.
 * `awaited`: the site's day knows already that somebody waits.
 */
export async function joinWaitingList(
  table: Table,
  place: Place,
  known: ChildDay,
  act: Act,
  { awaited, from }: { readonly awaited: boolean; readonly from?: Instant | undefined },
): Promise<JoinOutcome> {
  const unit = unitKey(place.activityId, place.unitId);
  const waits = (day: ChildDay): number | null => {
    const state = day.units.get(unit);
    return state?.status === "waiting" ? (state.arrival ?? null) : null;
  };
  if (waits(known) !== null) return { arrival: waits(known), day: known };
  // Before anybody is on the list: a place freed from now on waits for the list to be walked.
  if (!awaited) await noteAwaited(table, place, { walk: false });
  const arrival = await takeArrivalNumber(table, place);
  let day = known;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const decision = join(day, {
      ...act,
      unit,
      siteId: place.siteId,
      generation: day.units.get(unit)?.generation ?? 0,
      arrival,
    });
    if (decision.kind !== "write") return { arrival: waits(day), day };
    const { familyCode, childId, activityId, unitId, siteId, date } = place;
    const { ReturnValuesOnConditionCheckFailure: _, ...update } = childDayUpdate(table, place, day, decision.states);
    const outcome = await transact(table, [
      { Update: update },
      {
        Put: {
          TableName: table.name,
          Item: {
            ...keys.waiting(siteId, date, arrival),
            entity: "waiting",
            siteId,
            date,
            ticket: arrival,
            familyCode,
            childId,
            activityId,
            unitId,
            at: act.at,
            expiresAt: expiryOf(date),
            ...(from ? { from } : {}),
          },
        },
      },
    ]);
    if (outcome === "done") return { arrival, day: withUnits(day, decision.states) };
    day = (await readChildDays(table, [place]))(place);
  }
  throw new Error(`A child's day changed ${mostTries} times while it joined a waiting list`);
}

/** One who waits, from its record. */
export const waitingOf = (item: Item): Waiting => z.parse(waitingRecord, entryNames.read(item));

/** One page of the list, in order, after a number; consistent. */
export async function readWaitingListPage(
  table: Table,
  { siteId, date }: SiteDay,
  { after = 0, limit = 100 }: { readonly after?: number; readonly limit?: number } = {},
): Promise<readonly Waiting[]> {
  const { Items = [] } = await retried(() =>
    table.client.send(
      new QueryCommand({
        TableName: table.name,
        ConsistentRead: true,
        KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
        Limit: limit,
        ExpressionAttributeValues: {
          ":pk": waitingListPartition(siteId, date),
          ":from": keys.waiting(siteId, date, after + 1).sk,
          ":to": `${waitingPrefix}~`,
        },
      }),
    ),
  );
  return Items.map(waitingOf);
}

/** The whole list, in order. */
export async function readWaitingList(table: Table, day: SiteDay): Promise<readonly Waiting[]> {
  const found: Waiting[] = [];
  const limit = 500;
  for (;;) {
    const page = await readWaitingListPage(table, day, { after: found.at(-1)?.arrival ?? 0, limit });
    found.push(...page);
    if (page.length < limit) return found;
  }
}

/**
 * Position among those who wait for the same unit, from 1. Eventually consistent: it only ever tells how long the list is.
 */
export async function positionOf(
  table: Table,
  { siteId, date, activityId, unitId }: Pick<Place, "siteId" | "date" | "activityId" | "unitId">,
  arrival: number,
): Promise<number> {
  let before = 0;
  let start: Record<string, unknown> | undefined;
  do {
    const page = await retried(() =>
      table.client.send(
        new QueryCommand({
          TableName: table.name,
          Select: "COUNT",
          KeyConditionExpression: "pk = :pk AND sk BETWEEN :from AND :to",
          FilterExpression: "activityId = :activity AND unitId = :unit",
          ExpressionAttributeValues: {
            ":pk": waitingListPartition(siteId, date),
            ":from": waitingPrefix,
            ":to": keys.waiting(siteId, date, arrival - 1).sk,
            ":activity": activityId,
            ":unit": unitId,
          },
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      ),
    );
    before += page.Count ?? 0;
    start = page.LastEvaluatedKey;
  } while (start);
  return before + 1;
}

/** Removes an entry; nothing when it is gone. */
export async function removeWaiting(
  table: Table,
  { siteId, date, arrival }: Pick<Waiting, "siteId" | "date" | "arrival">,
): Promise<void> {
  await retried(() =>
    table.client.send(new DeleteCommand({ TableName: table.name, Key: keys.waiting(siteId, date, arrival) })),
  );
}
