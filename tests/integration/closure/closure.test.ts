/** Closing a site: what it takes from families, once, whatever dies or runs twice. */
import { DeleteCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { id, type FamilyCode, type PlainDate } from "../../../functions/kernel/ids.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import {
  closeDays,
  followClosure,
  leaveClosedDay,
  resumeClosures,
} from "../../../functions/closure/follow/close-days.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { byChildAndDate, readFamilyDays } from "../../../functions/booking/store/child-days.ts";
import { readClosureProgress } from "../../../functions/closure/store/progress.ts";
import { readClosedByFamily } from "../../../functions/closure/store/taken.ts";
import { claimPlace } from "../../../functions/booking/store/days.ts";
import { emptyDay } from "../../../functions/booking/store/day-record.ts";
import { readFullDays } from "../../../functions/booking/store/roster.ts";
import { joinWaitingList, readWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import * as keys from "../../../functions/table/keys.ts";
import { inconsistencies } from "../booking/consistency.ts";
import { nthDeath } from "../booking/faults.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  line,
  monday,
  newKey,
  openWorld,
  putFamily,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import {
  staffMember,
  asStaff,
  closureDependencies,
  decideClosure,
  follow,
  mailsTo,
  planningOver,
  takeBack,
  type Planning,
} from "../planning/support.ts";

let world: World;
let planning: Planning;
let made = 0;
beforeAll(async () => {
  // One place a day: the second who asks waits.
  world = await openWorld(catalogueWith(1));
  planning = await planningOver(world.table);
});
afterAll(() => world.end());

interface Scene {
  readonly booked: FamilyCode;
  readonly waiting: FamilyCode;
  readonly date: PlainDate;
}

/** A Wednesday of school time that no other scene uses. */
const freeWednesdays: readonly PlainDate[] = [0, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19].map((weeks) =>
  addDays(wednesday, 7 * weeks),
);

/** One family with the day's only place (two children: a day and an afternoon), another that waits for it. */
async function newScene(date: PlainDate): Promise<Scene> {
  const [booked, waiting] = [familyCode((made += 1)), familyCode((made += 1))];
  await Promise.all([putFamily(world.table, booked, 2), putFamily(world.table, waiting, 1)]);
  const useCases = await useCasesOver(world.table);
  const first = await guardian(useCases, booked).book([line(1, date), line(2, date, unitIds.afternoon)]);
  const second = await guardian(useCases, waiting).book([{ ...line(1, date), ifFull: "wait" }]);
  expect([...first.lines, ...second.lines].map(({ outcome }) => outcome)).toEqual(["booked", "booked", "waiting"]);
  return { booked, waiting, date };
}

const fullDay = async (date: PlainDate) => (await readFullDays(world.table, [{ siteId, date }]))({ siteId, date });
const dayOfSite = async (date: PlainDate) => (await fullDay(date)).record;
const stateOf = async (code: FamilyCode, date: PlainDate, childNumber = 1, unitId = unitIds.day) =>
  byChildAndDate(await readFamilyDays(world.table, code, { from: date, to: date }))(child(childNumber), date).units.get(
    unitKey(activityId, unitId),
  );

/** Everything that a closure of a scene's day must have brought about, and nothing more. */
async function expectClosed(
  { booked, waiting, date }: Scene,
  closure: Awaited<ReturnType<typeof decideClosure>>,
): Promise<void> {
  const { record, places } = await fullDay(date);
  expect([record.closed, places, [...record.counters.values()].map(({ used }) => used)]).toEqual([closure, [], [0, 0]]);
  expect(await readWaitingList(world.table, { siteId, date })).toEqual([]);
  expect(await stateOf(booked, date)).toMatchObject({ status: "none", reason: "dégât des eaux" });
  expect((await stateOf(booked, date))?.by).toBeUndefined();
  expect(await stateOf(booked, date, 2, unitIds.afternoon)).toMatchObject({ status: "none" });
  expect(await stateOf(waiting, date)).toMatchObject({ status: "none" });
  expect(await inconsistencies(world.table, [{ siteId, date }])).toEqual([]);
  const taken: string[] = [];
  for await (const [, all] of readClosedByFamily(world.table, siteId, closure))
    taken.push(
      ...all.map(({ familyCode: code, childId, unitId, had, kind }) => [code, childId, unitId, had, kind].join(" ")),
    );
  expect(taken.sort()).toEqual(
    [
      `${booked} E1 journee booked closure`,
      `${booked} E2 apres-midi booked closure`,
      `${waiting} E1 journee waiting closure`,
    ].sort(),
  );
  expect(await mailsTo(world.table, booked)).toEqual([
    {
      kind: "closed",
      facts: {
        siteName: "Les Tilleuls",
        kind: "closure",
        reason: "dégât des eaux",
        from: date,
        to: date,
        waited: [],
        cancelled: [
          { firstName: "Lou1", date, unitName: "Journée avec repas", activityName: "Mercredis" },
          { firstName: "Lou2", date, unitName: "Après-midi", activityName: "Mercredis" },
        ],
      },
    },
  ]);
  expect(await mailsTo(world.table, waiting)).toMatchObject([
    { kind: "closed", facts: { cancelled: [], waited: [{ firstName: "Lou1" }] } },
  ]);
  expect((await readClosureProgress(world.table, siteId, closure))?.done).toEqual({
    bookings: 2,
    waiting: 1,
    families: 2,
  });
}

describe("A day that is closed", () => {
  const date = freeWednesdays[0]!;
  let scene: Scene;
  beforeAll(async () => {
    scene = await newScene(date);
  });

  test("is told before: bookings, ranks, families", async () => {
    const { body } = await planning["closure.preview"]({
      ...asStaff,
      params: { siteId },
      query: { from: date, to: addDays(date, 2) },
    });
    expect(body).toEqual({ days: 3, bookings: 2, waiting: 1, children: 3, families: 2 });
  });

  test("loses its bookings and ranks, and each family is told once", async () => {
    const closure = await decideClosure(planning, { from: date, to: date });
    await follow(world.table, closure);
    await expectClosed(scene, closure);
    // The same record again, and the nightly look: nothing more.
    await follow(world.table, closure);
    expect(
      await resumeClosures(closureDependencies(world.table), await readCatalogue(world.table)),
    ).toBeLessThanOrEqual(1);
    await expectClosed(scene, closure);
    const { body } = await planning["planning.site"]({
      ...asStaff,
      params: { siteId },
      query: { from: date, to: date },
    });
    expect(body.days).toMatchObject([
      { date, closure: { id: closure, progress: { state: "done", bookings: 2, families: 2 } } },
    ]);
    // Their mails are written and nobody has sent them: while that is new they are on their way, then somebody must call.
    expect(body.days[0]?.closure?.progress).toMatchObject({ toCall: 0, onTheirWay: 2 });
    const later = await planningOver(world.table, () => plusSeconds(monday, 3600));
    const { closures } = (
      await later["planning.site"]({ ...asStaff, params: { siteId }, query: { from: date, to: date } })
    ).body;
    expect(closures.find(({ id: one }) => one === closure)?.progress).toMatchObject({ toCall: 2, onTheirWay: 0 });
    expect(body.days[0]?.closed).toContain("dégât des eaux");

    // Nobody books or joins while it stands; taken back, the day opens again and what was cancelled stays so.
    const own = guardian(await useCasesOver(world.table), scene.booked);
    expect((await own.book([line(1, date)])).lines).toMatchObject([
      { outcome: "refused", refusal: { code: "siteClosed" } },
    ]);
    await takeBack(planning, world.table, closure);
    expect((await dayOfSite(date)).closed).toBeNull();
    expect(await stateOf(scene.booked, date)).toMatchObject({ status: "none" });
    // Who lost something is told once that the day is open again, whatever the stream shows twice.
    const before = { ...keys.closure(siteId, closure), siteId, id: closure, from: date, to: date, version: 1 };
    await followClosure(closureDependencies(world.table), {
      before: { ...before, kind: "closure", reason: "dégât des eaux" },
      after: null,
    });
    for (const [code, lost] of [
      [
        scene.booked,
        [
          { firstName: "Lou1", date },
          { firstName: "Lou2", date },
        ],
      ],
      [scene.waiting, [{ firstName: "Lou1", date }]],
    ] as const)
      expect((await mailsTo(world.table, code)).filter(({ kind }) => kind === "reopened")).toMatchObject([
        { facts: { siteName: "Les Tilleuls", lost } },
      ]);
    const again = guardian(await useCasesOver(world.table), scene.booked);
    expect((await again.book([line(1, date)])).lines).toMatchObject([{ outcome: "booked" }]);
    // A late echo of the decision closes nothing.
    await closeDays(closureDependencies(world.table), siteId, closure);
    expect(await stateOf(scene.booked, date)).toMatchObject({ status: "booked" });
  });
});

test("A day whose closure is taken back is booked at once, by a process that still knows it closed", async () => {
  const date = addDays(wednesday, 7 * 27);
  const code = familyCode((made += 1));
  await putFamily(world.table, code, 1);
  const closure = await decideClosure(planning, { from: date, to: date });
  await follow(world.table, closure);
  const own = guardian(await useCasesOver(world.table), code);
  expect((await own.book([line(1, date)])).lines[0]?.refusal?.code).toBe("siteClosed");
  // The stream has shown nothing of it yet.
  await planning["closure.reopen"]({ ...asStaff, params: { siteId, closureId: closure } });
  expect((await own.book([line(1, date)])).lines).toMatchObject([{ outcome: "booked" }]);
  expect((await own.cancel([line(1, date)])).lines).toMatchObject([{ outcome: "cancelled" }]);
});

test("A process that dies between any two data calls of a closure leaves work that the next run ends, in the same state", async () => {
  let at = 0;
  const nextDate = (): PlainDate => freeWednesdays[1 + (at++ % (freeWednesdays.length - 1))]!;
  let calls = 0;
  for (let nth = 0, more = true; more; nth += 1) {
    const death = nthDeath(nth);
    const date = nextDate();
    const scene = await newScene(date);
    const closure = await decideClosure(planning, { from: date, to: date });
    world.faults.plan(death.plan);
    const died = await follow(world.table, closure).then(
      () => false,
      (error: unknown) => String(error).includes("The process has died"),
    );
    await world.faults.clear();
    more = death.met();
    calls = nth;
    expect(died).toBe(more);
    await follow(world.table, closure);
    await expectClosed(scene, closure);
    await takeBack(planning, world.table, closure);
  }
  expect(calls).toBeGreaterThan(15);
}, 600_000);

describe("A long closure", () => {
  test("goes on by itself, run after run, and tells each family once", async () => {
    const dates = [22, 23, 24, 25].map((weeks) => addDays(wednesday, 7 * weeks));
    const code = familyCode((made += 1));
    await putFamily(world.table, code, 1);
    const booked = await guardian(await useCasesOver(world.table), code).book(dates.map((date) => line(1, date)));
    expect(booked.lines.map(({ outcome }) => outcome)).toEqual(dates.map(() => "booked"));
    const closure = await decideClosure(planning, { from: dates[0]!, to: dates[3]! });
    expect(await follow(world.table, closure, 1)).toBe(4);
    expect(await mailsTo(world.table, code)).toMatchObject([{ facts: { cancelled: dates.map((date) => ({ date })) } }]);
    expect((await readClosureProgress(world.table, siteId, closure))?.done).toEqual({
      bookings: 4,
      waiting: 0,
      families: 1,
    });
    await takeBack(planning, world.table, closure);
  });
});

describe("What arrives while a day closes", () => {
  const date = addDays(wednesday, 7 * 26);

  test("a claim whose request is still under way never becomes a booking", async () => {
    const code = familyCode((made += 1));
    await putFamily(world.table, code, 1);
    const claimant = { familyCode: code, childId: child(1), activityId, unitId: unitIds.day };
    await claimPlace(
      world.table,
      { siteId, date },
      {
        claim: { ...claimant, generation: 0, requestToken: "underway" },
        pools: [{ id: `${activityId}/=journee`, capacity: 1 }],
      },
    );
    const closure = await decideClosure(planning, { from: date, to: date });
    await follow(world.table, closure);
    expect((await fullDay(date)).places).toEqual([]);
    expect(await stateOf(code, date)).toMatchObject({ status: "none", generation: 1 });
    expect(await mailsTo(world.table, code)).toEqual([]);

    // Somebody whose page did not know yet joins the list: taken off it, and told.
    const late = familyCode((made += 1));
    await putFamily(world.table, late, 1);
    const place = { familyCode: late, childId: child(1), activityId, unitId: unitIds.day, siteId, date };
    const empty = byChildAndDate([])(child(1), date);
    await joinWaitingList(
      world.table,
      place,
      empty,
      { requestToken: "late", at: monday, by: staffMember.login },
      { pools: [], seen: emptyDay },
    );
    const [waiting] = await readWaitingList(world.table, { siteId, date });
    await leaveClosedDay(closureDependencies(world.table), waiting!, closure);
    expect(await readWaitingList(world.table, { siteId, date })).toEqual([]);
    expect(await stateOf(late, date)).toMatchObject({ status: "none" });
    expect(await mailsTo(world.table, late)).toMatchObject([{ kind: "closed", facts: { waited: [{ date }] } }]);
    await takeBack(planning, world.table, closure);
  });
});

describe("Two decisions about one day", () => {
  const date = addDays(wednesday, 7 * 27);

  test("are refused to staff, in words", async () => {
    await decideClosure(planning, { from: date, to: addDays(date, 1) });
    await expect(decideClosure(planning, { from: addDays(date, 1), to: addDays(date, 5) })).rejects.toMatchObject({
      code: "request.invalid",
      details: { detail: expect.stringContaining("dégât des eaux") as string },
    });
  });

  test("when the catalogue's file makes them, a day stays shut until both are gone", async () => {
    const other = addDays(date, 14);
    const closure = await decideClosure(planning, { from: other, to: other });
    const fromFile = {
      siteId,
      id: "fermeture-annuelle",
      from: other,
      to: other,
      kind: "closure",
      reason: "fermeture annuelle",
    };
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: { ...keys.closure(siteId, fromFile.id as never), entity: "closure", ...fromFile, version: 1 },
      }),
    );
    await follow(world.table, closure);
    await takeBack(planning, world.table, closure);
    expect((await dayOfSite(other)).closed).toBe("fermeture-annuelle");
  });

  test("when the catalogue's file makes them late, days that are over stay as they took place", async () => {
    const past = addDays(wednesday, -14);
    const [code, coming] = [familyCode((made += 1)), addDays(wednesday, 7)];
    await putFamily(world.table, code);
    const useCases = await useCasesOver(world.table, () => id("Instant", "2026-11-02T08:00:00Z"));
    expect(
      (await guardian(useCases, code).book([line(1, past), line(1, coming)])).lines.map(({ outcome }) => outcome),
    ).toEqual(["booked", "booked"]);
    const fromFile = { siteId, id: "inondation-2026", from: past, to: coming, kind: "closure", reason: "inondation" };
    await world.table.client.send(
      new PutCommand({
        TableName: world.table.name,
        Item: { ...keys.closure(siteId, id("ClosureId", fromFile.id)), entity: "closure", ...fromFile, version: 1 },
      }),
    );
    await follow(world.table, id("ClosureId", fromFile.id));
    expect([(await stateOf(code, past))?.status, (await stateOf(code, coming))?.status]).toEqual(["booked", "none"]);
    await world.table.client.send(
      new DeleteCommand({ TableName: world.table.name, Key: keys.closure(siteId, id("ClosureId", fromFile.id)) }),
    );
  });
});

describe("A decision", () => {
  test("sent twice is one; with other days under the same key it is refused", async () => {
    const date = addDays(wednesday, 7 * 28);
    const idempotencyKey = newKey();
    const close = (reason: string) =>
      planning["closure.close"]({
        ...asStaff,
        params: { siteId },
        body: { idempotencyKey, from: date, to: date, kind: "strike", reason },
      });
    const [one, two] = [await close("grève"), await close("grève")];
    expect(two.body).toEqual(one.body);
    await expect(close("autre motif")).rejects.toMatchObject({ code: "idempotencyKey.reused" });
    // Taken back, the same request again does not close the day again.
    await takeBack(planning, world.table, one.body.id);
    await close("grève");
    expect((await readCatalogue(world.table)).sites[0]?.closures.map((closure) => closure.id)).not.toContain(
      one.body.id,
    );
    // Taken back twice is once; one that never was is not found.
    await planning["closure.reopen"]({ ...asStaff, params: { siteId, closureId: one.body.id } });
    await expect(
      planning["closure.reopen"]({ ...asStaff, params: { siteId, closureId: "jamais-vue" as never } }),
    ).rejects.toMatchObject({ code: "notFound" });
  });

  test.each([
    ["in the past", "2026-11-22", "2026-11-25", "from"],
    ["upside down", "2026-12-10", "2026-12-09", "to"],
    ["of more than a year", "2026-12-10", "2028-01-09", "to"],
  ] as const)("%s is refused, and says which field", async (_, from, to, field) => {
    await expect(decideClosure(planning, { from: from as PlainDate, to: to as PlainDate })).rejects.toMatchObject({
      code: "request.invalid",
      details: { errors: [{ field }] },
    });
  });
});
