/** What a family reads of prices before it confirms: cell by cell, line by line, and what a day changes for its siblings. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SiblingRule, Tariff } from "../../../functions/catalogue/rules/tariffs.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import * as keys from "../../../functions/table/keys.ts";
import { id, type FamilyCode } from "../../../functions/kernel/ids.ts";
import { cents } from "../../../functions/kernel/money.ts";
import { addAct } from "../../../functions/quotient/store/quotients.ts";
import {
  activityId,
  catalogueWith,
  child,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shell,
  unitIds,
  useCasesOver,
  wednesday,
  type GuardianUseCases,
  type World,
} from "./support.ts";

const fifth: SiblingRule = { counted: "sameDay", shares: [rate(800_000)], bracketBelow: null };
const tariff: Tariff = {
  id: id("TariffId", "mercredis"),
  effectiveFrom: id("PlainDate", "2026-09-01"),
  name: "Mercredis",
  lines: [
    {
      units: [unitIds.day],
      case: {},
      price: {
        kind: "brackets",
        brackets: [
          { from: cents(0), to: cents(30_800), amount: { kind: "amounts", amounts: [cents(377)] } },
          { from: cents(30_801), to: null, amount: { kind: "amounts", amounts: [cents(683)] } },
        ],
      },
    },
    {
      units: [unitIds.morning, unitIds.afternoon],
      case: {},
      price: { kind: "amount", amount: { kind: "amounts", amounts: [cents(400)] } },
    },
  ],
  siblings: fifth,
  late: null,
  rounding: "nearestCent",
};
const bare = catalogueWith(12);
const priced = {
  ...bare,
  activities: bare.activities.map((one) => ({ ...one, tariff: tariff.id })),
  tariffs: [tariff],
};

let world: World;
let useCases: GuardianUseCases;
beforeAll(async () => {
  world = await openWorld(priced);
  useCases = await useCasesOver(world.table);
});
afterAll(() => world.end());

const previewOf = async (code: FamilyCode, lines: Parameters<ReturnType<typeof guardian>["preview"]>[0]) => {
  const answer = await guardian(useCases, code).preview(lines);
  const priceOf = (index: number | undefined) => (index === undefined ? null : (answer.prices?.[index] ?? null));
  return { ...answer, amounts: answer.lines.map(({ price }) => priceOf(price)?.amount ?? null), priceOf };
};
const quotient = (code: FamilyCode, value: number) =>
  addAct(
    world.table,
    code,
    { kind: "caf", month: id("PlainMonth", "2026-11"), seen: 0 },
    {
      at: monday,
      by: id("Login", "AGENT.TEST"),
      byName: "Agente",
      reason: "attestation",
      key: newKey(),
      entered: {
        value: cents(value),
        from: id("PlainDate", "2026-11-01"),
        until: id("PlainDate", "2027-10-31"),
        origin: "caf",
      },
    },
  );

describe("before confirming", () => {
  test("each line has its price and its reasons, and their total is said", async () => {
    const code = await world.newFamily(2);
    await quotient(code, 30_000);
    const { amounts, cost, priceOf, lines } = await previewOf(code, [line(1, wednesday), line(2, wednesday)]);
    expect(amounts).toEqual([377, 302]);
    expect(cost).toEqual({ total: 679, moved: [] });
    expect(priceOf(lines[1]?.price)?.reasons).toEqual([
      "quotient jusqu’à 308\u00a0€",
      "2e enfant présent le même jour\u00a0: 80\u00a0% du prix",
    ]);
  });

  test("without a quotient it is the highest price, and that is said", async () => {
    const code = await world.newFamily();
    const { amounts, priceOf, lines } = await previewOf(code, [line(1, wednesday)]);
    expect(amounts).toEqual([683]);
    expect(priceOf(lines[0]?.price)?.withoutQuotient).toBe(true);
  });

  test("what a sibling's day changes for the others is said: when it is added, and when it is given up", async () => {
    const code = await world.newFamily(2);
    const own = guardian(useCases, code);
    await own.book([line(2, wednesday)]);
    const added = await previewOf(code, [line(1, wednesday)]);
    expect(added.amounts).toEqual([683]);
    expect(added.cost?.total).toBe(683 - 137);
    expect(added.cost?.moved).toMatchObject([{ ...line(2, wednesday), was: 683 }]);
    expect(added.priceOf(added.cost?.moved[0]?.is)?.amount).toBe(546);
    await own.book([line(1, wednesday)]);
    const givenUp = await previewOf(code, [{ ...line(1, wednesday), giveUp: true }]);
    expect(givenUp.lines[0]?.outcome).toBe("cancelled");
    expect(givenUp.amounts).toEqual([683]);
    expect(givenUp.cost?.total).toBe(137 - 683);
    expect(givenUp.cost?.moved).toMatchObject([{ ...line(2, wednesday), was: 546 }]);
    // Moved to another day and another unit.
    const moved = await previewOf(code, [
      { ...line(1, wednesday), giveUp: true },
      line(1, nextWednesday, unitIds.morning),
    ]);
    expect(moved.amounts).toEqual([683, 400]);
    expect(moved.cost?.total).toBe(400 - 683 + 137);
    // Nothing was written by any of it.
    expect((await own.list(wednesday)).bookings).toHaveLength(2);
  });

  test("a line that does not pass has no price, and counts for nothing", async () => {
    const code = await world.newFamily(2);
    const { amounts, cost } = await previewOf(code, [line(1, wednesday), line(1, wednesday, unitIds.morning)]);
    expect(amounts).toEqual([683, null]);
    expect(cost?.total).toBe(683);
  });
});

describe("what is booked", () => {
  const dayOf = async (code: FamilyCode, number: number) =>
    (await readFamilyDays(world.table, code, { from: wednesday, to: nextWednesday })).find(
      ({ childId, date }) => childId === child(number) && date === wednesday,
    );
  const keptBy = async (code: FamilyCode, number: number) =>
    (await dayOf(code, number))?.units.get(unitKey(activityId, unitIds.day))?.price;

  test("keeps its price, why and by which edition, as its preview said it", async () => {
    const code = await world.newFamily(2);
    await quotient(code, 30_000);
    const own = guardian(useCases, code);
    const lines = [line(2, wednesday), line(1, wednesday)];
    const { amounts } = await previewOf(code, lines);
    const key = newKey();
    const answer = await own.book(lines, key);
    expect(answer.lines.map(({ price }) => price)).toEqual(amounts);
    expect(amounts).toEqual([302, 377]);
    expect(await keptBy(code, 2)).toEqual({
      amount: 302,
      quotient: 30_000,
      reasons: [
        { kind: "bracket", from: 0, to: 30_800, below: null },
        { kind: "sibling", rank: 2, share: 800_000, counted: "sameDay" },
      ],
      tariff: { id: "mercredis", effectiveFrom: "2026-09-01" },
    });
    // Sent again, it is answered again.
    expect(await own.book(lines, key)).toEqual(answer);
  });

  test("keeps the price of what it becomes when it is changed, and none once it is given up", async () => {
    const code = await world.newFamily();
    const own = guardian(useCases, code);
    await own.book([line(1, wednesday)]);
    const changed = await own.change([{ ...line(1, wednesday), to: { date: nextWednesday, unitId: unitIds.morning } }]);
    expect(changed.lines.map(({ outcome, price }) => [outcome, price])).toEqual([["changed", 400]]);
    expect(await keptBy(code, 1)).toBeUndefined();
  });

  test("costs as many units as it did, and a child's day stays small", async () => {
    const code = await world.newFamily();
    world.calls.take();
    await guardian(useCases, code).book([line(1, wednesday)]);
    expect(world.calls.take().writeUnits).toBe(4);
    const { Item } = await world.table.client.send(
      new GetCommand({ TableName: world.table.name, Key: keys.childDay(code, wednesday, child(1)) }),
    );
    expect(JSON.stringify(Item).length).toBeLessThan(600);
  });
});

test("the family's bookings say what each costs as its days stand, in one wave", async () => {
  const code = await world.newFamily(2);
  const own = guardian(useCases, code);
  await own.book([line(2, wednesday)]);
  await own.book([line(1, wednesday)]);
  world.calls.take();
  const { bookings } = await own.list(wednesday);
  expect(world.calls.take().roundTrips).toBe(1);
  // The second child was booked at the full price, and costs less since the first comes too.
  expect(bookings.map(({ childId, price }) => [childId, price?.amount, price?.words])).toEqual([
    [child(1), 683, "6,83\u00a0€"],
    [child(2), 546, "5,46\u00a0€"],
  ]);
});

test("the grid says what each cell costs with what the others have that day, in one wave", async () => {
  const code = await world.newFamily(2);
  await guardian(useCases, code).book([line(1, wednesday)]);
  const session = guardianOf(code);
  world.calls.take();
  const { body } = await useCases["booking.grid"]({ ...shell, session, body: undefined, params: { activityId } });
  expect(world.calls.take().roundTrips).toBe(1);
  const amountsOn = (date: typeof wednesday) =>
    body.days
      .find((day) => day.date === date)
      ?.cells.map((units) =>
        units.map((cell) => ("price" in cell && cell.price !== undefined ? body.prices?.[cell.price]?.amount : null)),
      );
  expect(amountsOn(wednesday)).toEqual([
    [683, null, null],
    [546, 320, 320],
  ]);
  expect(amountsOn(nextWednesday)).toEqual([
    [683, 400, 400],
    [683, 400, 400],
  ]);
});

test("where the activity has no tariff nothing is said, and no quotient is read", async () => {
  const free = await openWorld(bare);
  try {
    const code = await free.newFamily();
    const own = await useCasesOver(free.table);
    free.calls.take();
    const answer = await guardian(own, code).preview([line(1, wednesday)]);
    expect(free.calls.take().calls.filter(({ name }) => name === "Query")).toHaveLength(2);
    expect(answer).not.toHaveProperty("cost");
    expect(answer).not.toHaveProperty("prices");
    expect(answer.lines[0]).toEqual({ ...line(1, wednesday), outcome: "booked", placesLeft: 12 });
    const { body } = await own["booking.grid"]({
      ...shell,
      session: guardianOf(code),
      body: undefined,
      params: { activityId },
    });
    expect(JSON.stringify(body)).not.toContain("price");
  } finally {
    await free.end();
  }
});
