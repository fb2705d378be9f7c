/** A child's share of days in an activity that has one: taken before a place, given back after it. */
import type { BookingLine } from "../contract/basket.ts";
import type { Refusal } from "../rules/booking-rules.ts";
import { daysHad, periodOf } from "../rules/caps.ts";
import type { PlainDate } from "../../kernel/ids.ts";
import { giveSlotBack, takeSlot, type Share } from "../store/caps.ts";
import type { Facts, KnownLine } from "./basket.ts";
import type { BookingDependencies } from "../dependencies.ts";

type Table = BookingDependencies["table"];
type Line = Pick<KnownLine<BookingLine>, "place" | "offer" | "child">;

function shareOf({ place, offer: { activity } }: Line, date: PlainDate): Share | null {
  const { caps } = activity;
  return (
    caps && {
      familyCode: place.familyCode,
      childId: place.childId,
      activityId: activity.id,
      period: periodOf(caps.per, date),
      days: caps.days,
    }
  );
}

/** Takes the line's day of the share; why not when it is used up. An agent's act is not counted. */
export async function takeShare(
  table: Table,
  line: Line,
  { now, asker, leave }: Pick<Facts, "now" | "asker" | "leave">,
): Promise<Refusal | null> {
  const { place, offer, child } = line;
  const share = shareOf(line, place.date);
  const { caps } = offer.activity;
  if (!share || !caps || leave || offer.furtherFrom === undefined) return null;
  const had = daysHad(share.activityId, share.period, asker(child, place.date).days);
  if (await takeSlot(table, share, place.date, now, had)) return null;
  return {
    code: "capReached",
    firstName: child.firstName,
    days: caps.days,
    per: caps.per,
    furtherFrom: offer.furtherFrom,
  };
}

/** Gives a day of the share back once the child has nothing of the activity on it. */
export async function giveShareBack(
  table: Table,
  line: Line,
  { dayOf }: Pick<Facts, "dayOf">,
  date = line.place.date,
): Promise<void> {
  const share = shareOf(line, date);
  if (share && daysHad(share.activityId, share.period, [dayOf(share.childId, date)]).length === 0)
    await giveSlotBack(table, share, date);
}
