import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { repairMessages } from "../../../functions/stream/repair-messages.ts";
import type { Pool } from "../../../functions/booking/rules/capacity.ts";
import type { FamilyCode } from "../../../functions/kernel/ids.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { claimPlace, giveBackPlace, releasePlace } from "../../../functions/booking/store/days.ts";
import { readDays, type Claim } from "../../../functions/booking/store/day-record.ts";
import { emptyChildDay, owedOf } from "../../../functions/booking/rules/child-day.ts";
import { bookUnit } from "../../../functions/booking/store/bookings.ts";
import { giveBackOwed } from "../../../functions/booking/store/give-back.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { addDays } from "../../../functions/kernel/time.ts";
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
