/** The rules that only other bookings, staff or the child's file decide, through the use cases and on the table. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { instantOf } from "../../../functions/kernel/clock.ts";
import type { Activity, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { id, type FamilyCode, type Instant, type PlainDate, type UnitId } from "../../../functions/kernel/ids.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { readChildDays } from "../../../functions/booking/store/child-days.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import { haveWalked } from "../../../functions/booking/store/awaited.ts";
import { inconsistencies } from "./consistency.ts";
import { asDelivered, comeToRest, tableFollower } from "./stream.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  putFamily,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "./support.ts";

const poolName = (text: string) => id("PoolName", text);
const holidaysId = id("ActivityId", "vacances");
const weekDay = (date: string) => id("PlainDate", `2026-12-${date}`);

/**
 * Wednesdays with halves that a full day counts in, approval for the afternoon; weeks of school time with a share of
 * two days.
 */
function town(): Catalogue {
  const {
    sites,
    activities: [base],
    calendars,
  } = catalogueWith(3, 5);
  const wednesdays: Activity = {
    ...base!,
    pools: [{ id: poolName("apres-midis"), name: "Après-midi", places: 3, placesOn: [] }],
    units: base!.units.map((unit) => ({
      ...unit,
      approval: unit.id === unitIds.afternoon,
      pools: unit.id === unitIds.morning ? [] : [poolName("apres-midis")],
    })),
  };
  const daily: Activity = {
    ...base!,
    id: holidaysId,
    kind: "canteen",
    name: "Cantine",
    runs: { weekdays: [1, 2, 4, 5], during: "schoolTime", onBridgeDays: false },
    quota: { days: 2, per: "week", furtherFrom: { kind: "days", days: 3, counting: "calendar", at: "08:00" } },
    units: base!.units.filter(({ id: unitId }) => unitId === unitIds.morning).map((unit) => ({ ...unit, places: 50 })),
  };
  return { sites, activities: [wednesdays, daily], calendars };
}

const days = [wednesday, nextWednesday, weekDay("07"), weekDay("08"), weekDay("10"), weekDay("11")].map((date) => ({
  siteId,
  date,
}));
let world: World;
let code: FamilyCode;
let families = 0;
let now: Instant = monday;
beforeAll(async () => {
  world = await openWorld(town());
});
afterAll(() => world.end());
beforeEach(async () => {
  now = monday;
  code = familyCode((families += 1));
  await putFamily(world.table, code, 2);
});
const own = async (of: FamilyCode = code) => guardian(await useCasesOver(world.table, () => now), of);
const outcomes = (answer: {
  readonly lines: readonly { readonly outcome: string; readonly refusal?: { readonly code: string } | undefined }[];
}) => answer.lines.map(({ outcome, refusal }) => refusal?.code ?? outcome);
const stateOf = async (date = wednesday, unitId = unitIds.day, number = 1) => {
  const key = { familyCode: code, childId: child(number), date };
  return (await readChildDays(world.table, [key]))(key).units.get(unitKey(activityId, unitId));
};
const meal = (date: string, number = 1) => ({
  ...line(number, weekDay(date), unitIds.morning),
  activityId: holidaysId,
});

describe("A share of two days a week", () => {
  test("is given in the order of the basket, the rest waits or is refused, and a day given up makes room", async () => {
    const family = await own();
    expect(
      outcomes(await family.book([meal("07"), meal("08"), meal("10"), { ...meal("11"), ifFull: "wait" }])),
    ).toEqual(["booked", "booked", "quotaReached", "waiting"]);
    expect(outcomes(await family.book([meal("10")]))).toEqual(["quotaReached"]);
    await family.cancel([meal("08")]);
    expect(outcomes(await family.book([meal("10")]))).toEqual(["booked"]);
    // Another week, another share; another child, its own.
    expect(outcomes(await family.book([meal("14"), meal("07", 2)]))).toEqual(["booked", "booked"]);
  });

  test("is passed at the moment that is said, when places are left: the list is walked by a schedule, once for all who wait", async () => {
    const family = await own();
    await family.book([meal("01"), meal("03"), { ...meal("04"), ifFull: "wait" }]);
    const [day, at] = [{ siteId, date: weekDay("04") }, id("Instant", "2026-12-01T07:00:00Z")];
    const asked: unknown[] = [];
    const follow = tableFollower(
      world.table,
      () => now,
      (...schedule) => {
        asked.push(schedule);
        return Promise.resolve();
      },
    );
    const state = async () =>
      (await readChildDays(world.table, [{ familyCode: code, childId: child(1), date: day.date }]))({
        familyCode: code,
        childId: child(1),
        date: day.date,
      }).units.get(unitKey(holidaysId, unitIds.morning))?.status;
    await comeToRest(follow, world.table, [day], [code]);
    expect([asked, await state()]).toEqual([[[day, at]], "waiting"]);
    now = at;
    await haveWalked(world.table, day);
    await comeToRest(follow, world.table, [day], [code], await asDelivered(world.table, [], [code]));
    expect(await state()).toBe("offered");
  });

  test("holds for baskets that are sent at the same instant", async () => {
    const family = await own();
    const answers = await Promise.all(["07", "08", "10", "11"].map((date) => family.book([meal(date)])));
    expect(answers.flatMap(outcomes).filter((outcome) => outcome === "booked")).toHaveLength(2);
    expect(answers.flatMap(outcomes).filter((outcome) => outcome === "quotaReached")).toHaveLength(2);
  });

  test("lets a booking move within its week, and keeps it when the move is refused", async () => {
    const family = await own();
    await family.book([meal("07"), meal("08")]);
    expect(
      outcomes(await family.change([{ ...meal("08"), to: { unitId: unitIds.morning, date: weekDay("10") } }])),
    ).toEqual(["changed"]);
    expect(
      outcomes(await family.change([{ ...meal("10"), to: { unitId: unitIds.morning, date: weekDay("09") } }])),
    ).toEqual(["otherWeekday"]);
    expect(outcomes(await family.book([meal("08")]))).toEqual(["quotaReached"]);
  });
});

describe("Nested limits", () => {
  test("the afternoon is full once full days have taken its places, the morning is not", async () => {
    const others = [1, 2, 3].map((number) => familyCode(500 + number));
    for (const other of others) {
      await putFamily(world.table, other);
      expect(outcomes(await (await own(other)).book([line(1, nextWednesday)]))).toEqual(["booked"]);
    }
    expect(
      outcomes(
        await (await own()).book([line(1, nextWednesday, unitIds.afternoon), line(2, nextWednesday, unitIds.morning)]),
      ),
    ).toEqual(["full", "booked"]);
    const record = (await readDays(world.table, days, { consistent: true }))({ siteId, date: nextWednesday });
    expect(record.counters.get(`${activityId}/apres-midis`)).toEqual({ used: 3, set: null });
    expect(await inconsistencies(world.table, days)).toEqual([]);
    for (const other of others) await (await own(other)).cancel([line(1, nextWednesday)]);
  });
});

describe("A unit that staff approves", () => {
  test("takes its place at once, and is to be approved", async () => {
    const family = await own();
    expect(outcomes(await family.book([line(1, wednesday, unitIds.afternoon)]))).toEqual(["toApprove"]);
    expect(await stateOf(wednesday, unitIds.afternoon)).toMatchObject({
      status: "pending",
      claim: { pools: [`${activityId}/=${unitIds.afternoon}`, `${activityId}/apres-midis`] },
    });
    expect((await family.list(wednesday)).bookings).toMatchObject([{ status: "pending" }]);
    expect(outcomes(await family.cancel([line(1, wednesday, unitIds.afternoon)]))).toEqual(["cancelled"]);
  });
});

describe("Changing", () => {
  test("to another day: the old place is given up only when the new one is obtained", async () => {
    const family = await own();
    await family.book([line(1, wednesday)]);
    expect(
      outcomes(await family.change([{ ...line(1, wednesday), to: { unitId: unitIds.day, date: nextWednesday } }])),
    ).toEqual(["changed"]);
    expect((await stateOf())?.status).toBe("none");
    expect((await stateOf(nextWednesday))?.status).toBe("booked");
    // A day that is full keeps the booking where it is.
    for (const number of [1, 2, 3]) {
      await putFamily(world.table, familyCode(600 + number));
      await (await own(familyCode(600 + number))).book([line(1, wednesday)]);
    }
    expect(
      outcomes(await family.change([{ ...line(1, nextWednesday), to: { unitId: unitIds.day, date: wednesday } }])),
    ).toEqual(["full"]);
    expect((await stateOf(nextWednesday))?.status).toBe("booked");
    expect(await inconsistencies(world.table, days)).toEqual([]);
    for (const number of [1, 2, 3]) await (await own(familyCode(600 + number))).cancel([line(1, wednesday)]);
  });

  test("to a unit that staff must approve is refused: the old place would be lost for a maybe", async () => {
    const family = await own();
    await family.book([line(1, wednesday, unitIds.morning)]);
    expect(
      outcomes(
        await family.change([
          { ...line(1, wednesday, unitIds.morning), to: { unitId: unitIds.afternoon, date: nextWednesday } },
        ]),
      ),
    ).toEqual(["approvalFirst"]);
    expect((await stateOf(wednesday, unitIds.morning))?.status).toBe("booked");
    await family.cancel([line(1, wednesday, unitIds.morning)]);
  });

  test("to another unit of the day, although the two exclude each other", async () => {
    const family = await own();
    await family.book([line(1, wednesday, unitIds.morning)]);
    expect(
      outcomes(
        await family.change([{ ...line(1, wednesday, unitIds.morning), to: { unitId: unitIds.day, date: wednesday } }]),
      ),
    ).toEqual(["changed"]);
    expect((await stateOf(wednesday, unitIds.morning))?.status).toBe("none");
    expect((await stateOf())?.status).toBe("booked");
    expect(
      outcomes(await family.change([{ ...line(1, wednesday), to: { unitId: unitIds.day, date: wednesday } }])),
    ).toEqual(["sameBooking"]);
    expect(
      outcomes(await family.change([{ ...line(2, wednesday), to: { unitId: unitIds.day, date: nextWednesday } }])),
    ).toEqual(["notBooked"]);
  });
});

describe("After the deadline", () => {
  const call = async (name: "booking.absences" | "booking.ask" | "booking.unask", lines: readonly object[]) => {
    const useCases = await useCasesOver(world.table, () => now);
    const body = {
      idempotencyKey: id("IdempotencyKey", `annotation-${String(Math.random()).slice(2, 14).padEnd(12, "0")}`),
      lines,
    } as never;
    const session = {
      role: "guardian",
      login: id("Login", code),
      displayName: "",
      familyCode: code,
      guardianId: id("GuardianId", "1"),
      openedAt: monday,
      endsAt: monday,
      requiredAction: null,
      device: "",
      origin: "",
    } as const;
    return outcomes(
      (
        await useCases[name]({
          session,
          body,
          cookies: new Map(),
          viewer: { address: "", portal: "", userAgent: "" },
          params: undefined,
          query: undefined,
        })
      ).body,
    );
  };

  test("an absence is declared with its kind and taken back, and a cancellation is asked of staff", async () => {
    const family = await own();
    await family.book([line(1, wednesday)]);
    expect(await call("booking.ask", [{ ...line(1, wednesday), reason: "Lou est malade." }])).toEqual([
      "cancelInstead",
    ]);
    now = instantOf(Date.parse("2026-12-01T12:00:00Z"));
    expect(outcomes(await family.cancel([line(1, wednesday)]))).toEqual(["tooLateToCancel"]);
    expect(await call("booking.ask", [{ ...line(1, wednesday), reason: "Lou est malade." }])).toEqual(["asked"]);
    expect(await stateOf()).toMatchObject({ status: "booked", asked: { what: "cancel", reason: "Lou est malade." } });
    expect(await call("booking.absences", [{ ...line(1, wednesday), kind: "justified" }])).toEqual(["noted"]);
    expect((await family.list(wednesday)).bookings).toMatchObject([
      {
        absence: "justified",
        asked: { what: "cancellation" },
        cancellable: false,
        locked: { code: "tooLateToCancel" },
      },
    ]);
    expect(await call("booking.absences", [line(1, wednesday)])).toEqual(["noted"]);
    expect((await stateOf())?.absence).toBeUndefined();
    expect(await call("booking.unask", [line(1, wednesday)])).toEqual(["noted"]);
    expect(await stateOf()).toMatchObject({ status: "booked" });
    expect((await stateOf())?.asked).toBeUndefined();
    // The office, or another page, was quicker.
    expect(await call("booking.unask", [line(1, wednesday)])).toEqual(["changed"]);
    expect(await call("booking.unask", [line(1, nextWednesday)])).toEqual(["notBooked"]);
    now = instantOf(Date.parse("2026-12-03T08:00:00Z"));
    expect(await call("booking.absences", [{ ...line(1, wednesday), kind: "justified" }])).toEqual(["past"]);
  });
});

describe("A change, after the deadline", () => {
  const tuesday = instantOf(Date.parse("2026-12-01T12:00:00Z"));
  const ask = async (clock: Instant, to: { readonly unitId: UnitId; readonly date: PlainDate }, family = code) => {
    const useCases = await useCasesOver(world.table, () => clock);
    return outcomes(
      (
        await useCases["booking.ask"]({
          ...shell,
          session: guardianOf(family),
          body: { idempotencyKey: newKey(), lines: [{ ...line(1, wednesday), to, reason: "Rendez-vous médical." }] },
        })
      ).body,
    );
  };

  test("is asked of staff with what is wanted instead, when neither the family can do it nor anything forbids it to staff", async () => {
    const family = await own();
    now = monday;
    await family.book([line(1, wednesday)]);
    expect(await ask(monday, { unitId: unitIds.day, date: nextWednesday })).toEqual(["changeInstead"]);
    expect(await ask(tuesday, { unitId: unitIds.day, date: wednesday })).toEqual(["sameBooking"]);
    expect(await ask(tuesday, { unitId: id("UnitId", "nuit"), date: nextWednesday })).toEqual(["unknownUnit"]);
    expect(await ask(tuesday, { unitId: unitIds.day, date: weekDay("16") })).toEqual(["siteClosed"]);
    expect(await ask(tuesday, { unitId: unitIds.day, date: nextWednesday })).toEqual(["asked"]);
    expect(await stateOf()).toMatchObject({
      status: "booked",
      asked: { what: "change", to: { date: nextWednesday, unit: unitKey(activityId, unitIds.day) } },
    });
    expect((await family.list(wednesday)).bookings).toMatchObject([
      { asked: { what: "change", to: { date: nextWednesday, unitName: "Journée avec repas" } } },
    ]);
    expect(await stateOf(nextWednesday)).toBeUndefined();
  });
});

const january = id("PlainDate", "2027-01-06");

test("A preview says what each line would become, two children after each other for the last place, and writes nothing", async () => {
  const holders = [1, 2].map((number) => familyCode(700 + number));
  for (const other of holders) {
    await putFamily(world.table, other);
    await (await own(other)).book([line(1, january)]);
  }
  const useCases = await useCasesOver(world.table, () => now);
  const session = {
    role: "guardian",
    login: id("Login", code),
    displayName: "",
    familyCode: code,
    guardianId: id("GuardianId", "1"),
    openedAt: monday,
    endsAt: monday,
    requiredAction: null,
    device: "",
    origin: "",
  } as const;
  world.calls.take();
  const { body } = await useCases["booking.preview"]({
    session,
    cookies: new Map(),
    viewer: { address: "", portal: "", userAgent: "" },
    params: undefined,
    query: undefined,
    body: {
      lines: [
        line(1, january),
        { ...line(2, january), ifFull: "wait" },
        line(1, january, unitIds.morning),
        line(2, weekDay("16")),
      ],
    },
  });
  expect(body.lines.map(({ outcome, refusal }) => [outcome, refusal?.code])).toEqual([
    ["booked", undefined],
    ["waiting", "full"],
    ["refused", "incompatible"],
    ["refused", "siteClosed"],
  ]);
  expect(world.calls.take().writeUnits).toBe(0);
  expect(await stateOf(january)).toBeUndefined();
});
