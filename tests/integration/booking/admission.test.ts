/** The first day on which a child comes, from which the three months for a vaccine that is lacking are counted, once. */
import { UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { diesAt } from "./faults.ts";
import { changed, tableFollower } from "./stream.ts";
import {
  catalogueWith,
  child,
  guardian,
  line,
  monday,
  nextWednesday,
  openWorld,
  shareChild,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

let world: World;
beforeAll(async () => {
  const catalogue = catalogueWith(1000, 1000);
  world = await openWorld({
    ...catalogue,
    activities: catalogue.activities.map((one) => ({
      ...one,
      eligibility: { ...one.eligibility, requires: ["vaccines"] },
    })),
  });
});
afterAll(() => world.end());

/** Within three months of the first Wednesday, and past them. */
const [february, march] = [id("PlainDate", "2027-02-10"), id("PlainDate", "2027-03-10")];

const set = (code: FamilyCode, name: string, value: unknown) =>
  world.table.client.send(
    new UpdateCommand({
      TableName: world.table.name,
      Key: keys.child(code, child(1)),
      UpdateExpression: value === undefined ? "REMOVE #name" : "SET #name = :value",
      ExpressionAttributeNames: { "#name": name },
      ...(value === undefined ? {} : { ExpressionAttributeValues: { ":value": value } }),
    }),
  );
/** A family whose child lacks a vaccine since it was little. */
async function lacking(): Promise<FamilyCode> {
  const code = await world.newFamily();
  await set(code, "health", { version: 1, said: ["vaccines"], lackingFrom: "2019-09-14" });
  return code;
}
const book = async (code: FamilyCode, ...dates: readonly PlainDate[]) => {
  const own = guardian(await useCasesOver(world.table), code);
  return (await own.book(dates.map((date) => line(1, date)))).lines.map(
    ({ outcome, refusal }) => refusal?.code ?? outcome,
  );
};
const cancel = async (code: FamilyCode, date: PlainDate) =>
  guardian(await useCasesOver(world.table), code).cancel([line(1, date)]);
/** Delivers these days as the stream shows them, twice; `before`: whether the child was to come. */
async function follow(code: FamilyCode, ...dates: readonly PlainDate[]): Promise<void> {
  const follower = tableFollower(world.table, () => monday);
  for (const date of [...dates, ...dates]) {
    const key = keys.childDay(code, date, child(1));
    const now = await readRecord(world.table, key);
    const units = Object.entries(now ?? {}).filter(([name]) => name.startsWith("u:"));
    const turned = Object.fromEntries(
      units.map(([name, unit]) => {
        const { status, ...rest } = unit as { readonly status: string };
        return [name, { ...rest, status: status === "booked" ? "none" : "booked" }];
      }),
    );
    const { batchItemFailures } = await follower(await changed(world.table, key, turned));
    if (batchItemFailures.length > 0) throw new Error("The stream's function failed");
  }
}
const admitted = async (code: FamilyCode) =>
  (await readRecord(world.table, keys.child(code, child(1))))?.["admittedOn"];

describe("A child that lacks a vaccine", () => {
  test("comes for three months from its first day, in one basket, in the next ones and a year later", async () => {
    const code = await lacking();
    expect(await book(code, wednesday, february, march)).toEqual(["booked", "booked", "fileIncomplete"]);
    await follow(code, wednesday, february);
    expect(await admitted(code)).toBe(wednesday);
    expect(await book(code, march)).toEqual(["fileIncomplete"]);
    // Long ago: nothing begins anew in a new year.
    await set(code, "admittedOn", "2025-09-03");
    expect(await book(code, nextWednesday)).toEqual(["fileIncomplete"]);
  });

  test("whose first day is given up before it comes has another first day, or none", async () => {
    const code = await lacking();
    await book(code, wednesday, nextWednesday);
    await follow(code, nextWednesday, wednesday);
    expect(await admitted(code)).toBe(wednesday);
    await cancel(code, wednesday);
    await follow(code, wednesday);
    expect(await admitted(code)).toBe(nextWednesday);
    await cancel(code, nextWednesday);
    await follow(code, nextWednesday);
    expect(await admitted(code)).toBeUndefined();
    expect(await book(code, march)).toEqual(["booked"]);
  });

  test("of before is known by all of its days as soon as one more is booked, an earlier one takes the place, and a first day that has come stays", async () => {
    const code = await lacking();
    await book(code, nextWednesday, february);
    await follow(code, february);
    expect(await admitted(code)).toBe(nextWednesday);
    await book(code, wednesday);
    await follow(code, wednesday);
    expect(await admitted(code)).toBe(wednesday);
    await set(code, "admittedOn", "2026-11-18");
    await cancel(code, wednesday);
    await follow(code, wednesday);
    expect(await admitted(code)).toBe("2026-11-18");
  });

  test("of two households comes once, whichever has it first", async () => {
    const [one, other] = [await lacking(), await lacking()];
    await shareChild(world.table, [one, other]);
    await book(one, nextWednesday);
    await follow(one, nextWednesday);
    expect([await admitted(one), await admitted(other)]).toEqual([nextWednesday, nextWednesday]);
    await book(other, wednesday);
    await follow(other, wednesday);
    expect([await admitted(one), await admitted(other)]).toEqual([wednesday, wednesday]);
  });

  test("is noted once, wherever the process dies while it follows its days, and that is done again", async () => {
    let deaths = 0;
    for (const when of ["before", "after"] as const)
      for (let index = 0, more = true; more; index += 1) {
        const [code, other] = [await lacking(), await lacking()];
        await shareChild(world.table, [code, other]);
        await book(code, wednesday, nextWednesday);
        await follow(code, nextWednesday);
        world.faults.plan(diesAt(index, when));
        await follow(code, wednesday).catch(() => undefined);
        more = (await world.faults.clear()) > index;
        // Known or not yet, never another day than those it is to come on.
        for (const one of [code, other]) expect([wednesday, nextWednesday]).toContain(await admitted(one));
        await follow(code, wednesday);
        expect([await admitted(code), await admitted(other)]).toEqual([wednesday, wednesday]);
        if (more) deaths += 1;
      }
    expect(deaths).toBeGreaterThan(4);
  });
});
