/** Which reminders a window gives, when, and to whom. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Activity, BookingWindow, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { emptyChildDay, statuses, withUnits } from "../../../functions/booking/rules/child-day.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import {
  bookableFrom,
  childrenEligible,
  childrenWithoutAny,
  decentHour,
  isFor,
  slotsOf,
  reminderKey,
  remindersOf as remindersWith,
  scheduleChanges as changesWith,
  childrenOfStep,
  movedOpenings,
  type Reminder,
  type ScheduleChanges,
} from "../../../functions/reminder/rules/reminders.ts";
import { addDays, daysBetween, instantToLocal, localDate, plusHours } from "../../../functions/kernel/time.ts";
import { unitKey } from "../../../functions/catalogue/rules/units.ts";
import { windowFor } from "../../../functions/catalogue/rules/windows.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { date, instant } from "../booking/arbitraries.ts";
import { day, instant as at, lou, site, wednesdays, winter } from "../catalogue/samples.ts";

const remindersOf = (activities: readonly Activity[]): readonly Reminder[] => remindersWith(activities, zoneB);
const scheduleChanges = (editions: readonly Activity[], seen: readonly Activity[], when: Instant): ScheduleChanges =>
  changesWith(editions, seen, zoneB, when);

const [year] = wednesdays.windows as readonly [BookingWindow];
const withWindow = (change: Partial<BookingWindow>, activity: Activity = wednesdays): Activity => ({
  ...activity,
  windows: [{ ...year, ...change }],
});
const everyone = (opensAt: string): Partial<BookingWindow> => ({ steps: [{ for: "everyone", opensAt: at(opensAt) }] });
const told = (reminders: readonly Reminder[]): readonly string[] =>
  reminders.map(({ cause, audience, due }) => `${cause} ${audience} ${due}`);

/** Any window: steps at any moments, in any order, and any close. */
const window: fc.Arbitrary<BookingWindow> = fc
  .record({
    id: fc.constantFrom("annee", "hiver").map((text) => id("WindowId", text)),
    from: date,
    length: fc.integer({ min: 0, max: 400 }),
    steps: fc.array(fc.record({ for: fc.constantFrom("residents" as const, "everyone" as const), opensAt: instant }), {
      minLength: 1,
      maxLength: 4,
    }),
    closesAt: instant,
  })
  .map(({ length, ...rest }) => ({ ...rest, to: addDays(rest.from, length) }));
const editions: fc.Arbitrary<readonly Activity[]> = fc
  .array(fc.record({ effectiveFrom: date, windows: fc.array(window, { maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 3,
  })
  .map((all) => all.map((one) => ({ ...wednesdays, ...one })));

const byKey = (reminders: readonly Reminder[]): ReadonlyMap<string, Reminder> =>
  new Map(reminders.map((one) => [reminderKey(one), one]));

describe("A window", () => {
  test("that opens at once for all gives four reminders, at nine but for the opening itself", () => {
    expect(told(remindersOf([withWindow(everyone("2026-11-16T07:30:00Z"))]))).toEqual([
      "opensIn7Days everyone 2026-11-09T08:00:00Z",
      "opensTomorrow everyone 2026-11-15T08:00:00Z",
      "opensNow everyone 2026-11-16T07:30:00Z",
      "closesIn3Days everyone 2027-05-29T07:00:00Z",
    ]);
  });

  test("that opens for residents first gives each group its own, and one close", () => {
    expect(told(remindersOf([wednesdays]))).toEqual([
      "opensIn7Days residents 2026-10-26T08:00:00Z",
      "opensTomorrow residents 2026-11-01T08:00:00Z",
      "opensNow residents 2026-11-02T07:30:00Z",
      "opensIn7Days others 2026-11-09T08:00:00Z",
      "opensTomorrow others 2026-11-15T08:00:00Z",
      "opensNow others 2026-11-16T07:30:00Z",
      "closesIn3Days everyone 2027-05-29T07:00:00Z",
    ]);
  });

  test("for residents alone gives others nothing", () => {
    const reminders = remindersOf([withWindow({ steps: [{ for: "residents", opensAt: at("2026-11-02T07:30:00Z") }] })]);
    expect(reminders.map(({ audience }) => audience)).toEqual(["residents", "residents", "residents", "residents"]);
  });

  test("opening at night is told in the morning, the wall clock's, over both clock changes", () => {
    const opensNow = (opensAt: string) =>
      remindersOf([withWindow(everyone(opensAt))]).find(({ cause }) => cause === "opensNow")?.due;
    expect(opensNow("2026-11-15T23:00:00Z")).toBe("2026-11-16T07:00:00Z");
    expect(opensNow("2026-11-16T19:30:00Z")).toBe("2026-11-17T07:00:00Z");
    expect(opensNow("2026-10-24T22:00:00Z")).toBe("2026-10-25T07:00:00Z");
    expect(opensNow("2027-03-27T23:00:00Z")).toBe("2027-03-28T06:00:00Z");
    // Seven days and a change of clocks before: still nine o'clock.
    expect(remindersOf([withWindow(everyone("2026-10-28T07:30:00Z"))])[0]?.due).toBe("2026-10-21T07:00:00Z");
  });

  test("that opens less than three days before it closes says nothing of the close", () => {
    const brief = withWindow({ ...everyone("2027-05-30T07:30:00Z") });
    expect(remindersOf([brief]).map(({ cause }) => cause)).toEqual(["opensIn7Days", "opensTomorrow", "opensNow"]);
    const forResidents = withWindow({
      steps: [
        { for: "residents", opensAt: at("2026-11-02T07:30:00Z") },
        { for: "everyone", opensAt: at("2027-05-30T07:30:00Z") },
      ],
    });
    expect(remindersOf([forResidents]).filter(({ cause }) => cause === "closesIn3Days")).toMatchObject([
      { audience: "residents" },
    ]);
  });

  test("in whatever shape: each reminder once, by day, true until it ends, within a day of its moment", () => {
    fc.assert(
      fc.property(editions, (all) => {
        const reminders = remindersOf(all);
        expect(byKey(reminders).size).toBe(reminders.length);
        for (const { cause, audience, due, until, moment, ...name } of reminders) {
          const { time } = instantToLocal(due);
          expect(time >= "08:00" && time < "20:00").toBe(true);
          if (cause !== "opensNow") expect(time).toBe("09:00");
          expect(daysBetween(localDate(due), localDate(moment))).toBe(
            {
              opensIn7Days: 7,
              opensTomorrow: 1,
              closesIn3Days: 3,
              // No window gives it by itself.
              openingMoved: NaN,
              opensNow: daysBetween(localDate(due), localDate(moment)),
            }[cause],
          );
          expect(due < until && until <= plusHours(due, 24)).toBe(true);
          if (cause === "opensNow") expect(due >= moment && due <= plusHours(moment, 13)).toBe(true);
          else expect(until <= moment).toBe(true);
          if (cause === "opensTomorrow")
            expect(
              localDate(id("Instant", `${new Date(Date.parse(until) - 1000).toISOString().slice(0, 19)}Z`)) <
                localDate(moment),
            ).toBe(true);
          // It is some window's own moment, for the families that it is for.
          const own = all
            .flatMap(({ windows }) => windows)
            .filter((one) => one.id === name.windowId && one.from === name.from);
          const moments = own.flatMap((one) =>
            cause === "closesIn3Days" ? [one.closesAt] : one.steps.map(({ opensAt }) => opensAt),
          );
          expect(moments).toContain(moment);
          expect([isFor({ audience }, true), isFor({ audience }, false)]).toEqual(
            // A window without criteria has no step of its own.
            { everyone: [true, true], residents: [true, false], others: [false, true] }[
              audience as "everyone" | "residents" | "others"
            ],
          );
        }
      }),
    );
  });

  test("alone in its activity: each family that it ever opens to hears of its own opening once a cause", () => {
    fc.assert(
      fc.property(window, fc.boolean(), (one, resident) => {
        const reminders = remindersOf([{ ...wednesdays, windows: [one] }]).filter((reminder) =>
          isFor(reminder, resident),
        );
        const { opensAt } = windowFor(one, { household: { resident }, children: [] }, one.closesAt);
        const opening = reminders.filter(({ cause }) => cause !== "closesIn3Days");
        expect(new Set(reminders.map(({ cause }) => cause)).size).toBe(reminders.length);
        expect(opening.every(({ moment }) => moment === opensAt)).toBe(true);
        if (opensAt >= one.closesAt) expect(reminders).toEqual([]);
        else
          expect(opening.map(({ cause }) => cause)).toEqual(expect.arrayContaining(["opensIn7Days", "opensTomorrow"]));
      }),
    );
  });

  test("is moved to a decent hour only when people sleep", () => {
    fc.assert(
      fc.property(instant, (any) => {
        const decent = decentHour(any);
        const { time } = instantToLocal(any);
        expect(decent === any).toBe(time >= "08:00" && time < "20:00");
        expect(decent >= any && decent <= plusHours(any, 13)).toBe(true);
        expect(decentHour(decent)).toBe(decent);
      }),
    );
  });
});

describe("A window in several editions", () => {
  const from2027 = { ...wednesdays, effectiveFrom: day("2027-01-01") };

  test("is one: it opens when the first says, and closes when the last says", () => {
    const later = {
      ...from2027,
      windows: [
        {
          ...year,
          steps: [{ for: "everyone" as const, opensAt: at("2026-12-07T07:30:00Z") }],
          closesAt: at("2027-04-01T21:59:00Z"),
        },
      ],
    };
    const alone = remindersOf([wednesdays]);
    const both = remindersOf([later, wednesdays]);
    expect(both.filter(({ cause }) => cause !== "closesIn3Days")).toEqual(
      alone.filter(({ cause }) => cause !== "closesIn3Days"),
    );
    expect(both.filter(({ cause }) => cause === "closesIn3Days")).toMatchObject([{ moment: "2027-04-01T21:59:00Z" }]);
  });

  test("of an edition that rules none of its days gives nothing", () => {
    const replaced = { ...wednesdays, windows: [] };
    expect(remindersOf([wednesdays, { ...replaced, effectiveFrom: day("2026-08-01") }]).length).toBeGreaterThan(0);
    // The edition of June is followed by one of August, before the window's first day.
    expect(
      remindersOf([
        { ...wednesdays, effectiveFrom: day("2026-06-01") },
        { ...replaced, effectiveFrom: day("2026-08-01") },
      ]),
    ).toEqual([]);
  });

  test("of another year is another, whatever its name", () => {
    const next = {
      ...from2027,
      effectiveFrom: day("2027-09-01"),
      windows: [
        {
          ...year,
          from: day("2027-09-01"),
          to: day("2028-08-31"),
          steps: [{ for: "everyone" as const, opensAt: at("2027-06-07T06:30:00Z") }],
          closesAt: at("2028-06-01T21:59:00Z"),
        },
      ],
    };
    const reminders = remindersOf([wednesdays, next]);
    expect(reminders.filter(({ cause }) => cause === "closesIn3Days").map(({ due }) => due)).toEqual([
      "2027-05-29T07:00:00Z",
      "2028-05-29T07:00:00Z",
    ]);
    expect(byKey(reminders).size).toBe(reminders.length);
  });
});

describe("Schedules", () => {
  const now = at("2026-10-20T08:00:00Z");

  test("of what is past are never put, and what is due a moment ago is left to fire", () => {
    const due = remindersOf([wednesdays])[0]!.due;
    for (const [when, put, removed] of [
      [plusHours(due, -1), true, false],
      [due, false, false],
      [id("Instant", `${due.slice(0, 17)}40Z`), false, false],
      [plusHours(due, 1), false, true],
    ] as const) {
      const changes = scheduleChanges([wednesdays], [wednesdays], when);
      expect(changes.put.some((one) => one.due === due)).toBe(put);
      expect(changes.remove.some((one) => reminderKey(one) === reminderKey(remindersOf([wednesdays])[0]!))).toBe(
        removed,
      );
    }
  });

  test("follow a window that moves, goes, or changes its steps", () => {
    const moved = withWindow(everyone("2026-12-07T07:30:00Z"));
    const { put, remove } = scheduleChanges([moved], [wednesdays, moved], now);
    // And who was told the opening of before is told that it moved.
    expect(told(put)).toEqual(told([...remindersOf([moved]), ...movedOpenings([moved], [wednesdays], zoneB, now)]));
    expect(put.map(({ cause }) => cause)).toContain("openingMoved");
    expect(remove.map(reminderKey).sort()).toEqual(
      remindersOf([wednesdays])
        .filter(({ audience }) => audience !== "everyone")
        .map(reminderKey)
        .sort(),
    );
    expect(scheduleChanges([], [wednesdays], now)).toEqual({ put: [], remove: remindersOf([wednesdays]) });
  });

  /** Steps by town, then by school, then for all. */
  const stepped = withWindow({
    steps: [
      { for: { towns: ["Pithiviers"] }, opensAt: at("2026-11-02T07:30:00Z") },
      { for: { schools: ["École Jules-Ferry"], grades: ["CM2"] }, opensAt: at("2026-11-09T07:30:00Z") },
      { for: "everyone", opensAt: at("2026-11-16T07:30:00Z") },
    ],
  });

  test("tell each step of a window with criteria, to those whose first step it is", () => {
    const opening = remindersOf([stepped]).filter(({ cause }) => cause === "opensNow");
    expect(opening.map(({ audience, moment }) => [audience, moment])).toEqual([
      ["step1", "2026-11-02T07:30:00Z"],
      ["step2", "2026-11-09T07:30:00Z"],
      ["step3", "2026-11-16T07:30:00Z"],
    ]);
    const pupil = { ...lou, grade: "CM2", school: "ECOLE JULES FERRY" };
    const told = (town: string): readonly (readonly string[])[] =>
      opening.map((reminder) =>
        childrenOfStep(reminder, stepped.windows[0]!, { resident: true, address: { town } }, [pupil, lou]).map(
          ({ grade = "" }) => grade,
        ),
      );
    expect(told("PITHIVIERS")).toEqual([["CM2", "CE2"], [], []]);
    expect(told("Orléans")).toEqual([[], ["CM2"], ["CE2"]]);
  });

  test("of a window that comes back each holidays stand for each of them; of one that rolls there are none", () => {
    const each = (each: "holidays" | "day"): Activity => ({
      ...winter,
      from: day("2026-09-01"),
      to: day("2027-06-30"),
      windows: [],
      recurring: [
        {
          id: id("WindowId", "vacances"),
          from: day("2026-09-01"),
          to: day("2027-06-30"),
          each,
          steps: [{ for: "everyone", before: { number: 1, unit: "months" }, at: "08:00" }],
          closes: { span: { number: 2, unit: "weeks" }, counted: "after", at: "23:59" },
        },
      ],
    });
    const opening = remindersOf([each("holidays")]).filter(({ cause }) => cause === "opensNow");
    expect(opening.map(({ from, to, moment }) => [from, to, moment])).toEqual([
      ["2026-10-17", "2026-11-01", "2026-09-17T06:00:00Z"],
      ["2026-12-19", "2027-01-03", "2026-11-19T07:00:00Z"],
      ["2027-02-20", "2027-03-07", "2027-01-20T07:00:00Z"],
      ["2027-04-17", "2027-05-02", "2027-03-17T07:00:00Z"],
    ]);
    expect(remindersOf([each("day")])).toEqual([]);
  });

  /** A scheduler that holds what it was asked to. */
  const apply = (
    held: Map<string, Reminder>,
    current: readonly Activity[],
    seen: readonly Activity[],
    when: Reminder["due"],
  ): void => {
    const { put, remove } = scheduleChanges(current, seen, when);
    for (const one of remove) held.delete(reminderKey(one));
    for (const one of put) held.set(reminderKey(one), one);
  };

  test("end as the catalogue says, in whatever order, and however often, its changes are heard of", () => {
    fc.assert(
      fc.property(
        editions,
        editions,
        instant,
        fc.array(fc.nat({ max: 1 }), { maxLength: 4 }),
        (before, after, when, repeats) => {
          const held = new Map<string, Reminder>();
          apply(held, before, before, when);
          // Each record's change is heard once at least, by then the table says `after`.
          const heard = [[...before, ...after], before, after];
          for (const index of [0, ...repeats.map((repeat) => repeat + 1)]) apply(held, after, heard[index] ?? [], when);
          const now = remindersOf(after);
          const named = (reminders: readonly Reminder[]): readonly string[] =>
            reminders.map((one) => `${reminderKey(one)} ${one.due}`).sort();
          const isMoved = ({ cause }: Reminder): boolean => cause === "openingMoved";
          const all = [...held.values()];
          expect(named(all.filter((one) => !isMoved(one)))).toEqual(named(now.filter(({ due }) => due > when)));
          // Whoever was told another opening of the same window is told the one that holds.
          for (const { activityId, windowId, from, audience, moment } of all.filter(isMoved))
            expect(now).toContainEqual(
              expect.objectContaining({ activityId, windowId, from, audience, moment, cause: "opensNow" }),
            );
        },
      ),
    );
  });
});

describe("Families", () => {
  const catalogue: Catalogue = { sites: [site], activities: [wednesdays, winter], calendars: zoneB };
  const [reminder] = remindersOf([wednesdays]) as readonly [Reminder];
  const concerned = (change: Partial<typeof lou>, one: Reminder = reminder, now = one.due): boolean => {
    const from = bookableFrom(one, now);
    return childrenEligible([{ ...lou, ...change }], slotsOf(one, catalogue, "B", from), from).length === 1;
  };

  test("are concerned by a child who may come on one of the days, on that day's age", () => {
    expect(concerned({})).toBe(true);
    // Three years old on the last Wednesday, or the day after it.
    expect(concerned({ birthDate: day("2024-06-30") })).toBe(true);
    expect(concerned({ birthDate: day("2024-07-01") })).toBe(false);
    // Twelve before the first day that can be booked once it opens, or on that day.
    expect(concerned({ birthDate: day("2014-10-31") })).toBe(false);
    expect(concerned({ birthDate: day("2014-11-05") })).toBe(true);
  });

  test("hear of no day that is closed, past, or too late to book when it opens", () => {
    const slots = slotsOf(reminder, catalogue, "B", reminder.moment);
    const days = new Set(slots.map(({ date: one }) => one));
    expect([...days].every((one) => one >= "2026-11-04" && one <= "2027-06-30")).toBe(true);
    // Two working days before a Wednesday, at ten: on Monday the 2nd at half past seven it is not too late for the 4th.
    expect(days.has(day("2026-11-04"))).toBe(true);
    expect(days.has(day("2026-12-16"))).toBe(false);
    expect(days.has(day("2026-12-23"))).toBe(false);
    const closing = remindersOf([wednesdays]).find(({ cause }) => cause === "closesIn3Days")!;
    expect(slotsOf(closing, catalogue, "B", closing.due).every(({ date: one }) => one > "2027-05-31")).toBe(true);
    expect(slotsOf(closing, catalogue, "B", at("2027-06-29T08:00:00Z"))).toEqual([]);
  });

  test("whose child has anything there, a place or a rank, are left alone for that child", () => {
    const unit = unitKey(wednesdays.id, id("UnitId", "journee"));
    const elsewhere = unitKey(winter.id, id("UnitId", "journee"));
    const state = { siteId: site.id, generation: 0, requestToken: "x", at: reminder.due, spent: [] };
    for (const status of statuses) {
      const own = withUnits(emptyChildDay(lou.id, day("2027-01-06")), new Map([[unit, { ...state, status }]]));
      expect(childrenWithoutAny(reminder, [lou], [own]).length, status).toBe(status === "none" ? 1 : 0);
      const other = withUnits(emptyChildDay(lou.id, day("2027-01-06")), new Map([[elsewhere, { ...state, status }]]));
      expect(
        childrenWithoutAny(reminder, [lou, { ...lou, id: id("ChildId", "E2") }], [other, own]).map(
          ({ id: one }) => one,
        ),
      ).toEqual(status === "none" ? ["E1", "E2"] : ["E2"]);
    }
  });
});

test("An opening that is another than was told is told again at a decent hour; what stands, or is over, is not", () => {
  const [was, is] = [withWindow(everyone("2026-11-16T07:30:00Z")), withWindow(everyone("2026-11-23T07:30:00Z"))];
  const moved = (now: string, current: Activity, ...seen: readonly Activity[]): readonly string[] =>
    movedOpenings([current], seen, zoneB, at(now)).map(
      ({ cause, audience, due, moment }) => `${cause} ${audience} ${due} ${moment}`,
    );
  const told = "openingMoved everyone 2026-11-10T10:00:00Z 2026-11-23T07:30:00Z";
  expect(moved("2026-11-10T10:00:00Z", is, was, is)).toEqual([told]);
  // At night it waits for the morning.
  expect(moved("2026-11-09T23:00:00Z", is, was, is)).toEqual([
    "openingMoved everyone 2026-11-10T07:00:00Z 2026-11-23T07:30:00Z",
  ]);
  // Put off once it had opened; brought forward to a moment that has passed.
  expect(moved("2026-11-17T10:00:00Z", is, was)).toHaveLength(1);
  expect(moved("2026-11-17T10:00:00Z", was, is)).toHaveLength(1);
  expect(moved("2026-12-01T10:00:00Z", is, was)).toEqual([]);
  expect(moved("2026-11-10T10:00:00Z", is, is)).toEqual([]);
  expect(moved("2026-11-10T10:00:00Z", { ...is, name: "Mercredis du bourg" }, is)).toEqual([]);
});
