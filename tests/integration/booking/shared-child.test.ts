/** A child of two households: each books on its own, and the child is in one place at a time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { claimPlace } from "../../../functions/booking/store/days.ts";
import { inconsistencies } from "./consistency.ts";
import { diesAt } from "./faults.ts";
import { comeToRest, repair, tableFollower, type Delivered } from "./stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  nextWednesday,
  openWorld,
  putFamily,
  shareChild,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type GuardianUseCases,
  type World,
} from "./support.ts";

const elsewhereSite = id("SiteId", "les-peupliers");
const elsewhereActivity = id("ActivityId", "mercredis-peupliers");
const base = catalogueWith(3);
const catalogue = {
  ...base,
  sites: [...base.sites, { ...base.sites[0]!, id: elsewhereSite, name: "Les Peupliers", closures: [] }],
  activities: [
    ...base.activities,
    { ...base.activities[0]!, id: elsewhereActivity, siteId: elsewhereSite, name: "Mercredis aux Peupliers" },
  ],
};
const days = [wednesday, nextWednesday].flatMap((date) => [
  { siteId, date },
  { siteId: elsewhereSite, date },
]);
const day = { siteId, date: wednesday };

let world: World;
let useCases: GuardianUseCases;
let families = 0;
let one: FamilyCode;
let other: FamilyCode;
beforeAll(async () => {
  world = await openWorld(catalogue);
  useCases = await useCasesOver(world.table);
});
afterAll(() => world.end());
beforeEach(async () => {
  [one, other] = [familyCode((families += 1)), familyCode((families += 1))];
  await Promise.all([one, other].map((code) => putFamily(world.table, code)));
  await shareChild(world.table, [one, other]);
});

const book = async (code: FamilyCode, ...lines: readonly ReturnType<typeof line>[]) =>
  (await guardian(useCases, code).book(lines)).lines;
const there = (date = wednesday, unitId = unitIds.day) => ({ ...line(1, date, unitId), activityId: elsewhereActivity });
const cancel = async (code: FamilyCode, booked: ReturnType<typeof line>) =>
  expect((await guardian(useCases, code).cancel([booked])).lines[0]?.outcome).toBe("cancelled");
const placesTaken = async (on = day) =>
  (await readFullDays(world.table, [on]))(on).places.filter(({ familyCode: code }) => code === one || code === other)
    .length;

test("what one household has booked is refused to the other, with the reason, until who booked cancels", async () => {
  expect((await book(one, line(1, wednesday)))[0]?.outcome).toBe("booked");
  const [same, part] = [await book(other, line(1, wednesday)), await book(other, line(1, wednesday, unitIds.morning))];
  expect([...same, ...part].map(({ refusal }) => refusal?.code)).toEqual(["otherHousehold", "otherHousehold"]);
  const sentence = same[0]?.refusal?.sentence ?? "";
  expect(sentence).toContain("par une réservation de son autre foyer");
  // Which activity, at what time, is the other household's own business.
  expect(sentence).not.toMatch(/mercredis|journée|matin/iu);
  expect((await guardian(useCases, other).cancel([line(1, wednesday)])).lines[0]?.refusal?.code).toBe("notBooked");
  await cancel(one, line(1, wednesday));
  expect((await book(other, line(1, wednesday)))[0]?.outcome).toBe("booked");
  await cancel(other, line(1, wednesday));
});

test("the grid says so before anybody tries", async () => {
  await book(one, line(1, wednesday, unitIds.morning));
  const { body } = await useCases["booking.grid"]({
    ...shell,
    session: guardianOf(other),
    body: undefined,
    params: { activityId },
  });
  const cells = body.days
    .find(({ date }) => date === wednesday)
    ?.cells[0]?.map((cell) => ("refusal" in cell ? body.refusals[cell.refusal]?.code : cell.state));
  expect(cells).toEqual(["otherHousehold", "otherHousehold", "free"]);
  await cancel(one, line(1, wednesday, unitIds.morning));
});

test("halves that go together may be booked by one household each, and an activity of another site counts", async () => {
  expect((await book(one, line(1, wednesday, unitIds.morning)))[0]?.outcome).toBe("booked");
  expect((await book(other, line(1, wednesday, unitIds.afternoon)))[0]?.outcome).toBe("booked");
  expect((await book(other, there(wednesday, unitIds.morning)))[0]?.refusal?.code).toBe("otherHousehold");
  expect(await placesTaken({ siteId: elsewhereSite, date: wednesday })).toBe(0);
  await cancel(one, line(1, wednesday, unitIds.morning));
  await cancel(other, line(1, wednesday, unitIds.afternoon));
});

test("both at once, on one site's day or on two: one of them has it, thirty times", async () => {
  const second = await useCasesOver(world.another().table);
  for (let round = 0; round < 30; round += 1) {
    const wanted = round % 2 === 0 ? line(1, wednesday) : there();
    const [here, elsewhere] = await Promise.all([
      guardian(useCases, one).book([line(1, wednesday)]),
      guardian(second, other).book([wanted]),
    ]);
    const outcomes = [here.lines[0], elsewhere.lines[0]];
    expect(outcomes.filter((answer) => answer?.outcome === "booked")).toHaveLength(1);
    expect(outcomes.find((answer) => answer?.outcome === "refused")?.refusal?.code).toBe("otherHousehold");
    expect(await inconsistencies(world.table, days)).toEqual([]);
    if (here.lines[0]?.outcome === "booked") await cancel(one, line(1, wednesday));
    else await cancel(other, wanted);
  }
});

test("a change towards a day that the other household has is refused, and the old place stays", async () => {
  await book(one, line(1, wednesday), there(nextWednesday));
  expect((await book(other, line(1, nextWednesday)))[0]?.refusal?.code).toBe("otherHousehold");
  await cancel(one, there(nextWednesday));
  await book(other, there(nextWednesday));
  const change = { ...line(1, wednesday), to: { date: nextWednesday, unitId: unitIds.day } };
  expect((await guardian(useCases, one).change([change])).lines[0]?.refusal?.code).toBe("otherHousehold");
  expect((await guardian(useCases, one).list(wednesday)).bookings.map(({ status }) => status)).toEqual(["booked"]);
  expect(await inconsistencies(world.table, days)).toEqual([]);
  await cancel(other, there(nextWednesday));
  expect((await guardian(useCases, one).change([change])).lines[0]?.outcome).toBe("changed");
  await cancel(one, line(1, nextWednesday));
});

describe("Wherever a household's request dies", () => {
  test("the child ends in one place, and no place is lost", async () => {
    const dying = world.another();
    const process = await useCasesOver(dying.table);
    for (const when of ["before", "after"] as const) {
      for (let at = 0; ; at += 1) {
        dying.faults.plan(diesAt(at, when));
        const died = await guardian(process, one)
          .book([line(1, wednesday)])
          .then(
            () => false,
            () => true,
          );
        await dying.faults.clear();
        const [answer] = await book(other, line(1, wednesday));
        await repair(world.table, one, [day]);
        await repair(world.table, other, [day]);
        expect(await inconsistencies(world.table, days)).toEqual([]);
        const have = await Promise.all(
          [one, other].map(async (code) => (await guardian(useCases, code).list(wednesday)).bookings.length),
        );
        expect(have.reduce((sum, count) => sum + count, 0)).toBe(1);
        expect(have[1]).toBe(answer?.outcome === "booked" ? 1 : 0);
        await cancel(have[0] === 1 ? one : other, line(1, wednesday));
        if (!died) break;
      }
    }
  });

  test("a claim left behind is not made a booking beside the other household's", async () => {
    await book(other, there());
    await claimPlace(world.table, day, {
      claim: {
        familyCode: one,
        childId: child(1),
        activityId,
        unitId: unitIds.day,
        generation: 0,
        requestToken: "orphan00",
      },
      pools: [{ id: `${activityId}/=${unitIds.day}`, capacity: 3 }],
    });
    await repair(world.table, one, [day]);
    expect(await placesTaken()).toBe(0);
    await cancel(other, there());
  });
});

test("a freed place passes over a child whose other household has booked, and goes to the next", async () => {
  const [first, second, third, next] = [
    familyCode((families += 1)),
    familyCode((families += 1)),
    familyCode((families += 1)),
    familyCode((families += 1)),
  ];
  const all = [first, second, third, next];
  await Promise.all(all.map((code) => putFamily(world.table, code)));
  for (const code of [first, second, third])
    expect((await book(code, line(1, nextWednesday)))[0]?.outcome).toBe("booked");
  const wait = async (code: FamilyCode) =>
    expect(
      (await guardian(useCases, code).book([{ ...line(1, nextWednesday), ifFull: "wait" }])).lines[0]?.outcome,
    ).toBe("waiting");
  await wait(one);
  await wait(next);
  await book(other, there(nextWednesday));
  await cancel(first, line(1, nextWednesday));
  await comeToRest(
    tableFollower(world.table, () => monday),
    world.table,
    days,
    [one, other, ...all],
  );
  const statuses = await Promise.all(
    [one, next].map(async (code) => {
      const key = { familyCode: code, childId: child(1), date: nextWednesday };
      return (await readChildDays(world.table, [key]))(key).units.get(unitKey(activityId, unitIds.day))?.status;
    }),
  );
  expect(statuses).toEqual(["waiting", "offered"]);
  expect(await inconsistencies(world.table, days)).toEqual([]);

  // The other household gives its day up, at the other site: another place that comes free here is the child's.
  await cancel(second, line(1, nextWednesday));
  const stream = tableFollower(world.table, () => monday);
  const delivered: Delivered = new Map();
  await comeToRest(stream, world.table, days, [one, other, ...all], delivered);
  await cancel(other, there(nextWednesday));
  await comeToRest(stream, world.table, days, [one, other, ...all], delivered);
  const key = { familyCode: one, childId: child(1), date: nextWednesday };
  expect((await readChildDays(world.table, [key]))(key).units.get(unitKey(activityId, unitIds.day))?.status).toBe(
    "offered",
  );
});
