/** Settles claims that requests left behind; shared by the stream, seconds after, and the nightly sweep. */
import type { Clock } from "../clock.ts";
import { excluder } from "../domain/booking-rules.ts";
import { poolsOf } from "../domain/capacity.ts";
import type { Catalogue } from "../domain/catalogue.ts";
import type { ChildDay } from "../domain/child-day.ts";
import { unitsByKey } from "../domain/units.ts";
import type { Log } from "../log.ts";
import { settleClaim, type Settlement } from "../store/bookings.ts";
import { claimUnit, type Claim, type SiteDay } from "../store/days.ts";
import type { Table } from "../store/table.ts";
import { repairMessages } from "./repair-messages.ts";

export interface RepairDependencies {
  readonly table: Table;
  readonly clock: Clock;
  readonly log: Log;
}

/** Finishes or releases one claim by what its child's day says. */
export async function settle({ table, clock, log }: RepairDependencies, catalogue: Catalogue, { siteId, date }: SiteDay, claim: Claim, known: ChildDay): Promise<Settlement> {
  const units = unitsByKey(catalogue);
  const wanted = units.get(claimUnit(claim));
  if (!wanted) {
    const held = known.units.get(claimUnit(claim))?.held;
    if (!held) log.warn(repairMessages.unitUnknown, { site: siteId, date, unit: claimUnit(claim) });
    return "inOrder";
  }
  const { familyCode, childId, activityId, unitId, turn, mark } = claim;
  const place = {
    familyCode, childId, activityId, unitId, siteId, date, pools: poolsOf(wanted.activity, wanted.unit, date), excludes: excluder(units, wanted),
  };
  const outcome = await settleClaim(table, place, known, { turn, mark }, { mark, at: clock() });
  if (outcome !== "inOrder") log.info(repairMessages.claimSettled, { outcome, site: siteId, date });
  return outcome;
}
