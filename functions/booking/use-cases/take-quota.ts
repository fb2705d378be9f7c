/** A child’s quota of days in an activity that has one: taken before a place, given back after it. */
import type { BookingLine } from "../contract/basket.ts";
import type { Refusal } from "../rules/booking-rules.ts";
import { daysHad, periodOf } from "../rules/quota.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { giveQuotaDayBack, takeQuotaDay, type ChildQuota } from "../store/quota.ts";
import type { Facts, KnownLine } from "./facts.ts";
import type { BookingDependencies } from "../dependencies.ts";

type Table = BookingDependencies["table"];
type Line = Pick<KnownLine<BookingLine>, "place" | "slot" | "child">;

function childQuotaOf({ place, slot: { activity } }: Line, date: PlainDate): ChildQuota | null {
  const { quota } = activity;
  return (
    quota && {
      familyCode: place.familyCode,
      childId: place.childId,
      activityId: activity.id,
      period: periodOf(quota.per, date),
      days: quota.days,
    }
  );
}

/** Takes the line's day of the quota; why not when it is used up. A staff member's act is not counted. */
export async function takeQuota(
  table: Table,
  line: Line,
  { now, asker, override }: Pick<Facts, "now" | "asker" | "override">,
): Promise<Refusal | null> {
  const { place, slot, child } = line;
  const childQuota = childQuotaOf(line, place.date);
  const { quota } = slot.activity;
  if (!childQuota || !quota || override || slot.furtherFrom === undefined) return null;
  const had = daysHad(childQuota.activityId, childQuota.period, asker(child, place.date).days);
  if (await takeQuotaDay(table, childQuota, place.date, now, had)) return null;
  return {
    code: "quotaReached",
    firstName: child.firstName,
    days: quota.days,
    per: quota.per,
    furtherFrom: slot.furtherFrom,
  };
}

/** Gives a day of the quota back once the child has nothing of the activity on it. */
export async function giveQuotaBack(
  table: Table,
  line: Line,
  { dayOf }: Pick<Facts, "dayOf">,
  date = line.place.date,
): Promise<void> {
  const quota = childQuotaOf(line, date);
  if (quota && daysHad(quota.activityId, quota.period, [dayOf(quota.childId, date)]).length === 0)
    await giveQuotaDayBack(table, quota, date);
}
