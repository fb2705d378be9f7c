/**
 * Many families in one run: no faster than the pace, no more in memory than a page, in as many calls as it takes. With
 * 10,000: `npm run bench -- reminders`.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { pageSize } from "../../../functions/reminder/follow/run-reminder.ts";
import { openWorld, type World } from "../booking/support.ts";
import { mostAdults, putTown, runTown } from "./many.ts";
import { catalogueWithWindow } from "./support.ts";

const count = 900;
let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWithWindow());
  await putTown(world, count);
});
afterAll(() => world.end());

test("900 families at one mail a second", async () => {
  const run = await runTown(world, count, 1);
  expect(run).toMatchObject({ state: "done", families: count, mails: run.expected.mails, wrong: 0 });
  // Five minutes and more, of which a call does three.
  expect(run.calls).toBeGreaterThanOrEqual(2);
  expect(run.seconds).toBeGreaterThanOrEqual(run.expected.readers - 1);
  expect(run.mostInASecond).toBeLessThanOrEqual(mostAdults);
  // A page of families, their children, days and choices.
  expect(run.mostHeld).toBeLessThanOrEqual(pageSize * 4);
});
