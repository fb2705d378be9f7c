/** Calling the children of a day: two tablets, taps that come twice, what is undone, and the night. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeRollCalls } from "../../../functions/attendance/follow/close-days.ts";
import {
  attendanceAct,
  attendanceLook,
  attendanceOwn,
  type ActSent,
} from "../../../functions/attendance/contract/routes.ts";
import { nothingNoted } from "../../../functions/attendance/rules/marks.ts";
import {
  decideAttendance,
  readDayAttendance,
  readRollCallDay,
} from "../../../functions/attendance/store/attendance.ts";
import { attendanceActUseCases } from "../../../functions/attendance/use-cases/act.ts";
import { attendanceLookUseCases } from "../../../functions/attendance/use-cases/look.ts";
import { attendanceOwnUseCases } from "../../../functions/attendance/use-cases/own.ts";
import type { AbsenceRules } from "../../../functions/catalogue/rules/absence-rules.ts";
import { absenceRulesOf } from "../../../functions/catalogue/store/absence-record.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { catalogueCache } from "../../../functions/catalogue/store/catalogue-cache.ts";
import { daySheetUseCases } from "../../../functions/day-sheet/use-cases/index.ts";
import type { UseCases } from "../../../functions/http/call.ts";
import { rate } from "../../../functions/kernel/exact.ts";
import { id, type ChildId, type FamilyCode, type Instant, type UnitId } from "../../../functions/kernel/ids.ts";
import { addDays, localToInstant, type LocalTime } from "../../../functions/kernel/time.ts";
import type { Table } from "../../../functions/table/table.ts";
import { diesAt } from "../booking/faults.ts";
import { staffSession } from "../booking/http.ts";
import {
  activityId,
  catalogueWith,
  child,
  familyCode,
  guardian,
  guardianOf,
  line,
  newKey,
  openWorld,
  putFamily,
  shell,
  siteId,
  unitIds,
  useCasesOver,
  wednesday,
  type World,
} from "../booking/support.ts";
import { repair } from "../booking/stream.ts";

let world: World;
const families = [familyCode(1), familyCode(2), familyCode(3)] as const;
let now: Instant;
const at = (time: LocalTime, date = wednesday): void => {
  now = localToInstant(date, time);
};

/** One tablet: a process of its own. */
async function tablet(table: Table = world.another().table) {
  const catalogue = catalogueCache(
    () => readCatalogue(table, { absenceRulesOf }),
    () => now,
  );
  await catalogue.latest();
  const dependencies = {
    table,
    catalogue,
    clock: () => now,
    schoolZone: "B",
    isBilled: () => Promise.resolve(false),
  } as const;
  const acts = attendanceActUseCases(dependencies);
  const looks = { ...attendanceLookUseCases(dependencies), ...daySheetUseCases(dependencies) };
  const own = attendanceOwnUseCases(dependencies);
  const asStaff = { ...shell, session: staffSession };
  return {
    note: async (act: ActSent, called: readonly Called[], { tap = newKey(), date = wednesday } = {}) =>
      (
        await acts["attendance.note"]({
          ...asStaff,
          params: { siteId, date },
          body: { tap, act, children: called.map((one) => ({ ...one, units: [...one.units] })) },
        })
      ).body.children,
    reopen: async (reason: string, date = wednesday) =>
      (await acts["attendance.reopen"]({ ...asStaff, params: { siteId, date }, body: { reason } })).body,
    sheet: async (date = wednesday) =>
      (await looks["day-sheet.read"]({ ...asStaff, params: { siteId, date }, body: undefined })).body,
    steps: async ({ familyCode: code, childId }: Called) =>
      (
        await looks["attendance.steps"]({
          ...asStaff,
          params: { siteId, date: wednesday, familyCode: code, childId },
          body: undefined,
        })
      ).body.steps,
    foresee: async (code: FamilyCode, lines: readonly ReturnType<typeof line>[]) =>
      (
        await own["attendance.foresee"]({
          ...shell,
          session: guardianOf(code),
          body: { kind: "justified", lines: [...lines] },
        })
      ).body.lines,
    own: async (code: FamilyCode) =>
      (
        await own["attendance.own"]({
          ...shell,
          session: guardianOf(code),
          query: { from: addDays(wednesday, -7), to: addDays(wednesday, 7) },
          body: undefined,
        })
      ).body.days,
  };
}
// Every route of the subject is called here.
type Covered = UseCases<typeof attendanceAct & typeof attendanceLook & typeof attendanceOwn>;
const covered: readonly (keyof Covered)[] = [
  "attendance.note",
  "attendance.reopen",
  "attendance.steps",
  "attendance.foresee",
  "attendance.certificates",
  "attendance.own",
];

interface Called {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
  readonly units: readonly { readonly activityId: typeof activityId; readonly unitId: UnitId }[];
}
const called = (code: FamilyCode, number = 1, unitId: UnitId = unitIds.day): Called => ({
  familyCode: code,
  childId: child(number),
  units: [{ activityId, unitId }],
});
const here = (time: LocalTime): ActSent => ({ what: "here", time });
const gone = (time: LocalTime): ActSent => ({ what: "gone", time });

beforeAll(async () => {
  const { activities, ...town } = catalogueWith(40);
  const rules: AbsenceRules = {
    id: id("AbsenceRulesId", "mercredis"),
    name: "Mercredis",
    kinds: {
      justified: {
        share: rate(1_000_000),
        certificate: [{ within: { number: 72, unit: "hours" }, waiting: null }],
        waiting: null,
      },
    },
  };
  world = await openWorld({
    ...town,
    activities: activities.map((activity) => ({ ...activity, absences: rules.id })),
    absences: [rules],
  });
  for (const code of families) await putFamily(world.table, code, 2);
  const parents = await useCasesOver(world.table);
  for (const date of [wednesday, addDays(wednesday, 7)])
    for (const code of families) await guardian(parents, code).book([line(1, date)]);
  for (const code of families)
    await repair(
      world.table,
      code,
      [wednesday, addDays(wednesday, 7)].map((date) => ({ siteId, date })),
    );
});
afterAll(() => world.end());

const [one, two, three] = families;
const markOf = async (code: FamilyCode, number = 1) => {
  const { children } = await readDayAttendance(world.table, { siteId, date: wednesday }, { consistent: true });
  const own = children.find(({ familyCode: of, childId }) => of === code && childId === child(number));
  return own ? Object.fromEntries(own.marks) : null;
};

test("what an absence would leave due is said before it is declared, with a certificate and without", async () => {
  at("09:00", addDays(wednesday, -1));
  const first = await tablet();
  const [told, ...others] = await first.foresee(one, [line(1, wednesday), line(2, wednesday)]);
  // The second child has booked nothing.
  expect(others).toEqual([]);
  expect(told).toMatchObject({ ...line(1, wednesday), share: 100, certified: 0 });
  expect(told?.sentence).toContain("Sans justificatif");
  // Nothing was written.
  expect(await markOf(one)).toBeNull();
});

describe("Calling the children of a day", () => {
  test("every route of the subject is called in this file", () => {
    expect(covered).toEqual([...Object.keys({ ...attendanceAct, ...attendanceLook, ...attendanceOwn })]);
  });

  test("nothing is noted ahead: neither a day to come nor an hour to come", async () => {
    at("09:00", addDays(wednesday, -1));
    const first = await tablet();
    await expect(first.note(here("08:30"), [called(one)])).rejects.toMatchObject({ code: "notPossible" });
    expect((await first.sheet()).rollCall).toEqual({ state: "future" });
    at("08:30");
    await expect(first.note(here("08:31"), [called(one)])).rejects.toMatchObject({ code: "request.invalid" });
    expect(await markOf(one)).toBeNull();
  });

  test("several children in one act, one request a hundred to know them, and the sheet says it", async () => {
    at("08:31");
    const process = world.another();
    const first = await tablet(process.table);
    process.calls.take();
    const answer = await first.note(here("08:31"), [called(one), called(two)]);
    const { calls } = process.calls.take();
    expect(answer.map(({ outcome }) => outcome)).toEqual(["noted", "noted"]);
    expect(calls.map(({ name }) => name).sort()).toEqual(["BatchGetItem", "BatchGetItem", "PutItem", "PutItem"]);
    const { children, rollCall } = await first.sheet();
    expect(rollCall).toEqual({ state: "open" });
    expect(children.map(({ units }) => units.map(({ mark }) => mark))).toEqual([
      [{ arrived: "08:31" }],
      [{ arrived: "08:31" }],
      [undefined],
    ]);
  });

  test("a tap that arrives again is noted once, also when its answer was lost", async () => {
    at("08:40");
    const tap = newKey();
    const process = world.another();
    const cut = await tablet(process.table);
    process.faults.plan(({ name }) => (name === "PutItem" ? { when: "after", error: new Error("cut off") } : null));
    await expect(cut.note(here("08:35"), [called(three)], { tap })).rejects.toThrow("cut off");
    await process.faults.clear();
    const [again] = await cut.note(here("08:35"), [called(three)], { tap });
    expect(again).toMatchObject({ outcome: "noted", revision: 1, marks: [{ mark: { arrived: "08:35" } }] });
    expect(await cut.steps(called(three))).toHaveLength(1);
  });

  test("of two tablets at once none loses a tap", async () => {
    at("12:00");
    const tablets = await Promise.all([tablet(), tablet(), tablet()]);
    const unitsOf = [unitIds.day, unitIds.morning, unitIds.afternoon];
    await Promise.all(
      tablets.map((own, rank) => own.note(here("11:00"), [called(one, 2, unitsOf[rank] ?? unitIds.day)])),
    );
    expect(Object.keys((await markOf(one, 2)) ?? {})).toHaveLength(3);
    expect(await tablets[0].steps(called(one, 2))).toHaveLength(3);
  });

  test("forty children who came and left cost the sheet two units more, a fifth of one for four children", async () => {
    const day = { siteId, date: addDays(wednesday, 14) };
    const unit = unitKey(activityId, unitIds.day);
    const [arrived, left] = ["08:31", "17:45"] as const;
    const by = { by: staffSession.login, byName: "Claire Dubois-Lefebvre" };
    const morning = localToInstant(day.date, arrived);
    for (let number = 1; number <= 40; number += 1) {
      const key = { ...day, familyCode: familyCode(200 + number), childId: child(number) };
      await decideAttendance(world.table, key, nothingNoted(key), (current) => ({
        kind: "write",
        attendance: {
          ...current,
          revision: 2,
          marks: new Map([[unit, { arrived, left }]]),
          steps: [
            { id: newKey(), at: morning, ...by, what: "here", was: new Map([[unit, null]]) },
            { id: newKey(), at: morning, ...by, what: "gone", was: new Map([[unit, { arrived }]]) },
          ],
        },
      }));
    }
    const process = world.another();
    process.calls.take();
    expect((await readDayAttendance(process.table, day)).children).toHaveLength(40);
    expect(process.calls.take().readUnits).toBeLessThanOrEqual(2);
  });

  test("who came without a booking is on the sheet, by name, and counts among nobody expected", async () => {
    const first = await tablet();
    const { children, expected } = await first.sheet();
    const guest = children.find(({ childId, familyCode: code }) => code === one && childId === child(2));
    expect(guest).toMatchObject({ firstName: "Lou2", contacts: [{ phone: "06 12 34 56 78" }] });
    expect(guest?.units).toHaveLength(3);
    for (const { status, mark } of guest?.units ?? []) expect([status, mark?.unbooked]).toEqual(["none", true]);
    expect(expected.booked).toBe(3);
  });

  test("a child that the household does not have is refused, and so is a unit of another site", async () => {
    const first = await tablet();
    const [answer] = await first.note(here("11:30"), [called(one, 9)]);
    expect(answer).toMatchObject({ outcome: "refused", marks: [] });
    await expect(
      first.note(here("11:30"), [{ ...called(one), units: [{ activityId, unitId: id("UnitId", "nuit") }] }]),
    ).rejects.toMatchObject({ code: "request.invalid" });
  });

  test("an act is undone for all its children but those of whom somebody has noted something since", async () => {
    at("17:45");
    const [first, second] = await Promise.all([tablet(), tablet()]);
    const tap = newKey();
    await first.note(gone("17:40"), [called(one), called(two)], { tap });
    await second.note({ what: "times", arrived: "08:31", left: "17:30" }, [called(two)]);
    const undoing = newKey();
    const answers = await first.note({ what: "undo", tap }, [called(one), called(two)], { tap: undoing });
    expect(answers.map(({ outcome }) => outcome)).toEqual(["noted", "refused"]);
    expect(answers[1]?.sentence).toContain("noté depuis");
    expect(Object.values((await markOf(one)) ?? {})).toEqual([{ arrived: "08:31" }]);
    expect(Object.values((await markOf(two)) ?? {})).toEqual([{ arrived: "08:31", left: "17:30" }]);
    // Undoing is a step that is kept, and can be taken back.
    expect((await first.steps(called(one))).map(({ what }) => what)).toEqual(["undo", "gone", "here"]);
    await first.note({ what: "undo", tap: undoing }, [called(one)]);
    expect(Object.values((await markOf(one)) ?? {})).toEqual([{ arrived: "08:31", left: "17:40" }]);
  });

  test("families see the real times, of their own children only", async () => {
    const first = await tablet();
    expect(await first.own(two)).toEqual([
      {
        date: wednesday,
        childId: child(1),
        activityId,
        unitId: unitIds.day,
        unitName: "Journée avec repas",
        siteName: "Les Tilleuls",
        mark: { arrived: "08:31", left: "17:30" },
      },
    ]);
    expect(await first.own(familyCode(9)).catch((error: unknown) => String(error))).toContain("not in the table");
  });
});

describe("At night", () => {
  const close = async (table: Table = world.table) =>
    closeRollCalls({ table, clock: () => now }, await readCatalogue(world.table));

  test("a death at every call: the next night goes on, and writes each thing once", async () => {
    at("03:15", addDays(wednesday, 1));
    const process = world.another();
    for (let index = 0; index < 60; index += 1) {
      process.faults.plan(diesAt(index, index % 2 === 0 ? "after" : "before"));
      const died = await close(process.table).then(
        () => false,
        () => true,
      );
      await process.faults.clear();
      if (!died) break;
    }
    await close();
    expect(await readRollCallDay(world.table, { siteId, date: wednesday })).toMatchObject({
      state: "closed",
      left: 2,
      absent: 0,
    });
    expect(Object.values((await markOf(three)) ?? {})).toEqual([{ arrived: "08:35", left: "18:00", byNight: "left" }]);
    expect(Object.values((await markOf(one)) ?? {})).toEqual([{ arrived: "08:31", left: "17:40" }]);
    const first = await tablet();
    expect((await first.steps(called(three))).map(({ what }) => what)).toEqual(["night", "here"]);
    expect(await close()).toBe(0);
  });

  test("the sheet says so, and nothing is noted until staff opens it again and says why", async () => {
    const first = await tablet();
    expect((await first.sheet()).rollCall).toMatchObject({ state: "closed", left: 2, absent: 0 });
    const times: ActSent = { what: "times", arrived: "08:35", left: "17:50" };
    await expect(first.note(times, [called(three)])).rejects.toMatchObject({ code: "notPossible" });
    expect(await first.reopen("Départ oublié")).toMatchObject({
      state: "open",
      reopened: { reason: "Départ oublié" },
    });
    // Pressed twice.
    expect(await first.reopen("Départ oublié")).toMatchObject({ state: "open" });
    await expect(first.reopen("Autre motif")).rejects.toMatchObject({ code: "notPossible" });
    await first.note(times, [called(three)]);
    expect(await close()).toBe(1);
    expect(Object.values((await markOf(three)) ?? {})).toEqual([{ arrived: "08:35", left: "17:50" }]);
  });

  test("where nobody was called nobody is absent; where some were, who was not is, unless the family had said so", async () => {
    const next = addDays(wednesday, 7);
    at("03:15", addDays(next, 1));
    expect(await close()).toBe(0);
    at("20:00", next);
    const parents = await useCasesOver(world.table, () => localToInstant(next, "07:00"));
    await parents["booking.absences"]({
      ...shell,
      session: guardianOf(two),
      body: { idempotencyKey: newKey(), lines: [{ ...line(1, next), kind: "justified" }] },
    });
    const first = await tablet();
    await first.note(here("08:31"), [called(one)], { date: next });
    at("03:15", addDays(next, 1));
    expect(await close()).toBe(1);
    const { children } = await readDayAttendance(world.table, { siteId, date: next }, { consistent: true });
    expect(children.map(({ familyCode: code, marks }) => [code, [...marks.values()]])).toEqual([
      [one, [{ arrived: "08:31", left: "18:00", byNight: "left" }]],
      [three, [{ absent: "unannounced", byNight: "absent" }]],
    ]);
  });
});
