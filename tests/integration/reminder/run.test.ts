/** A reminder's run over all families: whom it tells, once, whatever dies, runs twice or takes long. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readCatalogue } from "../../../functions/catalogue/store/catalogue.ts";
import { movedOpenings } from "../../../functions/reminder/rules/reminders.ts";
import { id, type FamilyCode, type Instant } from "../../../functions/kernel/ids.ts";
import {
  runReminder,
  reminderMessages,
  longestCall,
  pageSize,
} from "../../../functions/reminder/follow/run-reminder.ts";
import { functions } from "../../../functions/manifest.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import { longestTurn, readRun, takeSendingTime } from "../../../functions/reminder/store/reminder-runs.ts";
import { putReminderPreference } from "../../../functions/reminder/store/reminder-preferences.ts";
import { markClosed } from "../../../functions/account-closing/store/closed-accounts.ts";
import { emptyDay } from "../../../functions/booking/store/day-record.ts";
import { joinWaitingList } from "../../../functions/booking/store/waiting-list.ts";
import { emptyChildDay } from "../../../functions/booking/rules/child-day.ts";
import { plusHours } from "../../../functions/kernel/time.ts";
import { nthDeath } from "../booking/faults.ts";
import { asStaff, planningOver } from "../planning/support.ts";
import { activityId, child, line, monday, newKey, openWorld, siteId, unitIds, type World } from "../booking/support.ts";
import {
  activityWith,
  catalogueWithWindow,
  code,
  familyOf,
  forget,
  inputOf,
  mailsTo,
  moveWindow,
  onlyRun,
  opening,
  putFamilies,
  reminderOf,
  runsOver,
  timeFrom,
} from "./support.ts";

const guardian = (rank: string, email?: string) => ({
  id: id("GuardianId", rank),
  firstName: "Alex",
  lastName: "Durand",
  payer: rank === "1",
  ...(email === undefined ? {} : { email }),
});
const born = (birthDate: string) => ({ birthDate: id("PlainDate", birthDate) });
const january = id("PlainDate", "2027-01-06");

/** Families by what they stand for. */
const [told, tooOld, booked, waiting, siblings, noAddress, unwilling, twoAdults, elsewhere, closed] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
].map(code) as readonly FamilyCode[] as readonly [
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
  FamilyCode,
];

async function putTown({ table }: World): Promise<void> {
  await putFamilies(table, [
    familyOf(1),
    familyOf(2, {}, [born("2010-01-01")]),
    familyOf(3),
    familyOf(4),
    familyOf(5, {}, [{ firstName: "Lou" }, { firstName: "Zoé" }, born("2010-01-01")]),
    familyOf(6, { guardians: [guardian("1")] }),
    familyOf(7),
    familyOf(8, { guardians: [guardian("1", "a@exemple.fr"), guardian("2", "b@exemple.fr")] }),
    familyOf(9, { resident: false }),
    familyOf(10),
  ]);
  await markClosed(table, closed, { at: monday, by: id("Login", "AGENT.TEST"), reason: "déménagement" });
  const planning = await planningOver(table);
  const book = (familyCode: FamilyCode, n: number) =>
    planning["booking.bookForFamily"]({
      ...asStaff,
      params: { familyCode },
      body: { idempotencyKey: newKey(), reason: "au guichet", lines: [line(n, january)] },
    });
  for (const answer of [await book(booked, 1), await book(siblings, 1)])
    expect(answer.body.lines).toMatchObject([{ outcome: "booked" }]);
  const place = { familyCode: waiting, childId: child(1), activityId, unitId: unitIds.day, siteId, date: january };
  await joinWaitingList(
    table,
    place,
    emptyChildDay(place.childId, january),
    { requestToken: "waits", at: monday },
    { pools: [], seen: emptyDay },
  );
  await putReminderPreference(
    table,
    { familyCode: unwilling, guardianId: id("GuardianId", "1") },
    { reminders: false, by: "link", at: monday },
  );
  await putReminderPreference(
    table,
    { familyCode: twoAdults, guardianId: id("GuardianId", "1") },
    { reminders: false, by: "page", at: monday },
  );
}

const reminder = reminderOf("opensIn7Days");
let world: World;
beforeAll(async () => {
  world = await openWorld(catalogueWithWindow());
  await putTown(world);
  await forget(world.table);
});
afterAll(() => world.end());
afterEach(() => forget(world.table));

/** Everything that a whole run brings about, and nothing more. */
async function expectTold(): Promise<void> {
  const counts = await Promise.all(
    [told, tooOld, booked, waiting, siblings, noAddress, unwilling, twoAdults, elsewhere, closed].map(
      async (family) => (await mailsTo(world.table, family)).length,
    ),
  );
  expect(counts).toEqual([1, 0, 0, 0, 1, 0, 0, 1, 0, 0]);
  expect(await onlyRun(world.table)).toMatchObject({
    state: "done",
    families: 10,
    mails: 3,
    cause: "opensIn7Days",
    audience: "residents",
    due: reminder.due,
    moment: reminder.moment,
  });
}

describe("A run", () => {
  test("tells the families whom the window concerns, of the children who have nothing there yet", async () => {
    const runs = runsOver(world.table, timeFrom(reminder.due));
    await runReminder(runs, inputOf(reminder));
    await expectTold();
    expect(await mailsTo(world.table, siblings)).toMatchObject([
      {
        sk: "MAIL#reminder-opensIn7Days-mercredis-annee-2027-01-01",
        mail: {
          kind: "reminder",
          facts: {
            cause: "opensIn7Days",
            activityName: "Mercredis",
            siteName: "Les Tilleuls",
            firstNames: ["Zoé"],
            from: opening.from,
            to: opening.to,
            moment: "2026-12-07T07:30:00Z",
          },
        },
      },
    ]);
    expect(runs.logged()).toEqual([reminderMessages.done]);
  });

  test("for the others tells the others, at their own opening", async () => {
    const own = reminderOf("opensTomorrow", "others");
    await runReminder(runsOver(world.table, timeFrom(own.due)), inputOf(own));
    expect(await onlyRun(world.table)).toMatchObject({ state: "done", families: 10, mails: 1 });
    expect(await mailsTo(world.table, elsewhere)).toMatchObject([
      { mail: { facts: { moment: "2026-12-14T07:30:00Z" } } },
    ]);
  });

  test("about the close tells both groups together", async () => {
    const closing = reminderOf("closesIn3Days", "everyone");
    await runReminder(runsOver(world.table, timeFrom(closing.due)), inputOf(closing));
    expect(await onlyRun(world.table)).toMatchObject({ state: "done", mails: 4 });
  });

  test("called again, whenever, does nothing", async () => {
    const time = timeFrom(reminder.due);
    await runReminder(runsOver(world.table, time), inputOf(reminder));
    const before = await onlyRun(world.table);
    await runReminder(runsOver(world.table, time), inputOf(reminder));
    time.moveTo(plusHours(reminder.due, 50));
    await runReminder(runsOver(world.table, time), inputOf(reminder));
    expect(await onlyRun(world.table)).toEqual(before);
    await expectTold();
  });

  test("that dies at any of its data calls, before or after the call reached the table, is ended by the next call, and nobody is told twice", async () => {
    let calls = 0;
    for (let nth = 0, more = true; more; nth += 1) {
      const death = nthDeath(nth);
      world.faults.plan(death.plan);
      const died = await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder)).then(
        () => false,
        (error: unknown) => String(error).includes("The process has died"),
      );
      await world.faults.clear();
      more = death.met();
      expect(died).toBe(more);
      calls = nth;
      await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
      await expectTold();
      await forget(world.table);
    }
    expect(calls).toBeGreaterThan(12);
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    await expectTold();
  }, 600_000);

  test("twice at once, in two processes, tells each family once and counts it once", async () => {
    const other = world.another();
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(
        [world.table, other.table, world.table].map((table) =>
          runReminder(runsOver(table, timeFrom(reminder.due)), inputOf(reminder)),
        ),
      );
      // Whoever was overtaken stopped; the one ahead came to the end.
      await expectTold();
      await forget(world.table);
    }
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
  });
});

describe("A window that changes", () => {
  afterEach(() => moveWindow(world.table, {}));

  test("and has gone: nobody is told, and staff sees why", async () => {
    await moveWindow(world.table, null);
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "skipped", reason: "gone", mails: 0 });
    expect(await mailsTo(world.table, told)).toEqual([]);
  });

  test("and has moved: the call of before tells nobody, the one of after tells them of the new moment", async () => {
    const steps = [{ for: "everyone" as const, opensAt: id("Instant", "2026-12-09T07:30:00Z") }];
    await moveWindow(world.table, {
      steps: [...opening.steps.slice(1), { for: "residents", opensAt: id("Instant", "2026-12-09T07:30:00Z") }],
    });
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "skipped", reason: "moved" });
    const moved = reminderOf("opensIn7Days", "residents", {
      steps: [...opening.steps.slice(1), { ...steps[0]!, for: "residents" }],
    });
    await runReminder(runsOver(world.table, timeFrom(moved.due)), inputOf(moved));
    expect(await readRun(world.table, moved)).toMatchObject({ state: "done", mails: 3 });
    expect(await mailsTo(world.table, told)).toMatchObject([{ mail: { facts: { moment: "2026-12-09T07:30:00Z" } } }]);
  });

  test("and has moved once the families were told: they are not told of that cause again", async () => {
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    const change = { steps: opening.steps.map((step) => ({ ...step, opensAt: plusHours(step.opensAt, 48) })) };
    await moveWindow(world.table, change);
    const moved = reminderOf("opensIn7Days", "residents", change);
    await runReminder(runsOver(world.table, timeFrom(moved.due)), inputOf(moved));
    expect(await readRun(world.table, moved)).toMatchObject({ state: "done", families: 10, mails: 0 });
    expect(await mailsTo(world.table, told)).toMatchObject([{ mail: { facts: { moment: reminder.moment } } }]);
  });

  test("and has moved once the families were told: who was told is told the new moment, once each time", async () => {
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    const moves = async (hours: number, at: Instant): Promise<void> => {
      const before = activityWith({ steps: (await readCatalogue(world.table)).activities[0]!.windows[0]!.steps });
      const change = { steps: opening.steps.map((step) => ({ ...step, opensAt: plusHours(step.opensAt, hours) })) };
      await moveWindow(world.table, change);
      const moved = movedOpenings([activityWith(change)], [before, activityWith(change)], [], at);
      expect(moved.map(({ cause, audience }) => `${cause} ${audience}`)).toContain("openingMoved residents");
      // Fired twice, and put again by the night: nobody is told twice.
      for (const one of [...moved, ...moved])
        await runReminder(runsOver(world.table, timeFrom(at)), inputOf({ ...one, due: at }));
    };
    const momentsTo = async (family: FamilyCode): Promise<readonly unknown[]> =>
      (await mailsTo(world.table, family))
        .map(({ mail }) => mail)
        .flatMap((mail) => (mail.kind === "reminder" ? [[mail.facts.cause, mail.facts.moment]] : []));
    const first = [["opensIn7Days", reminder.moment]];
    await moves(48, plusHours(reminder.due, 24));
    const second = [...first, ["openingMoved", plusHours(reminder.moment, 48)]];
    expect((await momentsTo(told)).toSorted()).toEqual(second.toSorted());
    // Who was told nothing is not told that it moved.
    expect(await momentsTo(elsewhere)).toEqual([]);
    expect(await momentsTo(unwilling)).toEqual([]);
    // And back: what was told last is wrong again.
    await moves(0, plusHours(reminder.due, 48));
    expect((await momentsTo(told)).toSorted()).toEqual([...second, ["openingMoved", reminder.moment]].toSorted());
  });

  test("and moves while its run goes on: the rest of the families are not told the old moment", async () => {
    const time = timeFrom(reminder.due);
    const change = { steps: opening.steps.map((step) => ({ ...step, opensAt: plusHours(step.opensAt, 48) })) };
    let waits = 0;
    const stopwatch = {
      ...time.stopwatch,
      wait: async (seconds: number) => {
        await time.stopwatch.wait(seconds + 6);
        if ((waits += 1) === 1) await moveWindow(world.table, change);
      },
    };
    await runReminder({ ...runsOver(world.table, time), stopwatch }, inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "skipped", reason: "moved" });
  });

  test("and leaves nothing to book: nobody is told", async () => {
    await moveWindow(world.table, { to: id("PlainDate", "2027-01-02") });
    await runReminder(runsOver(world.table, timeFrom(reminder.due)), inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "skipped", reason: "nothingToBook" });
  });
});

describe("The hour", () => {
  test("has passed by more than a day: too late, and staff sees it", async () => {
    await runReminder(runsOver(world.table, timeFrom(plusHours(reminder.due, 24))), inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "skipped", reason: "tooLate" });
    expect(await mailsTo(world.table, told)).toEqual([]);
  });

  test("is late in the evening: the run waits for the morning, and then tells", async () => {
    const time = timeFrom(id("Instant", `${reminder.due.slice(0, 10)}T19:00:00Z`));
    const runs = runsOver(world.table, time);
    await runReminder(runs, inputOf(reminder));
    const morning = "2026-12-01T07:00:00Z";
    expect(await onlyRun(world.table)).toMatchObject({ state: "waiting", next: morning, mails: 0 });
    expect(runs.put).toEqual([
      { target: "remind", name: expect.stringContaining("#2") as string, at: morning, input: inputOf(reminder) },
    ]);
    time.moveTo(id("Instant", morning));
    await runReminder(runs, inputOf(reminder));
    await expectTold();
    expect(await onlyRun(world.table)).not.toHaveProperty("next");
  });
});

describe("The pace", () => {
  const start = 1_800_000_000;

  test("is one for all runs: the right to send is given out without overlap, to however many ask at once, and to nobody far ahead", async () => {
    const tables = [world.table, world.another().table];
    const asked = Array.from({ length: 40 }, (_, index) => ({
      seconds: 0.5 + (index % 5),
      now: start + (index % 3) / 4,
    }));
    const given = await inParallel(asked, 4, async ({ seconds, now }) => ({
      now,
      generation: await takeSendingTime(tables[Math.round(seconds) % 2]!, seconds, now),
      seconds,
    }));
    const granted = given
      .flatMap(({ now, generation, seconds }) =>
        generation === null ? [] : [{ from: now + generation, to: now + generation + seconds, generation }],
      )
      .toSorted((one, other) => one.from - other.from);
    for (const [index, { from, generation }] of granted.entries()) {
      expect(generation).toBeLessThanOrEqual(longestTurn);
      if (index > 0) expect(from).toBeGreaterThanOrEqual(granted[index - 1]!.to - 1e-3);
    }
    // A hundred seconds were asked for; what is refused has taken nothing.
    expect(granted.length).toBeLessThan(asked.length);
    expect(granted.at(-1)!.to).toBeGreaterThan(start + longestTurn);
    // A right that nobody used is not saved up.
    expect(await takeSendingTime(world.table, 1, start + 1000)).toBe(0);
    expect(await takeSendingTime(world.table, 1, start + 1000)).toBe(1);
    // A clock that was set back does not hold everybody up.
    expect(await takeSendingTime(world.table, 1, start - 86_400)).toBe(0);
  });

  test("is taken by others for a while: the run leaves its page to a later call, which does it", async () => {
    const time = timeFrom(reminder.due);
    while ((await takeSendingTime(world.table, 20, time.stopwatch.seconds())) !== null);
    const runs = runsOver(world.table, time);
    await runReminder(runs, inputOf(reminder));
    expect(await onlyRun(world.table)).toMatchObject({ state: "underWay", part: 2 });
    expect(runs.put).toHaveLength(1);
    time.moveTo(plusHours(reminder.due, 1));
    await runReminder(runs, inputOf(reminder));
    await expectTold();
  });

  test("of a page at the slowest, once its generation has come, fits into what a call has left", () => {
    // One mail a second, two adults a family.
    expect(longestCall + longestTurn + pageSize * 2).toBeLessThan(functions.remind.timeout - 20);
  });
});
