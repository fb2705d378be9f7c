/**
 * The catalogue changes under what is booked: what is booked stays known and manageable, and its family is told once.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Activity, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { calendarEvents } from "../../../functions/feed/calendar-events.ts";
import { slotsOf } from "../../../functions/booking/rules/slots.ts";
import { readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readFamily } from "../../../functions/family/store/families.ts";
import { id, type FamilyCode, type Instant } from "../../../functions/kernel/ids.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { changed, tableFollower } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  guardian,
  guardianOf,
  line,
  monday,
  newKey,
  nextWednesday,
  openWorld,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { asStaff, mailsTo, planningOver } from "./support.ts";

const { day: full, morning, afternoon } = unitIds;
const standing = catalogueWith(5);
const [edition] = standing.activities as [Activity];
const withEdition = (change: Partial<Activity>): Catalogue => ({
  ...standing,
  activities: [{ ...edition, ...change }],
});
const withoutMorning = withEdition({
  units: edition.units
    .filter(({ id: unitId }) => unitId !== morning)
    .map((unit) => ({ ...unit, excludes: unit.excludes.filter((other) => other !== morning) })),
});
const shortened = withEdition({ to: id("PlainDate", "2026-11-29") });
const laterMornings = withEdition({
  units: edition.units.map((unit) => (unit.id === morning ? { ...unit, to: "12:30" as const } : unit)),
});

let world: World;
beforeAll(async () => {
  world = await openWorld(standing);
});
afterAll(() => world.end());

const onFile = async (): Promise<Activity> => (await readCatalogue(world.table)).activities[0]!;
/** Enters a catalogue and delivers what the stream shows of it, twice as it may. */
async function enters(catalogue: Catalogue): Promise<void> {
  const was = await onFile();
  await enterCatalogue(world.table, catalogue, { dryRun: false });
  const follow = tableFollower(world.table, () => monday);
  const event = await changed(world.table, keys.activity(activityId, edition.effectiveFrom), { ...was });
  for (let times = 0; times < 2; times += 1) expect((await follow(event)).batchItemFailures).toEqual([]);
}
beforeEach(() => enters(standing));

const told = async (code: FamilyCode) =>
  (await mailsTo(world.table, code)).filter(({ kind }) => kind === "programmeChanged");
const at = (instant: Instant = monday) => useCasesOver(world.table, () => instant);
async function booked(...lines: Parameters<ReturnType<typeof guardian>["book"]>[0][number][]): Promise<FamilyCode> {
  const code = await world.newFamily(2);
  const answer = await guardian(await at(), code).book(lines);
  expect(answer.lines.map(({ outcome }) => outcome)).toEqual(lines.map(() => "booked"));
  return code;
}

describe.each([
  ["a unit", withoutMorning],
  ["a day", shortened],
])("What is booked of %s that left the catalogue", (_, without) => {
  test("is told once to its family, and to no other", async () => {
    const [code, other] = [await booked(line(1, wednesday, morning)), await world.newFamily()];
    await enters(without);
    await enters(without);
    expect(await told(code)).toMatchObject([
      {
        facts: {
          gone: [{ firstName: "Lou1", date: wednesday, unitName: "Matin avec repas", activityName: "Mercredis" }],
          moved: [],
          waits: [],
        },
      },
    ]);
    expect(await told(other)).toEqual([]);
  });

  test("is listed, cancelled, and its place given back", async () => {
    const code = await booked(line(1, wednesday, morning), line(2, wednesday, morning));
    await enters(without);
    const own = guardian(await at(), code);
    expect((await own.list(wednesday)).bookings).toMatchObject([
      { unitName: "Matin avec repas", cancellable: true },
      { unitName: "Matin avec repas", cancellable: true },
    ]);
    expect((await own.cancel([line(1, wednesday, morning)])).lines).toMatchObject([{ outcome: "cancelled" }]);
    const office = await planningOver(world.table);
    const { body } = await office["booking.cancelForFamily"]({
      ...asStaff,
      params: { familyCode: code },
      body: { idempotencyKey: newKey(), reason: "plus au programme", lines: [line(2, wednesday, morning)] },
    });
    expect(body.lines).toMatchObject([{ outcome: "cancelled" }]);
    expect((await own.list(wednesday)).bookings).toEqual([]);
    await enters(standing);
    expect(await inconsistencies(world.table, [{ siteId, date: wednesday }], code)).toEqual([]);
  });

  test("takes an absence, and a request to the office once it is late", async () => {
    const code = await booked(line(1, wednesday, morning));
    await enters(without);
    const session = guardianOf(code);
    const eve = await at(id("Instant", "2026-12-01T12:00:00Z"));
    const absent = await eve["booking.absences"]({
      ...shell,
      session,
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, wednesday, morning), kind: "justified" }] },
    });
    expect(absent.body.lines).toMatchObject([{ outcome: "noted" }]);
    const asked = await eve["booking.ask"]({
      ...shell,
      session,
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, wednesday, morning), reason: "plus au programme" }] },
    });
    expect(asked.body.lines).toMatchObject([{ outcome: "asked" }]);
  });

  test("cannot be booked any more", async () => {
    await enters(without);
    const answer = await guardian(await at(), await world.newFamily()).book([line(1, wednesday, morning)]);
    expect(answer.lines[0]?.refusal?.code).toBe(without === shortened ? "outsidePeriod" : "unknownUnit");
  });
});

describe("What is booked of a unit that left the catalogue", () => {
  test("moves to another one, and goes on excluding what is held at the same hours", async () => {
    const code = await booked(line(1, wednesday, morning), line(2, wednesday, morning));
    await enters(withoutMorning);
    const own = guardian(await at(), code);
    expect((await own.book([line(1, wednesday, full)])).lines[0]?.refusal?.code).toBe("incompatible");
    const moved = await own.change([{ ...line(2, wednesday, morning), to: { unitId: afternoon, date: wednesday } }]);
    expect(moved.lines).toMatchObject([{ outcome: "changed" }]);
  });

  test("is waited for no more: who waits is told that too", async () => {
    const holders = await Promise.all(Array.from({ length: 5 }, () => booked(line(1, nextWednesday, full))));
    expect(holders).toHaveLength(5);
    const code = await world.newFamily();
    const answer = await guardian(await at(), code).book([{ ...line(1, nextWednesday, full), ifFull: "wait" }]);
    expect(answer.lines).toMatchObject([{ outcome: "waiting" }]);
    await enters(withEdition({ units: edition.units.filter(({ id: unitId }) => unitId !== full) }));
    expect(await told(code)).toMatchObject([{ facts: { gone: [], moved: [], waits: [{ date: nextWednesday }] } }]);
  });
});

describe("A booked unit whose hours are moved", () => {
  test("is told once, with the old hours and the new, and moves in the calendar with a sequence that grows", async () => {
    const code = await booked(line(1, wednesday, morning));
    const sequence = async (): Promise<number> => {
      const [family, days, catalogue] = await Promise.all([
        readFamily(world.table, code),
        readFamilyDays(world.table, code, { from: wednesday }),
        readCatalogue(world.table),
      ]);
      const events = calendarEvents(days, {
        familyCode: code,
        children: family!.children,
        slots: slotsOf(catalogue, "B"),
        portal: "https://portail.example.fr",
      });
      expect(events).toHaveLength(1);
      return events[0]!.sequence;
    };
    const before = await sequence();
    await enters(laterMornings);
    const after = await sequence();
    expect(after).toBeGreaterThan(before);
    expect(await told(code)).toMatchObject([
      {
        facts: {
          gone: [],
          moved: [
            {
              firstName: "Lou1",
              date: wednesday,
              was: { from: "08:00", to: "13:30" },
              is: { from: "08:00", to: "12:30" },
            },
          ],
        },
      },
    ]);
    // And back again: another change, another mail.
    await enters(standing);
    expect(await sequence()).toBeGreaterThan(after);
    expect(await told(code)).toHaveLength(2);
  });

  test("tells nobody of what is not booked, nor of another change", async () => {
    const code = await booked(line(1, wednesday, full));
    await enters(laterMornings);
    await enters(withEdition({ name: "Mercredis du bourg" }));
    expect(await told(code)).toEqual([]);
  });
});

test("An edition that was never written over says nothing of former units", async () => {
  const fresh = await openWorld(standing);
  const [one] = (await readCatalogue(fresh.table)).activities;
  expect([one?.former, one?.moved]).toEqual([undefined, undefined]);
  await fresh.end();
});
