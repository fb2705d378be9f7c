/** Called by a schedule of its own at the end of each offer (events/table-stream.ts puts it): passes on a place that nobody accepted. */
import * as z from "zod/mini";
import { systemClock } from "../clock.ts";
import { branded } from "../contract/brand.ts";
import { unitKey } from "../domain/units.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { openTable } from "../store/table.ts";
import { endOffer } from "./end-offer.ts";
import { tellExpired } from "./tell-offer.ts";

/** What the schedule is given: the offer. */
const input = z.object({
  familyCode: branded("FamilyCode"), childId: branded("ChildId"), date: branded("PlainDate"), activityId: branded("ActivityId"), unitId: branded("UnitId"),
  siteId: branded("SiteId"), turn: z.int(), until: branded("Instant"),
});

const table = openTable(readSetting("TABLE_NAME"));
const { schoolZone } = readSetting("TOWN");
const clock = systemClock;
const tell = tellExpired({ table, clock, catalogue: catalogueCache(() => readCatalogue(table), clock) });

export const handler = async (event: unknown): Promise<void> => {
  const { activityId, unitId, ...rest } = z.parse(input, event);
  const offer = { ...rest, unit: unitKey(activityId, unitId) };
  if (await endOffer({ table, clock, log, schoolZone }, offer)) await tell(offer);
};
