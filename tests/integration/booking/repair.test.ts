import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { repairMessages } from "../../../functions/stream/repair-messages.ts";
import { sweep } from "../../../functions/reconcile/follow/sweep.ts";
import type { Pool } from "../../../functions/booking/rules/capacity.ts";
import type { FamilyCode, PlainDate } from "../../../functions/kernel/ids.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { claimPlace, giveBackPlace, releasePlace } from "../../../functions/booking/store/days.ts";
import { readDays, type Claim } from "../../../functions/booking/store/day-record.ts";
import { DeleteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as keys from "../../../functions/table/keys.ts";
import { emptyChildDay, owedOf } from "../../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import { giveBackOwed } from "../../../functions/booking/store/give-back.ts";
import { childDayUpdate, readChildDays } from "../../../functions/booking/store/child-days.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { asBefore } from "./before.ts";
import { inconsistencies } from "./consistency.ts";
import { awsError, diesAt } from "./faults.ts";
import { comeToRest, justWritten, quietLogger, repair, repairHandler, tableFollower } from "./stream.ts";
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
  setPlaces,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
  newKey,
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
  (await readFullDays(world.table, [day]))(day).places.filter(({ familyCode: family }) => family === code);
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

describe("What is over leaves the day's record", () => {
  const record = async () => (await readDays(world.table, [day], { consistent: true }))(day);
  const own = async () => {
    const { claims: inFlight, releases } = await record();
    return [inFlight, releases].map((all) => all.filter(({ familyCode: family }) => family === code).length);
  };
  const used = async (): Promise<number> => (await record()).counters.get(pool.id)?.used ?? 0;
  const key = () => ({ familyCode: code, childId: child(1), date: wednesday });
  const owed = async () => owedOf((await readChildDays(world.table, [key()]))(key()), unitKey(activityId, unitIds.day));

  test("a booking's claim, then the place that was given back; the roster shows who is there", async () => {
    const parents = guardian(await useCasesOver(world.table), code);
    await parents.book([line(1, wednesday)]);
    expect(await own()).toEqual([1, 0]);
    await repair(world.table, code, [day]);
    expect(await own()).toEqual([0, 0]);
    expect(await claims()).toMatchObject([{ shown: { status: "booked", card: { firstName: "Lou1" } } }]);
    const before = await used();
    await parents.cancel([line(1, wednesday)]);
    expect([await used(), await own()]).toEqual([before - 1, [0, 1]]);
    expect(await claims()).toEqual([]);
    await repair(world.table, code, [day]);
    expect(await own()).toEqual([0, 0]);
    expect(await owed()).toBeNull();
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });

  test("a request that looked before the booking and claims after its claim has left makes no second place of it", async () => {
    const useCases = await useCasesOver(world.table);
    const request = newKey();
    await guardian(useCases, code).book([line(1, wednesday)], request);
    await repair(world.table, code, [day]);
    const { claim } = (await readChildDays(world.table, [key()]))(key()).units.get(unitKey(activityId, unitIds.day))!;
    const before = await used();
    const place = { ...key(), siteId, activityId, unitId: unitIds.day };
    const { outcome } = await bookUnit(
      world.table,
      { ...place, pools: [pool], excludes: () => false, as: "booked", households: [] },
      emptyChildDay(child(1), wednesday),
      { requestToken: claim!.requestToken, at: monday },
    );
    expect([outcome.kind, await used()]).toEqual(["booked", before]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });

  test("the last place, held for a moment by such a request, goes to who has come to wait meanwhile", async () => {
    const other = { siteId, date: addDays(wednesday, 70) };
    await setPlaces(world.table, other, pool, 2);
    const useCases = await useCasesOver(world.table);
    await guardian(useCases, code).book([line(1, other.date)]);
    await repair(world.table, code, [other]);
    const twice = { ...key(), date: other.date };
    const { claim } = (await readChildDays(world.table, [twice]))(twice).units.get(unitKey(activityId, unitIds.day))!;
    world.faults.plan(diesAt(0, "after"));
    await expect(
      bookUnit(
        world.table,
        {
          ...twice,
          siteId,
          activityId,
          unitId: unitIds.day,
          pools: [pool],
          excludes: () => false,
          as: "booked",
          households: [],
        },
        emptyChildDay(child(1), other.date),
        { requestToken: claim!.requestToken, at: monday },
      ),
    ).rejects.toThrow("died");
    await world.faults.clear();
    const waits = familyCode(6000);
    await putFamily(world.table, waits);
    expect((await guardian(useCases, waits).book([{ ...line(1, other.date), ifFull: "wait" }])).lines[0]?.outcome).toBe(
      "waiting",
    );
    const follower = tableFollower(world.table, () => monday);
    await comeToRest(follower, world.table, [other], [code, waits]);
    const offered = { ...twice, familyCode: waits };
    expect(
      (await readChildDays(world.table, [offered]))(offered).units.get(unitKey(activityId, unitIds.day))?.status,
    ).toBe("offered");
    expect(await inconsistencies(world.table, [other])).toEqual([]);
  });

  test("a place is given back once, however late who meant to do it comes", async () => {
    const parents = guardian(await useCasesOver(world.table), code);
    await parents.book([line(1, wednesday)]);
    await repair(world.table, code, [day]);
    // It looks at both records, and is held up.
    const seen = await record();
    await parents.cancel([line(1, wednesday)]);
    const late = (await owed())!;
    await repair(world.table, code, [day]);
    const before = await used();
    const ended = { ...key(), activityId, unitId: unitIds.day, ...late };
    expect((await giveBackPlace(world.table, day, ended, seen)).kind).toBe("moved");
    expect((await giveBackOwed(world.table, { ...key(), siteId }, unitKey(activityId, unitIds.day))).given).toBe(false);
    expect(await used()).toBe(before);
  });

  test("a place that is owed is given back before another is claimed", async () => {
    const parents = guardian(await useCasesOver(world.table), code);
    await parents.book([line(1, wednesday)]);
    await repair(world.table, code, [day]);
    const before = await used();
    // Dies between the child's day and the site's.
    let updates = 0;
    world.faults.plan((call) => {
      if (call.name === "UpdateItem") updates += 1;
      return updates > 1 ? { when: "before", error: new Error("The process has died") } : null;
    });
    await parents.cancel([line(1, wednesday)]).catch(() => undefined);
    await world.faults.clear();
    expect([(await owed())?.generation, await used()]).toEqual([0, before]);
    expect((await parents.book([line(1, wednesday)])).lines[0]?.outcome).toBe("booked");
    expect([await owed(), await used()]).toEqual([null, before]);
    await repair(world.table, code, [day]);
    expect(await inconsistencies(world.table, [day], code)).toEqual([]);
  });

  test("a record of before is brought over by the sweep, whole, and serves meanwhile", async () => {
    const codes = Array.from({ length: 30 }, (_, index) => familyCode(5000 + index));
    const useCases = await useCasesOver(world.table);
    const other = { siteId, date: addDays(wednesday, 42) };
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
