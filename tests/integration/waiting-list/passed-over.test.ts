/**
 * The waiting list when the place that was freed does not suit the first who waits: nobody is blocked by it, and
 * nothing turns in circles.
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { id } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import * as keys from "../../../functions/table/keys.ts";
import { update } from "../../../functions/table/write.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { comeToRest, tableFollower, type Delivered } from "../booking/stream.ts";
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

const waitingFor = (number: number) => ({ ...line(number, wednesday), ifFull: "wait" as const });
const unit = unitKey(activityId, unitIds.day);
const day = { siteId, date: wednesday };
const [first, second, third, late] = [familyCode(1), familyCode(2), familyCode(3), familyCode(4)];
const all = [first, second, third, late];

describe("Who has booked something incompatible while it waits", () => {
  let world: World;
  let delivered: Delivered;
  beforeEach(async () => {
    world = await openWorld(catalogueWith(1));
    delivered = new Map();
    await Promise.all(all.map((code) => putFamily(world.table, code)));
  });
  afterEach(() => world.end());
  const rest = () =>
    comeToRest(
      tableFollower(world.table, () => monday),
      world.table,
      [day],
      all,
      delivered,
    );
  const statusOf = async (code: typeof first) => {
    const key = { familyCode: code, childId: child(1), date: wednesday };
    return (await readChildDays(world.table, [key]))(key).units.get(unit)?.status;
  };

  test("is passed over: the place goes to the next, and its rank stays", async () => {
    const useCases = await useCasesOver(world.table);
    for (const code of [first, second, third]) await guardian(useCases, code).book([waitingFor(1)]);
    expect((await guardian(useCases, second).book([line(1, wednesday, unitIds.afternoon)])).lines[0]?.outcome).toBe(
      "booked",
    );
    await rest();
    await guardian(useCases, first).cancel([line(1, wednesday)]);
    await rest();
    expect(await statusOf(third)).toBe("offered");
    expect(await statusOf(second)).toBe("waiting");
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("withholds the place from nobody when nobody else waits, and is offered the next once it gives the other up", async () => {
    const useCases = await useCasesOver(world.table);
    for (const code of [first, second]) await guardian(useCases, code).book([waitingFor(1)]);
    await guardian(useCases, second).book([line(1, wednesday, unitIds.afternoon)]);
    await rest();
    await guardian(useCases, first).cancel([line(1, wednesday)]);
    await rest();
    expect((await readDays(world.table, [day], { consistent: true }))(day)).toMatchObject({
      awaited: true,
      freed: null,
    });
    expect((await guardian(useCases, late).book([line(1, wednesday)])).lines[0]?.outcome).toBe("booked");
    await rest();
    await guardian(useCases, late).cancel([line(1, wednesday)]);
    await rest();
    await guardian(useCases, second).cancel([line(1, wednesday, unitIds.afternoon)]);
    await rest();
    expect(await statusOf(second)).toBe("offered");
  });

  test("is offered the place once it gives up what it has at another site", async () => {
    const elsewhere = id("SiteId", "les-ormes");
    const [wednesdays] = catalogueWith(1).activities;
    const sports = { ...wednesdays!, id: id("ActivityId", "sports"), name: "Sports", siteId: elsewhere };
    await enterCatalogue(
      world.table,
      {
        sites: [{ id: elsewhere, name: "Les Ormes", town: "Pithiviers", pools: [], closures: [] }],
        activities: [sports],
        calendars: [],
      },
      { dryRun: false },
    );
    const days = [day, { siteId: elsewhere, date: wednesday }];
    const restBoth = () =>
      comeToRest(
        tableFollower(world.table, () => monday),
        world.table,
        days,
        all,
        delivered,
      );
    const useCases = await useCasesOver(world.table);
    for (const code of [first, second]) await guardian(useCases, code).book([waitingFor(1)]);
    const other = { ...line(1, wednesday), activityId: sports.id };
    expect((await guardian(useCases, second).book([other])).lines[0]?.outcome).toBe("booked");
    await guardian(useCases, first).cancel([line(1, wednesday)]);
    await restBoth();
    expect(await statusOf(second)).toBe("waiting");
    await guardian(useCases, second).cancel([other]);
    await restBoth();
    expect(await statusOf(second)).toBe("offered");
  });

  test("of a family that is late in paying goes to the next; what it was offered before, it accepts once it has paid", async () => {
    const suspension = { from: cents(5000), after: 15, except: [] };
    await enterCatalogue(world.table, { ...catalogueWith(1), suspension }, { dryRun: false });
    const owes = (code: typeof first, due: number) =>
      update(world.table, {
        Key: keys.household(code),
        UpdateExpression: "SET owes = :owes",
        ExpressionAttributeValues: { ":owes": [{ on: "2026-10-12", due }] },
      });
    const useCases = await useCasesOver(world.table);
    for (const code of [first, second, third]) await guardian(useCases, code).book([waitingFor(1)]);
    await rest();
    await owes(second, 6240);
    await guardian(useCases, first).cancel([line(1, wednesday)]);
    await rest();
    expect([await statusOf(second), await statusOf(third)]).toEqual(["waiting", "offered"]);
    await owes(third, 5000);
    const accepted = async () => (await guardian(useCases, third).accept([line(1, wednesday)])).lines[0];
    expect(await accepted()).toMatchObject({ outcome: "refused", refusal: { code: "suspended" } });
    expect(await statusOf(third)).toBe("offered");
    await owes(third, 4999);
    expect(await accepted()).toMatchObject({ outcome: "accepted" });
  });
});
