/**
 * A child’s quota of days within a week or a month, where an activity has one: two baskets sent at once must not both
 * take the last day of it, and the days themselves are separate records. One small record a child, activity and period
 * holds the days taken.
 *
 *     pk FAMILY#<code>, sk CAP#<child>#<activity>#<from>    days: set of dates; at: when last taken
 *
 * A day of it is taken before the place is claimed and given back after it is released. What dies in between leaves a day
 * that the child does not have; `takeQuotaDay` is told which days it does have, and clears older ones away.
 */
import type { Period } from "../rules/quota.ts";
import type { ActivityId, ChildId, FamilyCode, Instant, PlainDate } from "../../kernel/ids.ts";
import { minusHours } from "../../kernel/time.ts";
import type { Item } from "../../table/batch.ts";
import type { Entity } from "../../table/entities.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { update, type Written } from "../../table/write.ts";

export interface ChildQuota {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly activityId: ActivityId;
  readonly period: Period;
  /** Days that the quota holds. */
  readonly days: number;
}

const keyOf = ({ familyCode, childId, activityId, period }: ChildQuota) =>
  keys.quota(familyCode, childId, activityId, `${period.per}#${period.from}`);

const datesOf = (item: Item | null): readonly string[] =>
  item?.["days"] instanceof Set ? [...item["days"]].map(String) : [];

/** A request is over long before that, so that what it left behind is nobody's any more. */
const staleHours = 1;

/**
 * Takes a day of the quota; a day taken already counts once. False when the quota is used up. `had`: days that the
 * child really has.
 */
export async function takeQuotaDay(
  table: Table,
  quota: ChildQuota,
  date: PlainDate,
  now: Instant,
  had: readonly PlainDate[],
): Promise<boolean> {
  const Key = keyOf(quota);
  const take = (): Promise<Written> =>
    update(table, {
      Key,
      UpdateExpression: "SET #entity = :entity, #at = :now ADD #days :date",
      ConditionExpression: "attribute_not_exists(#days) OR contains(#days, :one) OR size(#days) < :most",
      ExpressionAttributeNames: { "#entity": "entity", "#at": "at", "#days": "days" },
      ExpressionAttributeValues: {
        ":entity": "capSlot" satisfies Entity,
        ":now": now,
        ":date": new Set([date]),
        ":one": date,
        ":most": quota.days,
      },
    });
  const taken = await take();
  if (taken.written) return true;
  const stale = datesOf(taken.stands).filter((other) => !had.some((one) => one === other));
  const seen = taken.stands?.["at"];
  if (stale.length === 0 || String(seen) > minusHours(now, staleHours)) return false;
  await update(table, {
    Key,
    UpdateExpression: "DELETE #days :stale",
    ConditionExpression: "#at = :seen",
    ExpressionAttributeNames: { "#days": "days", "#at": "at" },
    ExpressionAttributeValues: { ":stale": new Set(stale), ":seen": seen },
  });
  return (await take()).written;
}

/** Gives a day of the quota back. */
export async function giveQuotaDayBack(table: Table, quota: ChildQuota, date: PlainDate): Promise<void> {
  await update(table, {
    Key: keyOf(quota),
    UpdateExpression: "DELETE #days :date",
    ConditionExpression: "contains(#days, :one)",
    ExpressionAttributeNames: { "#days": "days" },
    ExpressionAttributeValues: { ":date": new Set([date]), ":one": date },
  });
}

/** Counts days that a child has by another way than by asking for them, beyond the quota if need be. */
export async function countQuotaDays(
  table: Table,
  quota: ChildQuota,
  dates: readonly PlainDate[],
  now: Instant,
): Promise<void> {
  await update(table, {
    Key: keyOf(quota),
    UpdateExpression: "SET #entity = :entity, #at = :now ADD #days :dates",
    ExpressionAttributeNames: { "#entity": "entity", "#at": "at", "#days": "days" },
    ExpressionAttributeValues: { ":entity": "capSlot" satisfies Entity, ":now": now, ":dates": new Set(dates) },
  });
}
