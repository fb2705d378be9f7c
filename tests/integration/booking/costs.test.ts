/**
 * What each use case asks of the table, against the budget of architecture.md: two round trips for a page's call, the
 * session's included; the session is one read before all of these, hence one here.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { bookingLookUseCases } from "../../../functions/booking/use-cases/look.ts";
import { bookingActUseCases } from "../../../functions/booking/use-cases/act.ts";
import { instantOf, plusSeconds } from "../../../functions/kernel/clock.ts";
import type { Instant } from "../../../functions/kernel/ids.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import {
  activityId,
  catalogueWith,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  nextWednesday,
  openWorld,
  putFamily,
  shell,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";
import { town } from "../../support/town.ts";
import type { DataCalls } from "../../support/data-calls.ts";

let world: World;
const code = familyCode(1);
beforeAll(async () => {
  world = await openWorld(catalogueWith(12));
  await putFamily(world.table, code, 2);
});
afterAll(() => world.end());

const counted = async (act: () => Promise<unknown>): Promise<DataCalls> => {
  world.calls.take();
  await act();
  return world.calls.take();
};
const session = guardianOf(code);

test("pages read in one wave", async () => {
  const useCases = await useCasesOver(world.table);
  const list = await counted(() => useCases["booking.activities"]({ ...shell, session, body: undefined }));
  const grid = await counted(() =>
    useCases["booking.grid"]({ ...shell, session, body: undefined, params: { activityId } }),
  );
  const calendar = await counted(() =>
    useCases["booking.list"]({ ...shell, session, body: undefined, query: { from: wednesday, to: nextWednesday } }),
  );
  expect([list, grid, calendar].map(({ roundTrips }) => roundTrips)).toEqual([1, 1, 1]);
  expect(grid.calls.map(({ name }) => name).sort()).toEqual(["BatchGetItem", "GetItem", "Query", "Query"]);
  // 27 Wednesdays that nobody has booked yet, at half a unit each, and the family's records.
  expect(grid.readUnits).toBeLessThanOrEqual(18);
});

test("a catalogue that has aged is refreshed in the same wave", async () => {
  let now: Instant = monday;
  const catalogue = catalogueCache(
    () => readCatalogue(world.table),
    () => now,
  );
  await catalogue.latest();
  const dependencies = { table: world.table, catalogue, clock: () => now, schoolZone: "B", town } as const;
  const useCases = { ...bookingLookUseCases(dependencies), ...bookingActUseCases(dependencies) };
  now = plusSeconds(instantOf(Date.parse(monday)), 600);
  const grid = await counted(() =>
    useCases["booking.grid"]({ ...shell, session, body: undefined, params: { activityId } }),
  );
  expect(grid.calls.filter(({ name }) => name === "Query")).toHaveLength(3);
  expect(grid.roundTrips).toBe(1);
});

test("a booked line costs two writes, a cancelled one two, and a basket one more; two where the family receives a receipt", async () => {
  const own = guardian(await useCasesOver(world.table), code);
  const booked = await counted(() => own.book([line(1, wednesday), line(2, nextWednesday)]));
  expect(booked.writeUnits).toBe(6);
  expect(booked.calls.filter(({ name }) => name === "UpdateItem")).toHaveLength(4);
  const cancelled = await counted(() => own.cancel([line(1, wednesday), line(2, nextWednesday)]));
  expect(cancelled.writeUnits).toBe(5);
});

// Lines run side by side, each at its own pace: how deep a basket goes is seen on one line.
test("booking and cancelling take four waves: reads, claim, child's day, answers", async () => {
  const own = guardian(await useCasesOver(world.table), code);
  expect((await counted(() => own.book([line(2, wednesday)]))).roundTrips).toBe(4);
  expect((await counted(() => own.cancel([line(2, wednesday)]))).roundTrips).toBe(4);
});
