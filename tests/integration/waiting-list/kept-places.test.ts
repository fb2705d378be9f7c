/**
 * A freed place holds back what competes for it, the same unit or the same limit, and nothing else: seen in the second
 * between its being freed and the waiting list's being walked.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { enterCatalogue } from "../../../functions/catalogue/store/catalogue-entry.ts";
import { id, type FamilyCode, type PlainDate, type UnitId } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { readDays } from "../../../functions/booking/store/day-record.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { asDelivered, changed, comeToRest, tableFollower, type Delivered } from "../booking/stream.ts";
import {
  activityId,
  catalogueWith,
  guardian,
  line,
  monday,
  openWorld,
  setPlaces,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type GuardianUseCases,
  type World,
} from "../booking/support.ts";

const { day: full, morning } = unitIds;
const pool = id("PoolName", "accueil");
const ofUnit = { id: `${activityId}/=${full}`, capacity: 1 } as const;
const ofSite = { id: `^${pool}`, capacity: 150 } as const;

/** One place of the full day, 200 mornings, and a limit of the whole site. */
function catalogue(places: number = ofUnit.capacity, atSite: number = ofSite.capacity): Catalogue {
  const { sites, activities, calendars } = catalogueWith(places, 200);
  return {
    sites: sites.map((site) => ({
      ...site,
      pools: [{ id: pool, name: "Accueil", places: atSite, placesOn: [] }],
      closures: [],
    })),
    activities: activities.map((activity) => ({ ...activity, within: [pool] })),
    calendars,
  };
}

let world: World;
let useCases: GuardianUseCases;
/** A day of its own for each test. */
let date: PlainDate = wednesday;
let families: FamilyCode[] = [];
let delivered: Delivered;
beforeAll(async () => {
  world = await openWorld(catalogue());
  useCases = await useCasesOver(world.table);
});
afterAll(() => world.end());

const day = () => ({ siteId, date });
const rest = () =>
  comeToRest(
    tableFollower(world.table, () => monday),
    world.table,
    [day()],
    families,
    delivered,
  );
async function newcomer(): Promise<FamilyCode> {
  const code = await world.newFamily();
  families.push(code);
  return code;
}
/** What becomes of a line of a family. */
async function asks(code: FamilyCode, unitId: UnitId, ifFull: "refuse" | "wait" = "refuse"): Promise<string> {
  const answer = await guardian(useCases, code).book([{ ...line(1, date, unitId), ifFull }]);
  return answer.lines[0]?.refusal?.code ?? answer.lines[0]?.outcome ?? "nothing";
}
const gives = async (code: FamilyCode, unitId: UnitId): Promise<void> => {
  expect((await guardian(useCases, code).cancel([line(1, date, unitId)])).lines[0]?.outcome).toBe("cancelled");
};
const statusOf = async (code: FamilyCode): Promise<string | undefined> =>
  (await guardian(useCases, code).list(date)).bookings[0]?.status;
/** What many families that nobody has heard of yet are answered, all at once. */
const crowd = async (unitId: UnitId): Promise<readonly string[]> => {
  const codes = [];
  for (let number = 0; number < 12; number += 1) codes.push(await newcomer());
  return [...new Set(await Promise.all(codes.map((code) => asks(code, unitId, "wait"))))];
};

/** Somebody has the only full day, and somebody waits for it; the stream has done its work. */
async function oneWaits(): Promise<{ readonly holder: FamilyCode; readonly waiter: FamilyCode }> {
  const [holder, waiter] = [await newcomer(), await newcomer()];
  expect([await asks(holder, full), await asks(waiter, full, "wait")]).toEqual(["booked", "waiting"]);
  await rest();
  return { holder, waiter };
}

beforeEach(async () => {
  date = addDays(date, 7);
  // Not in the holidays.
  while (date >= "2026-12-16" && date <= "2027-01-05") date = addDays(date, 7);
  families = [];
  delivered = await asDelivered(world.table, [day()], families);
});

describe("While a place of the full day goes to who waits for it", () => {
  test("every other unit of that day is booked, and the full day by nobody else", async () => {
    const { holder, waiter } = await oneWaits();
    await gives(holder, full);
    expect(await crowd(morning)).toEqual(["booked"]);
    expect(await asks(await newcomer(), full)).toBe("beingOffered");
    await rest();
    expect(await statusOf(waiter)).toBe("offered");
    expect(await asks(await newcomer(), full)).toBe("full");
    expect(await inconsistencies(world.table, [day()])).toEqual([]);
  });

  test("the grid and the preview show the others as free", async () => {
    const { holder } = await oneWaits();
    await gives(holder, full);
    const own = guardian(useCases, await newcomer());
    const seen = await own.preview([line(1, date, morning), line(1, date, full)]);
    expect(seen.lines.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(["booked", "incompatible"]);
    expect((await own.preview([line(1, date, full)])).lines[0]?.refusal?.code).toBe("beingOffered");
  });

  test("a limit that is full for both is kept for who waits, and no more of it than was freed", async () => {
    await setPlaces(world.table, day(), ofSite, 3);
    const { holder, waiter } = await oneWaits();
    expect(await asks(await newcomer(), morning)).toBe("booked");
    // One is free at the site; a second one is freed, for who waits.
    await gives(holder, full);
    expect(await asks(await newcomer(), morning)).toBe("booked");
    expect(await asks(await newcomer(), morning)).toBe("beingOffered");
    await rest();
    expect(await statusOf(waiter)).toBe("offered");
    expect(await asks(await newcomer(), morning)).toBe("full");
  });
});

describe("Who waits holds nobody else back", () => {
  test("when staff change the number of another limit", async () => {
    await oneWaits();
    await setPlaces(world.table, day(), ofSite, 160);
    expect(await crowd(morning)).toEqual(["booked"]);
  });

  test("when staff raise what it waits for: that is kept for it", async () => {
    const { waiter } = await oneWaits();
    await setPlaces(world.table, day(), ofUnit, 2);
    expect(await crowd(morning)).toEqual(["booked"]);
    expect(await asks(await newcomer(), full)).toBe("beingOffered");
    await rest();
    expect(await statusOf(waiter)).toBe("offered");
  });

  test("when a catalogue enters: of what it adds, as much is kept as somebody waits for", async () => {
    const { waiter } = await oneWaits();
    const enters = async (next: Catalogue, was: Catalogue): Promise<void> => {
      await enterCatalogue(world.table, next, { dryRun: false });
      useCases = await useCasesOver(world.table);
      const follow = tableFollower(world.table, () => monday);
      await follow(await changed(world.table, keys.site(siteId), { ...was.sites[0]!, closures: undefined }));
      const [edition] = was.activities;
      await follow(await changed(world.table, keys.activity(activityId, edition!.effectiveFrom), { ...edition! }));
    };
    await enters(catalogue(1, 170), catalogue());
    expect(await crowd(morning)).toEqual(["booked"]);
    await rest();
    await enters(catalogue(2, 170), catalogue(1, 170));
    expect(await crowd(morning)).toEqual(["booked"]);
    expect(await asks(await newcomer(), full)).toBe("beingOffered");
    await rest();
    expect(await statusOf(waiter)).toBe("offered");
    await enterCatalogue(world.table, catalogue(), { dryRun: false });
    useCases = await useCasesOver(world.table);
  });

  test("when it joins a list although a place is free by then", async () => {
    const [holder, waiter] = [await newcomer(), await newcomer()];
    expect([await asks(holder, full), await asks(waiter, full, "wait")]).toEqual(["booked", "waiting"]);
    await gives(holder, full);
    // The stream shows who joined before it shows the place.
    await tableFollower(world.table, () => monday)(await changed(world.table, keys.waiting(siteId, date, 1)));
    expect(await crowd(morning)).toEqual(["booked"]);
    expect(await asks(await newcomer(), full)).toBe("beingOffered");
    await rest();
    expect(await statusOf(waiter)).toBe("offered");
  });

  test("once it has left: its limits are awaited no more", async () => {
    const { holder, waiter } = await oneWaits();
    await gives(waiter, full);
    await gives(holder, full);
    await rest();
    const record = (await readDays(world.table, [day()], { consistent: true }))(day());
    expect([record.awaited, record.keptOf.size]).toEqual([false, 0]);
    expect(await asks(await newcomer(), full)).toBe("booked");
  });
});
