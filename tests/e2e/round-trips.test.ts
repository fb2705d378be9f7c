/**
 * Round trips and capacity of each call, held to the budgets: the same measure as `npm run bench`, in a portal of its own,
 * since what other journeys leave in a family's days is read with them.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { measureData } from "../bench/data.ts";
import { commands, readFacts, start, type StartedPortal } from "./command.ts";

let data: string;
let portal: StartedPortal;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "portail-calls-"));
  portal = await start(commands.script, { data });
});
afterAll(async () => {
  await portal.stop();
  await rm(data, { recursive: true, force: true });
});

it("a parent's page reads in two round trips at most, three for who waits or shares a child, and no call consumes more than it should", async () => {
  for (const { name, mostTrips, trips, readUnits, writeUnits, most } of await measureData(await readFacts(data))) {
    if (mostTrips !== null) expect(trips, name).toBeLessThanOrEqual(mostTrips);
    expect(readUnits, name).toBeLessThanOrEqual(most.read);
    expect(writeUnits, name).toBeLessThanOrEqual(most.write);
  }
}, 240_000);
