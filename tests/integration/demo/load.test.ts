/** The demo town in a table, through the import and the bookings' own store: once, and again. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { AdminListGroupsForUserCommand } from "@aws-sdk/client-cognito-identity-provider";
import { id } from "../../../functions/kernel/ids.ts";
import { suspensionOf } from "../../../functions/booking/rules/suspension.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { localDate } from "../../../functions/kernel/time.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { siteDayOf } from "../../../functions/booking/follow/repair-from-stream.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { readFamily, readHousehold } from "../../../functions/family/store/families.ts";
import { states as requestStates } from "../../../functions/request/rules/request.ts";
import { readLogin } from "../../../functions/sign-in/store/logins.ts";
import { townForFunctions } from "../../../functions/kernel/town.ts";
import { readTown } from "../../../infra/town/read.ts";
import { fillTown, type TownFacts } from "../../../infra/demo/town.ts";
import { startTestPool, type TestPool } from "../../support/cognito.ts";
import { openTestTable, type TestTable } from "../family/table.ts";

let world: TestTable;
let facts: TownFacts;
let pool: TestPool;
const now = id("Instant", "2026-11-23T08:00:00Z");

const load = () =>
  fillTown({
    table: world.table,
    cognito: pool.client,
    userPoolId: pool.userPoolId,
    userPoolClientId: pool.clientId,
    termsVersion: "2026-09-01",
    town: townForFunctions(readTown()),
    clock: () => now,
    bucket: null,
    folder: null,
  });

beforeAll(async () => {
  [world, pool] = await Promise.all([openTestTable(), startTestPool()]);
  facts = await load();
});
afterAll(async () => {
  await Promise.all([world.end(), pool.end()]);
});

const byEntity = async () => Map.groupBy((await world.records()).values(), (record) => record["entity"]);

test("some 400 families, 700 children, three sites and a few hundred bookings", async () => {
  const found = await byEntity();
  // And three with somebody who is there twice, or seems to be.
  expect(found.get("household")).toHaveLength(403);
  expect(found.get("child")?.length).toBeGreaterThan(650);
  expect(found.get("site")).toHaveLength(3);
  expect(found.get("childDay")?.length).toBeGreaterThan(500);
});

test("places and children's days agree: each place is a held unit, each counter the number of its places", async () => {
  const found = await byEntity();
  const held = new Set(
    (found.get("childDay") ?? []).flatMap((record) =>
      Object.entries(record)
        .filter(([name, state]) => name.startsWith("u:") && (state as { claim?: object }).claim)
        .map(
          ([name]) =>
            `${String(record["pk"]).slice("FAMILY#".length)}/${String(record["childId"])}/${name.slice(2)} ${String(record["date"])}`,
        ),
    ),
  );
  const days = (found.get("day") ?? []).map(siteDayOf);
  const full = await readFullDays(world.table, days);
  let taken = 0;
  for (const day of days) {
    const {
      record: { counters },
      places,
    } = full(day);
    for (const { familyCode, childId, activityId, unitId } of places)
      expect(held.has(`${familyCode}/${childId}/${activityId}/${unitId} ${day.date}`)).toBe(true);
    const counted = Map.groupBy(
      places.flatMap(({ pools }) => pools),
      (pool) => pool,
    );
    expect(new Map([...counters].map(([pool, { used }]) => [pool, used]))).toEqual(
      new Map([...counted].map(([pool, list]) => [pool, list.length])),
    );
    taken += places.length;
  }
  expect(taken).toBe(held.size);
});

test("each sign-in stands for whom it says, and the family without an account has none", async () => {
  expect(facts.signIns.map(({ role }) => role)).toEqual([
    "guardian",
    "guardian",
    "guardian",
    "guardian",
    "guardian",
    "staff",
    // A second adult, who is shut out of a child's file.
    "guardian",
    // Late in paying.
    "guardian",
  ]);
  for (const { login, role, displayName } of facts.signIns) {
    expect(await readLogin(world.table, id("Login", login))).toMatchObject({ role, displayName });
  }
  const { Groups } = await pool.client.send(
    new AdminListGroupsForUserCommand({ UserPoolId: pool.userPoolId, Username: "AGENT.DUBOIS" }),
  );
  expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(["admin"]);
  const { familyCode, lastName, firstName } = facts.activation;
  expect((await readFamily(world.table, id("FamilyCode", familyCode)))?.household.guardians).toContainEqual(
    expect.objectContaining({ lastName, firstName, payer: true }),
  );
  expect(await readLogin(world.table, id("Login", familyCode))).toBeNull();
});

test("the family without bookings has none, the busy one has many", async () => {
  const from = id("PlainDate", "2026-11-23");
  const days = await Promise.all(
    facts.signIns.slice(0, 5).map(({ login }) => readFamilyDays(world.table, id("FamilyCode", login), { from })),
  );
  expect(days.map((list) => list.length > 0)).toEqual([true, true, true, false, false]);
  expect(days[2]!.length).toBeGreaterThan(8);
});

test("of the families that one signs in as, one is so late in paying that its bookings are suspended, and says so", async () => {
  const { suspension } = await readCatalogue(world.table);
  const families = await Promise.all(
    facts.signIns
      .filter(({ role }) => role === "guardian")
      .map(async ({ login, who }) => {
        const household = await readHousehold(world.table, id("FamilyCode", login.split(".")[0] ?? ""));
        return { who, overdue: suspensionOf(suspension, household ?? {}, localDate(now)) };
      }),
  );
  expect(families.filter(({ overdue }) => overdue).map(({ who }) => who)).toEqual([
    expect.stringContaining("réservations suspendues"),
  ]);
});

test("a child has two households, one of which books", async () => {
  const [busy, second] = await Promise.all(
    [2, 4].map((index) => readFamily(world.table, id("FamilyCode", facts.signIns[index]!.login))),
  );
  const shared = (family: typeof busy) => family!.children.filter(({ sharedWith }) => sharedWith);
  // One file in both; what a household has enrolled the child in is its own.
  const [own] = shared(busy);
  expect(own?.enrolments).toHaveLength(1);
  expect(shared(busy)).toEqual([
    { ...shared(second)[0], sharedWith: [second!.household.code], enrolments: own?.enrolments, shutOut: undefined },
  ]);
  expect(shared(second)).toMatchObject([{ sharedWith: [busy!.household.code] }]);
});

test("something waits, is offered, is to be approved, is asked of the office, is declared absent, for each page to show", async () => {
  const found = await byEntity();
  const states = (found.get("childDay") ?? []).flatMap((record) =>
    Object.entries(record)
      .filter(([name]) => name.startsWith("u:"))
      .map(([, state]) => state as { status: string; asked?: { what: string }; absence?: object }),
  );
  const number = (of: (state: (typeof states)[number]) => boolean): number => states.filter(of).length;
  expect([
    number(({ status }) => status === "waiting"),
    number(({ status }) => status === "offered"),
    number(({ status }) => status === "pending"),
  ]).toEqual([4, 1, 3]);
  expect(states.flatMap(({ asked }) => asked?.what ?? []).sort()).toEqual(["cancel", "change"]);
  expect(number(({ absence }) => absence !== undefined)).toBe(1);
  expect(new Set((found.get("activity") ?? []).map((record) => record["kind"]))).toEqual(
    new Set(["wednesday", "holidays", "canteen", "morningCare", "eveningCare"]),
  );
});

test("a request stands in every state that one can have, one of them sent by a family that one signs in as", async () => {
  const requests = (await byEntity()).get("request") ?? [];
  expect(new Set(requests.map((record) => record["state"]))).toEqual(new Set(requestStates));
  const codes = facts.signIns.map(({ login }) => login);
  expect(requests.some((record) => record["state"] === "sent" && codes.includes(String(record["familyCode"])))).toBe(
    true,
  );
});

test("an activity asks for a complete record and for vaccines in order", async () => {
  const activities = (await byEntity()).get("activity") ?? [];
  const asked = activities.flatMap((record) => {
    const { requires = [] } = (record["eligibility"] ?? {}) as { readonly requires?: readonly string[] };
    return requires;
  });
  expect(asked).toEqual(expect.arrayContaining(["record", "vaccines"]));
});

test("loading again books nothing twice and leaves every record as it is", async () => {
  const before = await world.records();
  await load();
  const after = await world.records();
  expect(after.size).toBe(before.size);
  for (const [key, record] of before) if (record["entity"] !== "login") expect(after.get(key)).toEqual(record);
});
