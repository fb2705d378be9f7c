/**
 * Makes records as they were before claims left the days' records: each place of a day a claim there, without an id, no
 * roster, and children's days that owe nothing by name.
 */
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { unitOf } from "../../../functions/catalogue/rules/units.ts";
import { type UnitKey } from "../../../functions/kernel/ids.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { childDayUpdate } from "../../../functions/booking/store/child-days.ts";
import type { SiteDay } from "../../../functions/booking/store/day-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readFullDays, type RosterUnit } from "../../../functions/booking/store/roster.ts";
import type { Table } from "../../../functions/table/table.ts";

/** Of these families, on a day at rest. Others stay as they are: the record is one of both kinds. */
export async function asBefore(table: Table, day: SiteDay, families: readonly FamilyCode[]): Promise<void> {
  const { siteId, date } = day;
  const { record, entries } = (await readFullDays(table, [day]))(day);
  if (record.claims.some(({ id }) => id !== undefined) || record.releases.length > 0)
    throw new Error("Only a day at rest can be made as it was before");
  for (const { familyCode, childId, units } of entries) {
    if (!families.includes(familyCode)) continue;
    const key = { familyCode, childId, date };
    const known = (await readChildDays(table, [key]))(key);
    const states = new Map(
      [...known.units].map(([unit, { claim, was, ...state }]) => [
        unit,
        {
          ...state,
          ...(claim ? { claim: { requestToken: claim.requestToken, pools: claim.pools } } : {}),
          ...(was ? { was: { requestToken: was.requestToken, pools: was.pools } } : {}),
        },
      ]),
    );
    await table.client.send(new UpdateCommand({ TableName: table.name, ...childDayUpdate(key, known, states) }));
    for (const [unit, place] of units)
      await table.client.send(
        new UpdateCommand({
          TableName: table.name,
          Key: keys.day(siteId, date),
          UpdateExpression: "SET #claim = :tag",
          ExpressionAttributeNames: { "#claim": claimName(familyCode, childId, unit) },
          ExpressionAttributeValues: { ":tag": tagOf(unit, place) },
        }),
      );
    await table.client.send(
      new DeleteCommand({ TableName: table.name, Key: keys.roster(siteId, date, familyCode, childId) }),
    );
  }
}

const claimName = (family: FamilyCode, child: string, unit: UnitKey): string => `c:${family}/${child}/${unit}`;

function tagOf(unit: UnitKey, { generation, requestToken, pools }: RosterUnit): string {
  const own = `${unitOf(unit).activityId}/`;
  return `${generation}.${requestToken}.${pools.map((pool) => (pool.startsWith(own) ? pool.slice(own.length) : pool)).join(",")}`;
}
