/** The waiting list through the use cases: order, positions, offers, and nobody jumping it. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import { epochSeconds, plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { endOffer } from "../../../functions/waiting-list/follow/end-offer.ts";
import { sweep } from "../../../functions/reconcile/follow/sweep.ts";
import { walkWaitingList } from "../../../functions/waiting-list/follow/walk-waiting-list.ts";
import { readExpiredOffers } from "../../../functions/history/store/expired-offers.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import * as keys from "../../../functions/table/keys.ts";
import { waitingListPartition } from "../../../functions/table/keys.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { asDelivered, changed, comeToRest, quietLogger, tableFollower } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  line,
  monday,
  nextWednesday,
  openWorld,
  putFamily,
  setPlaces,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";

const waitingFor = (number: number, date = wednesday) => ({ ...line(number, date), ifFull: "wait" as const });
const unit = unitKey(activityId, unitIds.day);

describe("60 families race for 12 places, ready to wait", () => {
  const families = Array.from({ length: 60 }, (_, index) => familyCode(index));
  let world: World;
  beforeAll(async () => {
    world = await openWorld(catalogueWith(12));
    await Promise.all(families.map((code) => putFamily(world.table, code)));
  });
  afterAll(() => world.end());

  test("12 are booked, 48 wait, each on a rank of its own", async () => {
    const processes = await Promise.all([1, 2, 3].map(() => useCasesOver(world.table)));
    const answers = await Promise.all(
      families.map((code, index) => guardian(processes[index % 3]!, code).book([waitingFor(1)])),
    );
    expect(answers.filter(({ lines: [first] }) => first?.outcome === "booked")).toHaveLength(12);
    const waiting = answers.filter(({ lines: [first] }) => first?.outcome === "waiting");
    expect(waiting).toHaveLength(48);
    expect(await inconsistencies(world.table, [{ siteId, date: wednesday }])).toEqual([]);
    // Forgotten some time after its day.
    const { Items: [entry] = [] } = await world.table.client.send(
      new QueryCommand({
        TableName: world.table.name,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": waitingListPartition(siteId, wednesday) },
        ScanIndexForward: false,
        Limit: 1,
      }),
    );
    expect(Number(entry?.["expiresAt"])).toBe(epochSeconds(id("Instant", "2026-12-31T23:00:00Z")));
    // What each of them reads afterwards: ranks 1 to 48, none twice.
    const useCases = processes[0]!;
    const ranks = await Promise.all(
      families.map(async (code) => (await guardian(useCases, code).list(wednesday)).bookings[0]?.position),
    );
    expect(ranks.filter((rank) => rank !== undefined).sort((one, other) => one - other)).toEqual(
      Array.from({ length: 48 }, (_, index) => index + 1),
    );
  });
});

describe("A freed place", () => {
  let world: World;
  let now: Instant = monday;
  const clock = () => now;
  const [first, second, third, late] = [1, 2, 3, 4].map(familyCode) as [
    ReturnType<typeof familyCode>,
    ReturnType<typeof familyCode>,
    ReturnType<typeof familyCode>,
    ReturnType<typeof familyCode>,
  ];
  const all = [first, second, third, late];
  const day = { siteId, date: wednesday };
  beforeAll(async () => {
    world = await openWorld(catalogueWith(1));
    await Promise.all(all.map((code) => putFamily(world.table, code)));
  });
  afterAll(() => world.end());
  const rest = () =>
    comeToRest(tableFollower(world.table, clock), world.table, [day, { siteId, date: nextWednesday }], all);
  const state = async (code: typeof first) => {
    const key = { familyCode: code, childId: child(1), date: wednesday };
    return (await readChildDays(world.table, [key]))(key).units.get(unit);
  };
  const deps = () => ({
    table: world.table,
    clock,
    schoolZone: "B" as const,
    log: quietLogger().log,
    catalogue: catalogueCache(() => readCatalogue(world.table), clock),
  });

  test("goes to the first who waits, and to nobody who comes in between", async () => {
    const useCases = await useCasesOver(world.table, clock);
    expect((await guardian(useCases, first).book([waitingFor(1)])).lines[0]?.outcome).toBe("booked");
    expect((await guardian(useCases, second).book([waitingFor(1)])).lines[0]).toMatchObject({
      outcome: "waiting",
      position: 1,
    });
    expect((await guardian(useCases, third).book([waitingFor(1)])).lines[0]).toMatchObject({
      outcome: "waiting",
      position: 2,
    });
    expect((await guardian(useCases, first).cancel([line(1, wednesday)])).lines[0]?.outcome).toBe("cancelled");
    // The stream has not looked yet: the place is free, and not for those who did not wait.
    expect((await guardian(useCases, late).book([line(1, wednesday)])).lines[0]?.refusal?.code).toBe("beingOffered");
    await rest();
    expect(await state(second)).toMatchObject({ status: "offered", until: "2026-11-24T08:00:00Z" });
    expect(await state(third)).toMatchObject({ status: "waiting" });
    expect((await guardian(useCases, third).list(wednesday)).bookings[0]).toMatchObject({
      status: "waiting",
      position: 1,
    });
    expect((await guardian(useCases, late).book([line(1, wednesday)])).lines[0]?.refusal?.code).toBe("full");
  });

  test("is passed on when its time is over, and cannot be accepted any more", async () => {
    const offered = (await state(second))!;
    now = plusSeconds(monday, 24 * 3600 - 1);
    const offer = {
      familyCode: second,
      childId: child(1),
      date: wednesday,
      unit,
      siteId,
      generation: offered.generation,
      until: offered.until!,
    };
    expect(await endOffer(deps(), offer)).toBe(false);
    now = plusSeconds(monday, 24 * 3600);
    // Its schedule has not fired yet, and it is too late all the same.
    expect(
      (await guardian(await useCasesOver(world.table, clock), second).accept([line(1, wednesday)])).lines[0]?.refusal
        ?.code,
    ).toBe("notOffered");
    const delivered = await asDelivered(world.table, [day], all);
    expect(await endOffer(deps(), offer)).toBe(true);
    // Fired twice, or beside itself.
    await endOffer(deps(), offer);
    await comeToRest(tableFollower(world.table, clock), world.table, [day], all, delivered);
    await rest();
    // Staff see by day whom a place was offered in vain: once, whatever the stream shows again.
    expect(await readExpiredOffers(world.table, day, 10)).toEqual([
      { at: now, familyCode: second, childId: child(1), unit },
    ]);
    expect((await state(second))?.status).toBe("none");
    expect((await state(third))?.status).toBe("offered");
  });

  test("is accepted in one tap, once", async () => {
    const useCases = await useCasesOver(world.table, clock);
    expect((await guardian(useCases, third).accept([line(1, wednesday)])).lines[0]?.outcome).toBe("accepted");
    expect((await guardian(useCases, third).accept([line(1, wednesday)])).lines[0]?.refusal?.code).toBe("notOffered");
    await rest();
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("by a raised number of places is offered too, and a lowered one takes nothing away", async () => {
    const useCases = await useCasesOver(world.table, clock);
    expect((await guardian(useCases, late).book([waitingFor(1)])).lines[0]).toMatchObject({
      outcome: "waiting",
      position: 1,
    });
    await setPlaces(world.table, day, { id: `${activityId}/=${unitIds.day}`, capacity: 1 }, 0);
    await rest();
    expect((await state(third))?.status).toBe("booked");
    await setPlaces(world.table, day, { id: `${activityId}/=${unitIds.day}`, capacity: 1 }, 2);
    await rest();
    expect((await state(late))?.status).toBe("offered");
  });

  test("by a new catalogue is offered too", async () => {
    const last = { siteId, date: id("PlainDate", "2027-01-06") };
    const useCases = await useCasesOver(world.table, clock);
    for (const code of [first, second]) await guardian(useCases, code).book([waitingFor(1, last.date)]);
    const handler = tableFollower(world.table, clock);
    const restThere = () => comeToRest(handler, world.table, [last], all);
    await restThere();
    expect((await guardian(useCases, second).list(last.date)).bookings[0]?.status).toBe("waiting");
    await enterCatalogue(world.table, catalogueWith(2), { dryRun: false });
    await handler(await changed(world.table, keys.activity(activityId, id("PlainDate", "2026-09-02"))));
    await restThere();
    expect((await guardian(useCases, second).list(last.date)).bookings[0]?.status).toBe("offered");
    await enterCatalogue(world.table, catalogueWith(1), { dryRun: false });
  });

  test("whose list the stream never came to walk is offered after the night, rather than to nobody for ever", async () => {
    const last = { siteId, date: id("PlainDate", "2027-01-13") };
    const useCases = await useCasesOver(world.table, clock);
    for (const code of [first, second]) await guardian(useCases, code).book([waitingFor(1, last.date)]);
    await comeToRest(tableFollower(world.table, clock), world.table, [last], all);
    await guardian(useCases, first).cancel([line(1, last.date)]);
    // The stream gives the record up after its retries; then the night comes, and what it writes.
    const delivered = await asDelivered(world.table, [last], all);
    await sweep(deps())();
    await comeToRest(tableFollower(world.table, clock), world.table, [last], all, delivered);
    expect((await guardian(useCases, second).list(last.date)).bookings[0]?.status).toBe("offered");
  });

  test("is walked for twice at once without being offered twice", async () => {
    const other = { siteId, date: nextWednesday };
    const useCases = await useCasesOver(world.table, clock);
    for (const code of [first, second, third]) await guardian(useCases, code).book([waitingFor(1, nextWednesday)]);
    await guardian(useCases, first).cancel([line(1, nextWednesday)]);
    await Promise.all([1, 2, 3, 4].map(() => walkWaitingList(deps(), other)));
    await rest();
    expect(await inconsistencies(world.table, [other])).toEqual([]);
    expect((await guardian(useCases, second).list(nextWednesday)).bookings[0]?.status).toBe("offered");
    expect((await guardian(useCases, third).list(nextWednesday)).bookings[0]?.status).toBe("waiting");
  });
});
