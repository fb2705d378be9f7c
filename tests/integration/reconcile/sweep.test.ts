/** Each night: every day of every site is compared with what its children have, and put right. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { repairMessages } from "../../../functions/stream/repair-messages.ts";
import { sweep } from "../../../functions/reconcile/follow/sweep.ts";
import type { Pool } from "../../../functions/booking/rules/capacity.ts";
import type { FamilyCode, PlainDate } from "../../../functions/kernel/ids.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { claimPlace } from "../../../functions/booking/store/days.ts";
import { readDays, type Claim } from "../../../functions/booking/store/day-record.ts";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as keys from "../../../functions/table/keys.ts";
import { childDayUpdate, readChildDays } from "../../../functions/booking/store/child-days.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { asBefore } from "../booking/before.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { diesAt } from "../booking/faults.ts";
import { quietLogger, repair } from "../booking/stream.ts";
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
} from "../booking/support.ts";

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
  (await readFullDays(world.table, [day]))(day).places.filter(({ familyCode: family }) => family === code);

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

  /** A full day of a few places, whose bookings have left its record. */
  async function settledDay(weeks: number, families: number) {
    const other = { siteId, date: addDays(wednesday, 7 * weeks) };
    const codes = Array.from({ length: families }, (_, index) => familyCode(7000 + 100 * weeks + index));
    const useCases = await useCasesOver(world.table);
    for (const family of codes) {
      await putFamily(world.table, family);
      expect((await guardian(useCases, family).book([line(1, other.date)])).lines[0]?.outcome).toBe("booked");
      await repair(world.table, family, [other]);
    }
    const record = async () => (await readDays(world.table, [other], { consistent: true }))(other);
    expect((await record()).claims).toEqual([]);
    return { other, codes, useCases, record, used: async () => (await record()).counters.get(pool.id)?.used };
  }
  const swept = async () => {
    const { lines, log } = quietLogger();
    return { total: await sweep({ table: world.table, clock: () => monday, log, schoolZone: "B" })(), lines };
  };

  /** Gives a booking up as code from before did, which knows of no place that is owed: it finds no claim to release. */
  async function giveUpAsBefore(family: FamilyCode, date: PlainDate): Promise<void> {
    const key = { familyCode: family, childId: child(1), date };
    const known = (await readChildDays(world.table, [key]))(key);
    const unit = unitKey(activityId, unitIds.day);
    const { claim, ...state } = known.units.get(unit)!;
    const ended = {
      ...state,
      generation: state.generation + 1,
      status: "none" as const,
      was: { requestToken: claim!.requestToken, pools: claim!.pools },
    };
    await world.table.client.send(
      new UpdateCommand({ TableName: world.table.name, ...childDayUpdate(key, known, new Map([[unit, ended]])) }),
    );
  }

  test("gives back a place that code of before gave up without finding its claim, and offers it", async () => {
    const { other, codes: three, used, record } = await settledDay(5, 3);
    await giveUpAsBefore(three[0]!, other.date);
    // The stream shows it, the counter goes on counting it.
    await repair(world.table, three[0]!, [other]);
    expect([await used(), (await record()).freed]).toEqual([3, null]);
    const { total, lines } = await swept();
    expect(total).toMatchObject({ disagreeing: 1, mended: 1 });
    expect(lines.find((one) => one.code === repairMessages.counterMended)?.fields).toEqual({
      site: siteId,
      date: other.date,
      pool: pool.id,
      used: 3,
      places: 2,
    });
    expect(await used()).toBe(2);
    expect((await record()).freed).not.toBeNull();
    expect(await inconsistencies(world.table, [other])).toEqual([]);
    expect((await swept()).total).toMatchObject({ disagreeing: 0, mended: 0 });
  });

  test("does so the same night when the stream has not shown it either", async () => {
    const { other, codes: two, used } = await settledDay(6, 2);
    await giveUpAsBefore(two[1]!, other.date);
    expect((await swept()).total).toMatchObject({ disagreeing: 1, mended: 1 });
    expect(await used()).toBe(1);
    expect(await inconsistencies(world.table, [other])).toEqual([]);
  });

  test("shows again who was lost from a roster, and counts nobody twice or less", async () => {
    const { other, codes: three, used } = await settledDay(7, 3);
    const [lost, changed] = three;
    const entry = (family: FamilyCode) => keys.roster(siteId, other.date, family, child(1));
    await world.table.client.send(new DeleteCommand({ TableName: world.table.name, Key: entry(lost!) }));
    await world.table.client.send(
      new UpdateCommand({
        TableName: world.table.name,
        Key: entry(changed!),
        UpdateExpression: "SET #units = :none",
        ExpressionAttributeNames: { "#units": "units" },
        ExpressionAttributeValues: { ":none": {} },
      }),
    );
    expect((await swept()).total).toMatchObject({ disagreeing: 1, mended: 0 });
    expect(await used()).toBe(3);
    expect((await readFullDays(world.table, [other]))(other).entries.map(({ units }) => units.size)).toEqual([1, 1, 1]);
    expect(await inconsistencies(world.table, [other])).toEqual([]);
    expect((await swept()).total).toMatchObject({ disagreeing: 0 });
  });

  test("puts a day right while families book and cancel there", async () => {
    const { other, codes: many, useCases, used } = await settledDay(8, 8);
    for (const family of many.slice(0, 2)) await giveUpAsBefore(family, other.date);
    const newcomers = Array.from({ length: 8 }, (_, index) => familyCode(9000 + index));
    for (const family of newcomers) await putFamily(world.table, family);
    await Promise.all([
      swept(),
      ...newcomers.map(async (family) => {
        await guardian(useCases, family).book([line(1, other.date)]);
        await repair(world.table, family, [other]);
      }),
      ...many.slice(4).map(async (family) => {
        await guardian(useCases, family).cancel([line(1, other.date)]);
        await repair(world.table, family, [other]);
      }),
    ]);
    // A day that never stood still is put right the next time.
    await swept();
    expect(await used()).toBe(2 + newcomers.length);
    expect(await inconsistencies(world.table, [other])).toEqual([]);
  });

  test("brings a record of before over wherever it dies, and goes on the next night", async () => {
    const { other, codes: four, used, record } = await settledDay(9, 4);
    for (let [index, more] = [0, true]; more; index += 1) {
      await asBefore(world.table, other, four);
      world.faults.plan(diesAt(index, index % 2 === 0 ? "before" : "after"));
      const died = await swept().then(
        () => false,
        (error: unknown) => {
          if (!String(error).includes("The process has died")) throw error;
          return true;
        },
      );
      more = (await world.faults.clear()) > index;
      expect(died).toBe(more);
      expect(await inconsistencies(world.table, [other])).toEqual([]);
      if (more) expect((await swept()).total).toMatchObject({ finished: 0, released: 0, disagreeing: 0 });
      expect([(await record()).claims, await used()]).toEqual([[], 4]);
    }
  }, 240_000);

  test("says so when a counter does not equal its claims, and puts it right", async () => {
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
      mended: 1,
    });
    expect((await readDays(world.table, [other], { consistent: true }))(other).counters.get(pool.id)?.used).toBe(1);
    expect(lines.find((one) => one.code === repairMessages.countersDisagree)?.fields).toEqual({
      site: siteId,
      date: other.date,
      pool: pool.id,
      used: 5,
      places: 1,
    });
  });

  test("brings over a record of before, whole, that serves meanwhile", async () => {
    const codes = Array.from({ length: 30 }, (_, index) => familyCode(5000 + index));
    const useCases = await useCasesOver(world.table);
    const other = { siteId, date: addDays(wednesday, 70) };
    for (const family of codes) {
      await putFamily(world.table, family);
      expect((await guardian(useCases, family).book([line(1, other.date)])).lines[0]?.outcome).toBe("booked");
    }
    for (const family of codes) await repair(world.table, family, [other]);
    await asBefore(world.table, other, codes);
    const inFlight = async () => (await readDays(world.table, [other], { consistent: true }))(other).claims.length;
    expect(await inFlight()).toBe(30);
    const [first, second] = codes;
    expect((await guardian(useCases, first!).cancel([line(1, other.date)])).lines[0]?.outcome).toBe("cancelled");
    expect((await guardian(useCases, second!).book([line(1, other.date)])).lines[0]?.refusal?.code).toBe(
      "alreadyBooked",
    );
    const { log } = quietLogger();
    expect(await sweep({ table: world.table, clock: () => monday, log, schoolZone: "B" })()).toMatchObject({
      disagreeing: 0,
    });
    expect(await inFlight()).toBe(0);
    expect(await inconsistencies(world.table, [other])).toEqual([]);
    const [, ...left] = codes;
    for (const family of left)
      expect((await guardian(useCases, family).cancel([line(1, other.date)])).lines[0]?.outcome).toBe("cancelled");
    expect((await readDays(world.table, [other], { consistent: true }))(other).counters.get(pool.id)?.used).toBe(0);
  }, 120_000);
});
