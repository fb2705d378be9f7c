/** The record of what staff accesses: found by the staff member and by the family, each call once, for as long as the town says. */
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AccessRecord } from "../../../functions/http/audit.ts";
import { recordAccess } from "../../../functions/journal/store/accesses.ts";
import { id } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { tableShape } from "../../../infra/table.ts";
import { openTestTable, type TestTable } from "../family/table.ts";

let world: TestTable;
beforeAll(async () => {
  world = await openTestTable();
});
afterAll(() => world.end());

const at = id("Instant", "2026-11-23T08:00:00Z");
const access = (more: Partial<AccessRecord> = {}): AccessRecord => ({
  login: id("Login", "AGENT1"),
  route: "planning.ofFamily",
  of: { "params.familyCode": ["ABC4821"] },
  outcome: "done",
  at,
  ...more,
});

async function found(attribute: "pk" | "g1pk", value: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { Items = [] } = await world.table.client.send(
    new QueryCommand({
      TableName: world.table.name,
      ...(attribute === "g1pk" ? { IndexName: tableShape.index.name } : {}),
      KeyConditionExpression: `${attribute} = :value`,
      ExpressionAttributeValues: { ":value": value },
    }),
  );
  return Items;
}
const ofStaffMember = (login: string) => found("pk", keys.access(id("Login", login), at, "").pk);
const ofFamily = (code: string) => found("g1pk", keys.accessByFamily(code, at, "").g1pk);

describe("an access", () => {
  it("is found by the staff member and by the family, and ends after the days that the town keeps it", async () => {
    await recordAccess(world.table, access(), 365);
    const [record, ...others] = await ofStaffMember("AGENT1");
    expect(others).toEqual([]);
    expect(record).toMatchObject({ ...access(), entity: "access", expiresAt: Date.parse(at) / 1000 + 365 * 86_400 });
    expect(await ofFamily("ABC4821")).toEqual([record]);
  });

  it("of no one family stands under its staff member only", async () => {
    const sheet = access({
      login: id("Login", "AGENT2"),
      route: "day-sheet.read",
      of: { "params.siteId": ["tilleuls"], "params.date": ["2026-11-25"] },
    });
    await recordAccess(world.table, sheet, 365);
    expect(await ofStaffMember("AGENT2")).toMatchObject([{ route: "day-sheet.read" }]);
    expect((await ofStaffMember("AGENT2"))[0]).not.toHaveProperty("g1pk");
  });

  it("at the instant of another is another", async () => {
    const one = access({ login: id("Login", "AGENT3") });
    await Promise.all([recordAccess(world.table, one, 365), recordAccess(world.table, one, 365)]);
    expect(await ofStaffMember("AGENT3")).toHaveLength(2);
  });

  it("is one write", async () => {
    world.calls.take();
    await recordAccess(world.table, access({ login: id("Login", "AGENT4") }), 365);
    expect(world.calls.take().calls.map(({ name }) => name)).toEqual(["PutItem"]);
  });
});
