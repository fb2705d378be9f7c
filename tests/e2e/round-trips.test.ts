/** Round trips and capacity of each call, held to the budgets: the same measure as `npm run bench`. */
import { expect, inject, it } from "vitest";
import { measureData } from "../bench/data.ts";

it("a parent's page reads in two round trips at most, three for who waits or shares a child, and no call consumes more than it should", async () => {
  for (const { name, mostTrips, trips, readUnits, writeUnits, most } of await measureData(inject("portal"))) {
    if (mostTrips !== null) expect(trips, name).toBeLessThanOrEqual(mostTrips);
    expect(readUnits, name).toBeLessThanOrEqual(most.read);
    expect(writeUnits, name).toBeLessThanOrEqual(most.write);
  }
});
