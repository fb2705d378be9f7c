/** Round trips and capacity of each call, held to the budgets: the same measure as `npm run bench`. */
import { expect, inject, it } from "vitest";
import { budgets } from "../bench/budgets.ts";
import { measureData } from "../bench/data.ts";

it("a parent's page reads in two round trips at most, and no call consumes more than it should", async () => {
  for (const { name, page, waves, readUnits, writeUnits, most } of await measureData(inject("portal"))) {
    if (page) expect(waves, name).toBeLessThanOrEqual(budgets.parentWaves);
    expect(readUnits, name).toBeLessThanOrEqual(most.read);
    expect(writeUnits, name).toBeLessThanOrEqual(most.write);
  }
});
