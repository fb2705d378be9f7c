import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Busy } from "../../../functions/kernel/busy.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { Problem } from "../../../functions/http/problem.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { digestOf, recordOnce } from "../../../functions/booking/store/idempotency.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import { inconsistencies } from "./consistency.ts";
import { awsError } from "./faults.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

const day = { siteId, date: wednesday };
let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWith(3));
});
afterAll(() => world.end());

const newFamily = (children = 1) => world.newFamily(children);
const at = (instant: string) => useCasesOver(world.table, () => instantOf(Date.parse(instant)));
const codeOf = (
  { outcome, refusal }: { outcome: string; refusal?: { code: string } | undefined } = { outcome: "none" },
): string => refusal?.code ?? outcome;
const claimsOf = async (family: string) =>
  (await readFullDays(world.table, [day]))(day).places.filter(({ familyCode: code }) => code === family);

describe("A basket", () => {
  test("sent again returns the same answers, even after what it booked was cancelled", async () => {
    const own = guardian(await at(monday), await newFamily());
    const key = newKey();
    const first = await own.book([line(1, wednesday)], key);
    expect(first.lines.map(codeOf)).toEqual(["booked"]);
    expect((await own.cancel([line(1, wednesday)])).lines.map(codeOf)).toEqual(["cancelled"]);
    expect(await own.book([line(1, wednesday)], key)).toEqual(first);
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("with the key of another one is refused, and changes nothing", async () => {
    const code = await newFamily();
    const own = guardian(await at(monday), code);
    const key = newKey();
    await own.book([line(1, nextWednesday)], key);
    await expect(own.book([line(1, wednesday)], key)).rejects.toMatchObject({ code: "idempotencyKey.reused" });
    await expect(own.cancel([line(1, nextWednesday)], key)).rejects.toBeInstanceOf(Problem);
    expect(await claimsOf(code)).toEqual([]);
  });

  test("that another content of the same key overtakes takes back what it booked", async () => {
    const code = await newFamily();
    const own = guardian(await at(monday), code);
    const key = newKey();
    // The other content is recorded between this one's first read and its end.
    world.faults.plan(({ name }) => {
      if (name === "UpdateItem")
        void recordOnce(world.table, code, key, {
          digest: digestOf("book", [line(1, nextWednesday)]),
          lines: [{ outcome: "booked" }],
          refusals: [],
          at: monday,
          by: id("Login", code),
        });
      return null;
    });
    await expect(own.book([line(1, wednesday)], key)).rejects.toMatchObject({ code: "idempotencyKey.reused" });
    await world.faults.clear();
    expect(await claimsOf(code)).toEqual([]);
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("whose double was answered « complet » takes back the place it got meanwhile", async () => {
    const code = await newFamily();
    const own = guardian(await at(monday), code);
    const key = newKey();
    const basket = [line(1, wednesday)];
    const full = { code: "full", short: "Complet", sentence: "Les places de ce jour sont prises." };
    let recorded = false;
    world.faults.plan(({ name }) => {
      if (name === "UpdateItem" && !recorded) {
        recorded = true;
        void recordOnce(world.table, code, key, {
          digest: digestOf("book", basket),
          lines: [{ outcome: "refused", refusal: 0 }],
          refusals: [full],
          at: monday,
          by: id("Login", code),
        });
      }
      return null;
    });
    const { lines } = await own.book(basket, key);
    await world.faults.clear();
    expect(lines.map(codeOf)).toEqual(["full"]);
    expect(await claimsOf(code)).toEqual([]);
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("answers each line for itself, in order, and a line written twice as one", async () => {
    // An hour past Monday's deadline for the Wednesday of the same week.
    const own = guardian(await at("2026-11-23T10:00:00Z"), await newFamily());
    const lines = [
      line(1, wednesday, unitIds.morning),
      line(1, wednesday, unitIds.day),
      line(1, wednesday, unitIds.afternoon),
      line(1, wednesday, unitIds.morning),
      { ...line(1, wednesday), childId: id("ChildId", "AUTRE") },
      { ...line(1, wednesday), activityId: id("ActivityId", "inconnue") },
      line(1, wednesday, id("UnitId", "nuit")),
      line(1, id("PlainDate", "2026-12-03")),
      line(1, id("PlainDate", "2026-11-18")),
      line(1, id("PlainDate", "2026-12-16")),
      line(1, id("PlainDate", "2026-12-23")),
      line(1, id("PlainDate", "2031-12-03")),
      line(1, id("PlainDate", "2026-11-25")),
    ];
    const { lines: answers } = await own.book(lines);
    expect(answers.map(codeOf)).toEqual([
      "booked",
      "incompatible",
      "booked",
      "booked",
      "unknownChild",
      "unknownActivity",
      "unknownUnit",
      "otherWeekday",
      "past",
      "siteClosed",
      "schoolHolidays",
      "outsidePeriod",
      "tooLate",
    ]);
    for (const { refusal } of answers) if (refusal) expect(refusal.sentence.length).toBeGreaterThan(20);
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("of 200 lines is answered whole", async () => {
    const code = await newFamily(3);
    const own = guardian(await at(monday), code);
    const dates = Array.from({ length: 66 }, (_, index) =>
      id("PlainDate", new Date(Date.UTC(2026, 11, 2 + index)).toISOString().slice(0, 10)),
    );
    const { lines } = await own.book(
      dates.flatMap((date) => [1, 2, 3].map((number) => line(number, date, unitIds.afternoon))),
    );
    expect(lines).toHaveLength(198);
    expect(new Set(lines.map(codeOf))).toEqual(new Set(["booked", "otherWeekday", "siteClosed", "schoolHolidays"]));
  });
});

describe("Cancelling", () => {
  test("is possible until its deadline, and says since when it is not", async () => {
    const code = await newFamily();
    await guardian(await at(monday), code).book([line(1, wednesday)]);
    // One jour ouvré before: Tuesday 1 December, 10:00 in Paris, a minute that lasts to its end.
    const [late] = (await guardian(await at("2026-12-01T09:01:00Z"), code).cancel([line(1, wednesday)])).lines;
    expect(late?.refusal).toMatchObject({ code: "tooLateToCancel" });
    expect(late?.refusal?.sentence).toContain("mardi 1er\u00A0décembre à 10\u00A0h");
    const [inTime] = (await guardian(await at("2026-12-01T09:00:59Z"), code).cancel([line(1, wednesday)])).lines;
    expect(inTime?.outcome).toBe("cancelled");
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("what was never booked changes nothing, nor what another family booked", async () => {
    const [one, other] = [await newFamily(), await newFamily()];
    const useCases = await at(monday);
    await guardian(useCases, one).book([line(1, wednesday)]);
    const { lines } = await guardian(useCases, other).cancel([
      line(1, wednesday),
      { ...line(1, wednesday), childId: id("ChildId", "E9") },
    ]);
    expect(lines.map(codeOf)).toEqual(["notBooked", "unknownChild"]);
    expect(await claimsOf(one)).toHaveLength(1);
    await guardian(useCases, one).cancel([line(1, wednesday)]);
  });

  test("races with booking: places that come back are taken again, none twice", async () => {
    const codes = await Promise.all(Array.from({ length: 24 }, () => newFamily()));
    const useCases = await at(monday);
    const holders = codes.slice(0, 3);
    await Promise.all(holders.map((code) => guardian(useCases, code).book([line(1, wednesday)])));
    await Promise.all([
      ...holders.map((code) => guardian(useCases, code).cancel([line(1, wednesday)])),
      ...codes.slice(3).map((code) => guardian(useCases, code).book([line(1, wednesday)])),
      ...holders.map((code) => guardian(useCases, code).book([line(1, wednesday)])),
    ]);
    expect(await inconsistencies(world.table, [day])).toEqual([]);
    await Promise.all(codes.map((code) => guardian(useCases, code).cancel([line(1, wednesday)])));
    const record = (await readDays(world.table, [day], { consistent: true }))(day);
    expect(record.counters.get(`${activityId}/=${unitIds.day}`)).toEqual({ used: 0, set: null });
    expect(await inconsistencies(world.table, [day])).toEqual([]);
  });

  test("and booking again, many times, keeps one booking and one place", async () => {
    const code = await newFamily();
    const own = guardian(await at(monday), code);
    for (let round = 0; round < 4; round += 1) {
      expect((await own.book([line(1, wednesday)])).lines.map(codeOf)).toEqual(["booked"]);
      expect((await own.cancel([line(1, wednesday)])).lines.map(codeOf)).toEqual(["cancelled"]);
    }
    expect(await claimsOf(code)).toEqual([]);
  });
});

describe("A table under pressure", () => {
  test.each(["TransactionConflictException", "ThrottlingException", "ProvisionedThroughputExceededException"])(
    "%s is tried again",
    async (name) => {
      const code = await newFamily();
      const own = guardian(await at(monday), code);
      const met = new Set<number>();
      // Every second write fails, before it reaches the table or after.
      world.faults.plan(({ name: call, index }) => {
        if (call !== "UpdateItem" && call !== "PutItem") return null;
        met.add(index);
        return met.size % 2 === 1 ? { when: met.size % 4 === 1 ? "before" : "after", error: awsError(name) } : null;
      });
      const { lines } = await own.book([line(1, nextWednesday, unitIds.morning)]);
      await world.faults.clear();
      expect(met.size).toBeGreaterThan(3);
      expect(lines.map(codeOf)).toEqual(["booked"]);
      await own.cancel([line(1, nextWednesday, unitIds.morning)]);
      expect(await inconsistencies(world.table, [{ siteId, date: nextWednesday }])).toEqual([]);
    },
  );

  test("that never recovers ends in an error, not in a wait without end", async () => {
    const own = guardian(await at(monday), await newFamily());
    world.faults.plan(({ name }) =>
      name === "UpdateItem" ? { when: "before", error: awsError("ThrottlingException") } : null,
    );
    await expect(own.book([line(1, wednesday)])).rejects.toBeInstanceOf(Busy);
    const calls = await world.faults.clear();
    expect(calls).toBeLessThan(20);
  });

  test("an error that trying again would not help is not tried again", async () => {
    const own = guardian(await at(monday), await newFamily());
    let writes = 0;
    world.faults.plan(({ name }) =>
      name === "UpdateItem" ? { when: "before", error: ((writes += 1), awsError("ValidationException")) } : null,
    );
    await expect(own.book([line(1, wednesday)])).rejects.toMatchObject({ name: "ValidationException" });
    await world.faults.clear();
    expect(writes).toBe(1);
  });
});

test("children of one family do not see another's of the same number", async () => {
  const [one, other] = [await newFamily(), await newFamily()];
  const useCases = await at(monday);
  await guardian(useCases, one).book([line(1, nextWednesday)]);
  await guardian(useCases, other).book([line(1, nextWednesday)]);
  const next = { siteId, date: nextWednesday };
  const { places } = (await readFullDays(world.table, [next]))(next);
  for (const code of [one, other])
    expect(places.filter(({ familyCode: family, childId }) => family === code && childId === child(1))).toHaveLength(1);
});
