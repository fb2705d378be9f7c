/** Whether the days' records and the families' agree: the invariants of booking, read from the table itself. */
import { ScanCommand } from "@aws-sdk/lib-dynamodb";
import { poolsAt } from "../../../functions/booking/rules/capacity.ts";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { placedUnits, type ChildDay } from "../../../functions/booking/rules/child-day.ts";
import { editionsOf } from "../../../functions/catalogue/rules/editions.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { childDayOf, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { claimUnit } from "../../../functions/booking/store/day-record.ts";
import { dayName, type SiteDay } from "../../../functions/booking/store/day-record.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import type { Table } from "../../../functions/table/table.ts";

/**
 * What is wrong on these days (of one family only, when named), in words; nothing when the counters equal the claims,
 * no capacity is passed, and every claim is a booking and the other way round.
 */
export function inconsistencies(table: Table, days: readonly SiteDay[], only?: FamilyCode): Promise<readonly string[]> {
  return Promise.all([readCatalogue(table), childDays(table, only)]).then(([catalogue, own]) =>
    disagreements(table, days, { catalogue, own, ...(only ? { only } : {}) }),
  );
}

/**
 * What is known beside the days: the catalogue, the children's days of these families, and of which family alone claims
 * are looked at.
 */
export interface Known {
  readonly catalogue: Catalogue;
  readonly own: readonly (readonly [FamilyCode, ChildDay])[];
  readonly only?: FamilyCode;
}

/** The same for one who knows the rest: a table that grows need not be read whole each time. */
export async function disagreements(
  table: Table,
  days: readonly SiteDay[],
  { catalogue, own, only }: Known,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const claimed = new Set<string>();
  const recorded = await readFullDays(table, days);
  for (const day of days) {
    const {
      record: { counters },
      places,
    } = recorded(day);
    const site = catalogue.sites.find(({ id: siteId }) => siteId === day.siteId)!;
    const pools = poolsAt(
      site,
      editionsOf(catalogue)
        .allOn(day.date)
        .filter(({ siteId }) => siteId === day.siteId),
      day.date,
    );
    for (const [pool, { used, set }] of counters) {
      const found = places.filter((place) => place.pools.includes(pool)).length;
      const capacity = set ?? pools.find((one) => one.id === pool)?.capacity ?? Infinity;
      if (used !== found) wrong.push(`${dayName(day)} ${pool}: counter ${used}, places ${found}`);
      if (used > capacity || used < 0) wrong.push(`${dayName(day)} ${pool}: ${used} of ${capacity} places`);
    }
    for (const place of places)
      if (!only || only === place.familyCode) {
        const name = `${dayName(day)} ${place.familyCode} ${place.childId} ${claimUnit(place)} generation ${place.generation}`;
        if (claimed.has(name)) wrong.push(`two places: ${name}`);
        claimed.add(name);
      }
  }
  const held = heldOn(own, new Set(days.map(dayName)));
  for (const one of held) if (!claimed.has(one)) wrong.push(`booked without a place: ${one}`);
  for (const one of claimed) if (!held.has(one)) wrong.push(`place without a booking: ${one}`);
  return wrong;
}

async function childDays(table: Table, only?: FamilyCode): Promise<readonly (readonly [FamilyCode, ChildDay])[]> {
  if (only)
    return (await readFamilyDays(table, only, { from: id("PlainDate", "2000-01-01") })).map((day) => [only, day]);
  const found: [FamilyCode, ChildDay][] = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await table.client.send(
      new ScanCommand({
        TableName: table.name,
        ConsistentRead: true,
        FilterExpression: "#entity = :childDay",
        ExpressionAttributeNames: { "#entity": "entity" },
        ExpressionAttributeValues: { ":childDay": "childDay" },
        ...(from ? { ExclusiveStartKey: from } : {}),
      }),
    );
    for (const item of page.Items ?? [])
      found.push([id("FamilyCode", String(item["pk"]).slice("FAMILY#".length)), childDayOf(item)]);
    from = page.LastEvaluatedKey;
  } while (from);
  return found;
}

function heldOn(own: Known["own"], days: ReadonlySet<string>): ReadonlySet<string> {
  const held = new Set<string>();
  for (const [family, day] of own)
    for (const unit of placedUnits(day)) {
      const { siteId, generation } = day.units.get(unit)!;
      const name = dayName({ siteId, date: day.date });
      if (days.has(name)) held.add(`${name} ${family} ${day.childId} ${unit} generation ${generation}`);
    }
  return held;
}
