import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { repairMessages } from "../../../functions/stream/repair-messages.ts";
import { sweep } from "../../../functions/reconcile/follow/sweep.ts";
import type { Pool } from "../../../functions/booking/rules/capacity.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { claimPlace, readDays, releasePlace, type Claim } from "../../../functions/booking/store/days.ts";
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "./consistency.ts";
import { awsError } from "./faults.ts";
import { justWritten, quietLogger, repair, repairHandler } from "./stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  line,
  monday,
  openWorld,
  putFamily,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

const day = { siteId, date: wednesday };
const pool = { id: `${activityId}/=${unitIds.day}`, capacity: 1000 } as const;
let world: World;
let code: FamilyCode;
let families = 0;
beforeAll(async () => {
  world = await openWorld(catalogueWith(1000));
});
afterAll(() => world.end());
beforeEach(async () => {
  code = familyCode((families += 1));
  await putFamily(world.table, code);
});

const orphan = (generation = 0, requestToken = "orphan00"): Claim => ({
  familyCode: code,
  childId: child(1),
  activityId,
  unitId: unitIds.day,
  generation,
  requestToken,
  pools: [pool.id],
});
const wish = (claim: Claim = orphan(), pools: readonly Pool[] = [pool]) => ({ claim, pools });
const claims = async () =>
  (await readDays(world.table, [day], { consistent: true }))(day).claims.filter(
    ({ familyCode: family }) => family === code,
  );
const codes = (lines: readonly { readonly code: string }[]) => lines.map((one) => one.code);

describe("The stream's repair", () => {
  test("finishes a claim whose request died, once, and is silent about what is in order", async () => {
    await claimPlace(world.table, day, wish(orphan()));
    expect(codes(await repair(world.table, code, [day]))).toEqual([repairMessages.claimSettled]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
    expect(await claims()).toHaveLength(1);
    expect(await repair(world.table, code, [day])).toEqual([]);
  });

  test("releases a claim that the child's day has no room for", async () => {
    await guardian(await useCasesOver(world.table), code).book([line(1, wednesday, unitIds.morning)]);
    await claimPlace(world.table, day, wish(orphan()));
    await repair(world.table, code, [day]);
    expect((await claims()).map(({ unitId }) => unitId)).toEqual([unitIds.morning]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });

  test("told of a claim that has been cancelled since, does not bring it back", async () => {
    const own = guardian(await useCasesOver(world.table), code);
    await own.book([line(1, wednesday)]);
    const stale = await justWritten(world.table, code, [day]);
    await own.cancel([line(1, wednesday)]);
    const { log } = quietLogger();
    const handler = repairHandler(world.table, log);
    // Late, twice, and backwards.
    await handler(stale);
    await handler({ Records: stale.Records.toReversed() });
    expect(await claims()).toEqual([]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });

  test("reports the record that failed, alone, and mends it when it comes again", async () => {
    await claimPlace(world.table, day, wish(orphan()));
    const event = await justWritten(world.table, code, [day]);
    const { lines, log } = quietLogger();
    const handler = repairHandler(world.table, log);
    world.faults.plan(({ name }) =>
      name === "UpdateItem" ? { when: "before", error: awsError("InternalServerError") } : null,
    );
    const { batchItemFailures } = await handler(event);
    await world.faults.clear();
    expect(batchItemFailures).toEqual([{ itemIdentifier: event.Records[0]!.dynamodb!.SequenceNumber }]);
    expect(codes(lines)).toEqual([repairMessages.recordFailed]);
    expect((await handler(event)).batchItemFailures).toEqual([]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });
});

describe("The nightly sweep", () => {
  test("settles what the stream never saw, and counts it", async () => {
    const own = guardian(await useCasesOver(world.table), code);
    await own.book([line(1, wednesday)]);
    await own.cancel([line(1, wednesday)]);
    // A cancellation that died before it gave the place back: the claim of the generation that has passed.
    await claimPlace(world.table, day, wish(orphan(0)));
    const { lines, log } = quietLogger();
    const total = await sweep({ table: world.table, clock: () => monday, log, schoolZone: "B" })();
    expect(total).toMatchObject({ finished: 0, released: 1, disagreeing: 0 });
    expect(lines.at(-1)).toEqual({ code: repairMessages.sweepDone, fields: total });
    expect(await claims()).toEqual([]);
    const again = await sweep({ table: world.table, clock: () => monday, log, schoolZone: "B" })();
    expect(again).toMatchObject({ finished: 0, released: 0 });
  });

  test("says so when a counter does not equal its claims", async () => {
    const other = { siteId, date: "2026-12-09" } as { siteId: typeof siteId; date: typeof wednesday };
    await claimPlace(world.table, other, wish(orphan()));
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: keys.day(other.siteId, other.date),
        UpdateExpression: "SET #used = :five",
        ExpressionAttributeNames: { "#used": `used:${pool.id}` },
        ExpressionAttributeValues: { ":five": 5 },
      }),
    );
    const { lines, log } = quietLogger();
    expect(await sweep({ table: world.table, clock: () => monday, log, schoolZone: "B" })()).toMatchObject({
      disagreeing: 1,
    });
    expect(lines.find((one) => one.code === repairMessages.countersDisagree)?.fields).toEqual({
      site: siteId,
      date: other.date,
      pool: pool.id,
      used: 5,
      claims: 1,
    });
  });
});

describe("A claim", () => {
  test("released twice gives one place back", async () => {
    await claimPlace(world.table, day, wish(orphan()));
    const before = (await readDays(world.table, [day], { consistent: true }))(day).counters.get(pool.id)!.used;
    expect(await releasePlace(world.table, day, orphan())).toBe(true);
    expect(await releasePlace(world.table, day, orphan())).toBe(false);
    expect((await readDays(world.table, [day], { consistent: true }))(day).counters.get(pool.id)!.used).toBe(
      before - 1,
    );
  });

  test("takes a place of each of its pools, or of none", async () => {
    const outer = { id: "^accueil", capacity: 1 } as const;
    expect((await claimPlace(world.table, day, wish(orphan(), [pool, outer]))).kind).toBe("claimed");
    const used = (await readDays(world.table, [day], { consistent: true }))(day).counters.get(pool.id)!.used;
    const second = { ...orphan(), familyCode: familyCode(999) };
    expect((await claimPlace(world.table, day, wish(second, [pool, outer]))).kind).toBe("full");
    expect((await readDays(world.table, [day], { consistent: true }))(day).counters.get(pool.id)!.used).toBe(used);
    await releasePlace(world.table, day, { ...orphan(), pools: [pool.id, outer.id] });
  });
});
