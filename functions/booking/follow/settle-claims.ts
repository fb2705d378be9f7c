/** Settles claims that requests left behind; shared by the stream, seconds after, and the nightly sweep. */
import type { Clock } from "../../kernel/clock.ts";
import { isRefusal, slotsOf } from "../rules/slots.ts";
import { excluder, offeredUntil } from "../rules/booking-rules.ts";
import type { Catalogue } from "../../catalogue/rules/catalogue.ts";
import type { SchoolZone } from "../../calendar/rules/school-calendar.ts";
import { isOfferToken, type ChildDay } from "../rules/child-day.ts";
import type { Log } from "../../kernel/log.ts";
import { giveUpClaim, isInOrder, settleClaim, type Settlement } from "../store/settle.ts";
import { claimUnit } from "../store/day-record.ts";
import type { Claim, SiteDay } from "../store/day-record.ts";
import { cardAmong } from "../store/roster.ts";
import { readPeople } from "../../family/store/people.ts";
import type { Table } from "../../table/table.ts";
import { repairMessages } from "../../stream/repair-messages.ts";

export interface RepairDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly log: Log;
  readonly schoolZone: SchoolZone;
}

/** Finishes or releases one claim by what its child's day says. */
export async function settle(
  { table, clock, log, schoolZone }: RepairDependencies,
  catalogue: Catalogue,
  { siteId, date }: SiteDay,
  claim: Claim,
  known: ChildDay,
): Promise<Settlement> {
  const slots = slotsOf(catalogue, schoolZone);
  if (isInOrder(known, claim)) return "inOrder";
  const { familyCode, childId, activityId, unitId, generation, requestToken, id, pools } = claim;
  const slot = slots.held({ activityId, unitId, date });
  if (isRefusal(slot)) {
    if (!known.units.get(claimUnit(claim))?.claim)
      log.warn(repairMessages.unitUnknown, { site: siteId, date, unit: claimUnit(claim) });
    return "inOrder";
  }
  const now = clock();
  const people = await readPeople(table, [claim]);
  const households = people.child(claim)?.sharedWith ?? [];
  const as = isOfferToken(requestToken) ? "offered" : slot.unit.approval ? "pending" : "booked";
  const place = {
    familyCode,
    childId,
    activityId,
    unitId,
    siteId,
    date,
    excludes: excluder(slots.units(date), slot),
    as,
    until: offeredUntil(slot, now) ?? now,
    households,
    card: cardAmong(people, claim),
  } as const;
  const accountClosed = people.household(familyCode)?.closedAt !== undefined;
  // Nobody here knows what it costs: its place is free again, and whoever asked for it asks once more.
  const givesUp = accountClosed || slot.activity.prepaid === true;
  const outcome = await (givesUp ? giveUpClaim : settleClaim)(
    table,
    place,
    known,
    { generation, requestToken, ...(id === undefined ? {} : { id }), pools },
    { requestToken, at: now },
  );
  if (outcome !== "inOrder") log.info(repairMessages.claimSettled, { outcome, site: siteId, date });
  return outcome;
}
