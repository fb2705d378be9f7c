/** A child who leaves a household: asked by the family, decided by the office, settled and done in its time, for good. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endChildStay, planChildDeparture } from "../../../functions/family/follow/end-child-stays.ts";
import { secondsToTakeBack } from "../../../functions/family/follow/end-stays.ts";
import type { FieldValue } from "../../../functions/family/rules/field-values.ts";
import type { SaidFamily } from "../../../functions/family/rules/family-merge.ts";
import { putFamily } from "../../../functions/family/store/family-entry.ts";
import { instantOf, plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type FamilyCode, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { localToInstant } from "../../../functions/kernel/time.ts";
import * as keys from "../../../functions/table/keys.ts";
import { readRecord } from "../../../functions/table/read.ts";
import { everyDeath } from "../booking/faults.ts";
import { changed, tableFollower } from "../booking/stream.ts";
import {
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
} from "../booking/support.ts";
import { desk, enrolling, enrolmentIn, heldIn, type Desk } from "../enrolment/support.ts";
import { mailsTo, recordsOf } from "../planning/support.ts";
import { requestDesk, type RequestDesk } from "./support.ts";
import { refused } from "../../support/refused.ts";

let world: World;
let at: RequestDesk;
let enrolments: Desk;
beforeAll(async () => {
  world = await openWorld(enrolling());
  [at, enrolments] = await Promise.all([requestDesk(world), desk(world.table)]);
});
afterAll(() => world.end());

const childId = child(1);
const today = id("PlainDate", "2026-11-23");
const asking = (from: string, why = "movedAway") => ({
  section: "childLeaving" as const,
  childId,
  changes: Object.entries({ from, why }).map(([field, value]) => ({ field, seen: null as FieldValue, value })),
});
const staying = (from: string, why = "movedAway") => ({
  section: "childLeaving" as const,
  childId,
  changes: Object.entries({ from, why }).map(([field, seen]) => ({ field, seen, value: null as FieldValue })),
});
const recordOf = (code: FamilyCode) => readRecord(world.table, keys.child(code, childId));
const hasChild = async (code: FamilyCode) => (await at.family(code)).children.some(({ id: one }) => one === childId);
const bookings = async (code: FamilyCode) => {
  const own = guardian(await useCasesOver(world.table), code);
  const all = await Promise.all([wednesday, nextWednesday].map((date) => own.list(date)));
  return all.flatMap((one) => one.bookings.map(({ date }) => date));
};
const book = async (code: FamilyCode, ...dates: readonly PlainDate[]) => {
  const own = guardian(await useCasesOver(world.table), code);
  return (await own.book(dates.map((date) => line(1, date)))).lines.map(
    ({ outcome, refusal }) => refusal?.code ?? outcome,
  );
};
/** A family whose child is enrolled and has booked two Wednesdays. */
async function enrolled() {
  const code = await world.newFamily();
  const enrolment = await enrolments.enter(code);
  expect(await book(code, wednesday, nextWednesday)).toEqual(["booked", "booked"]);
  return { code, enrolment };
}
/** Delivers what the stream shows of the child since `before`, and of the acts that follow, twice. */
async function follow(code: FamilyCode, before: Readonly<Record<string, unknown>>, now: Instant): Promise<void> {
  const follower = tableFollower(world.table, () => now);
  const deliver = async (key: keys.Key, was: Readonly<Record<string, unknown>>): Promise<void> => {
    const { batchItemFailures } = await follower(await changed(world.table, key, was));
    // It says which records to bring again, and not why: of a process that has died, all.
    if (batchItemFailures.length > 0) throw new Error("The stream's function failed: The process has died?");
  };
  for (let times = 0; times < 2; times += 1) {
    await deliver(keys.child(code, childId), before);
    for (const { requestToken } of await recordsOf(world.table, code, "ACT#"))
      await deliver(keys.officeAct(code, String(requestToken)), {});
  }
}
const settle = (code: FamilyCode, now: Instant) =>
  endChildStay({ table: world.table, clock: () => now }, { familyCode: code, leavingChild: childId });
const soon = plusSeconds(monday, secondsToTakeBack);
const told = async (code: FamilyCode) => (await mailsTo(world.table, code)).filter(({ kind }) => kind === "childLeft");
const dayAfter = (day: PlainDate): Instant => localToInstant(day, "00:05");

describe("A child's departure", () => {
  test("asked by the family waits for the office; settled, it gives up what comes after and ends the enrolment; on its day the child is gone", async () => {
    const { code, enrolment } = await enrolled();
    const { sent } = await at.send(code, asking(nextWednesday));
    if (sent === undefined) throw new Error("It is checked");
    expect(await bookings(code)).toEqual([wednesday, nextWednesday]);
    await at.accept(await at.open(code, sent));
    // Decided: nothing is given up while it can be taken back, and nothing more is booked from that day on.
    expect(await book(code, id("PlainDate", "2027-01-06"))).toEqual(["leaves"]);
    await settle(code, plusSeconds(monday, 5));
    expect(await recordOf(code)).not.toHaveProperty("leaving.settledAt");

    const before = await recordOf(code);
    await settle(code, soon);
    await follow(code, before ?? {}, soon);
    expect(await bookings(code)).toEqual([wednesday]);
    expect((await enrolmentIn(world.table, code, enrolment))?.state).toEqual({ status: "ended", from: nextWednesday });
    expect(await heldIn(world.table, code)).toMatchObject([{ to: "2026-12-08" }]);
    expect(await told(code)).toMatchObject([{ facts: { lines: [{ date: nextWednesday }] } }]);
    expect((await mailsTo(world.table, code)).map(({ kind }) => kind)).not.toContain("enrolmentEnded");
    expect(await hasChild(code)).toBe(true);

    const settled = await recordOf(code);
    await settle(code, dayAfter(nextWednesday));
    await follow(code, settled ?? {}, dayAfter(nextWednesday));
    expect(await hasChild(code)).toBe(false);
    expect(await recordOf(code)).toMatchObject({ left: { at: dayAfter(nextWednesday) } });
    // What it had stays with it: the bookings of before are there for the sheet of their day, and for the bill.
    expect(await bookings(code)).toEqual([wednesday]);
    expect(await told(code)).toHaveLength(1);
  });

  test("past the deadline, what the family gives up stays booked, and what staff takes out does not", async () => {
    const [asked, taken] = [await enrolled(), await enrolled()];
    // After the deadline of the first Wednesday, before that of the second.
    const late = instantOf(Date.parse("2026-12-01T11:00:00Z"));
    const then = await requestDesk(world, () => late);
    const { sent } = await then.send(asked.code, asking("2026-12-01"));
    if (sent === undefined) throw new Error("It is checked");
    await then.accept(await then.open(asked.code, sent));
    await then.change(taken.code, asking("2026-12-01", "other"), "Radié de l’école");
    for (const { code } of [asked, taken]) {
      const before = await recordOf(code);
      await settle(code, plusSeconds(late, secondsToTakeBack));
      await follow(code, before ?? {}, plusSeconds(late, secondsToTakeBack));
      expect(await hasChild(code)).toBe(false);
    }
    expect(await bookings(asked.code)).toEqual([wednesday]);
    expect(await bookings(taken.code)).toEqual([]);
  });

  test("settles once, wherever the process dies while it settles and while what follows is done, and that is done again", async () => {
    const scenes = await everyDeath(world.faults, async (dying) => {
      const { code, enrolment } = await enrolled();
      await at.change(code, asking(nextWednesday));
      const before = await recordOf(code);
      const settling = async () => {
        await settle(code, soon);
        await follow(code, before ?? {}, soon);
      };
      await dying(settling);
      // What comes before the day of leaving is nobody's to give up, whatever was done.
      expect(await bookings(code)).toContain(wednesday);
      await settling();
      expect(await bookings(code)).toEqual([wednesday]);
      expect((await enrolmentIn(world.table, code, enrolment))?.state).toEqual({
        status: "ended",
        from: nextWednesday,
      });
      expect(await told(code)).toHaveLength(1);
      expect(await hasChild(code)).toBe(true);
    });
    expect(scenes).toBeGreaterThan(9);
  }, 120_000);

  test("taken back within seconds, or before its day, is none", async () => {
    const { code } = await enrolled();
    const { sent } = await at.send(code, asking(nextWednesday));
    if (sent === undefined) throw new Error("It is checked");
    const accepted = await at.accept(await at.open(code, sent));
    await at.undo(accepted);
    await settle(code, dayAfter(nextWednesday));
    expect(await hasChild(code)).toBe(true);
    await at.change(code, asking(nextWednesday));
    await at.change(code, staying(nextWednesday), "Il reste finalement");
    await settle(code, dayAfter(nextWednesday));
    expect(await hasChild(code)).toBe(true);
    expect(await bookings(code)).toEqual([wednesday, nextWednesday]);
  });

  test("is refused of a day that is over, or without a reason, and where nobody knows the child", async () => {
    const code = await world.newFamily();
    for (const [from, words] of [
      ["2026-11-22", "jours passés"],
      ["2028-11-22", "vérifiez l’année"],
    ] as const)
      expect((await refused(at.send(code, asking(from)))).details.errors).toEqual([
        { field: "values.from", message: expect.stringContaining(words) as string },
      ]);
    const { changes, ...of } = asking(today);
    expect((await refused(at.send(code, { ...of, changes: changes.slice(0, 1) }))).details.errors).toEqual([
      { field: "values.why", message: expect.stringContaining("obligatoire") as string },
    ]);
    expect((await refused(at.send(code, { ...asking(today), childId: child(9) }))).code).toBe("notFound");
  });

  test("is of one household: the other keeps the child, what it has booked and its own file", async () => {
    const [{ code }, { code: other }] = [await enrolled(), await enrolled()];
    await shareChild(world.table, [code, other]);
    await at.change(code, asking(today, "otherHousehold"));
    await settle(code, soon);
    expect(await hasChild(code)).toBe(false);
    expect(await hasChild(other)).toBe(true);
    expect(await bookings(other)).toEqual([wednesday, nextWednesday]);
    const [own] = (await at.list(code)).requests;
    expect(own).toMatchObject({ title: "Départ d’un enfant", state: "done" });
  });

  test("is planned once for each of its two moments, and again when it is moved", async () => {
    const put: string[] = [];
    const leaving = { from: nextWednesday, why: "other", at: monday, by: "AGENT.UN" };
    const record = (before: unknown, after: unknown) => ({
      entity: "child" as const,
      pk: "FAMILY#X",
      before: before === undefined ? null : { id: childId, leaving: before },
      after: { id: childId, ...(after === undefined ? {} : { leaving: after }) },
    });
    const plan = (before: unknown, after: unknown) =>
      planChildDeparture(
        {
          endChildStayLater: (_, name, moment) => {
            put.push(`${name} ${moment}`);
            return Promise.resolve();
          },
        },
        record(before, after),
        id("FamilyCode", "X123"),
      );
    await plan({ from: nextWednesday, why: "other", at: monday, by: "AGENT.UN" }, { ...leaving, settledAt: soon });
    await plan(leaving, undefined);
    expect(put).toEqual([]);
    await plan(undefined, leaving);
    expect(put.map((one) => one.split(" ").at(-1))).toEqual([soon, localToInstant(nextWednesday, "00:01")]);
    await plan(leaving, { ...leaving, from: today });
    expect(put).toHaveLength(3);
  });
});

describe("A child who has left", () => {
  test("comes back under its code with what its record holds, and goes again when that is taken back", async () => {
    const { code } = await enrolled();
    await at.change(code, {
      section: "child",
      childId,
      // As people are called: nobody's name has figures.
      changes: [
        { field: "firstName", seen: "Lou1", value: "Lou" },
        { field: "lastName", seen: `Durand ${code}`, value: "Durand" },
      ],
    });
    await at.change(code, asking(today, "mistake"));
    await settle(code, soon);
    expect(await hasChild(code)).toBe(false);
    const known = await recordOf(code);
    const { sent } = await at.send(code, {
      section: "newChild",
      changes: Object.entries({
        arrival: "movingIn",
        firstName: "Lou",
        lastName: String(known?.["lastName"]),
        birthDate: String(known?.["birthDate"]),
      }).map(([field, value]) => ({ field, seen: null, value })),
    });
    if (sent === undefined) throw new Error("It is checked");
    const accepted = await at.accept(await at.open(code, sent));
    expect((await at.family(code)).children.map(({ id: one }) => one)).toEqual([childId]);
    await at.undo(accepted);
    expect(await hasChild(code)).toBe(false);
    expect(await recordOf(code)).toMatchObject({ left: known?.["left"], leaving: known?.["leaving"] });
    await at.accept(await at.open(code, sent));
    expect(await hasChild(code)).toBe(true);
    expect(await book(code, wednesday)).not.toEqual(["leaves"]);
  });

  test("is not brought back by the town's file, which is told where it says more", async () => {
    const code = id("FamilyCode", "IMPLV1");
    const said = (grade: string): SaidFamily => ({
      household: {
        code,
        guardians: [{ id: id("GuardianId", "1"), firstName: "Anne", lastName: "Roux", payer: true }],
        address: { lines: ["1 rue Basse"], postcode: "45300", town: "Pithiviers" },
        resident: true,
      },
      children: [{ id: childId, firstName: "Léo", lastName: "Roux", birthDate: id("PlainDate", "2018-03-14"), grade }],
    });
    await putFamily(world.table, said("CE1"), monday);
    await at.change(code, asking(today, "mistake"));
    await settle(code, soon);
    expect(await putFamily(world.table, said("CE1"), monday)).toMatchObject({ outcome: "unchanged", kept: [] });
    expect(await putFamily(world.table, said("CE2"), monday)).toMatchObject({ kept: [{ field: "left" }] });
    expect(await hasChild(code)).toBe(false);
  });
});
