/** A month that nobody has billed is said in the log, every night, until somebody does: an alarm waits for that. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { tellForgotten } from "../../../functions/billing/follow/tell-forgotten.ts";
import { forgottenCode } from "../../../functions/billing/rules/periods.ts";
import { beginRun } from "../../../functions/billing/store/runs.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { quietLogger } from "../booking/stream.ts";
import { openWorld, type World } from "../booking/support.ts";
import { agent, at, billedCatalogue, december } from "./support.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld(billedCatalogue());
});
afterAll(() => world.end());

test("once it is over for ten days and follows one that is billed; never in a town that bills nothing", async () => {
  const told = async (now: string, accounts = billedCatalogue().accounts) => {
    const { lines, log } = quietLogger();
    await tellForgotten({ table: world.table, clock: () => id("Instant", now), log }, { accounts });
    return lines.map(({ code, fields }) => [code, fields]);
  };
  expect(await told("2027-02-12T02:15:00Z")).toEqual([]);
  await beginRun(world.table, december, agent, at);
  expect(await told("2027-02-10T02:15:00Z")).toEqual([]);
  expect(await told("2027-02-12T02:15:00Z")).toEqual([[forgottenCode, { months: ["2027-01"] }]]);
  expect(await told("2027-02-12T02:15:00Z", [])).toEqual([]);
  await beginRun(world.table, id("PlainMonth", "2027-01"), agent, at);
  expect(await told("2027-02-12T02:15:00Z")).toEqual([]);
});
