import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changesAt,
  decideBooking,
  slotOf,
  whyNotCancel,
  type Asker,
  type Decision,
  type Slot,
  type Refusal,
} from "../../../functions/booking/rules/booking-rules.ts";
import { nothingKept, type Counters } from "../../../functions/booking/rules/capacity.ts";
import type { Activity, BookingWindow, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { leftBehind } from "../../../functions/catalogue/rules/former-units.ts";
import { emptyChildDay, withUnits, type Status } from "../../../functions/booking/rules/child-day.ts";
import { id, type Instant, type PlainDate } from "../../../functions/kernel/ids.ts";
import { isRefusal, slotsOf } from "../../../functions/booking/rules/slots.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { refusalWords } from "../../../functions/booking/words.fr.ts";
import { addDays, localDate, localToInstant, minuteOver, plusMinutes } from "../../../functions/kernel/time.ts";
import { unitKey, unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import { instantBetween, nearDeadline } from "./arbitraries.ts";
import { asking, day, instant, lou, site, unit, wednesdays, winter } from "../catalogue/samples.ts";

const [fullDay, morning] = wednesdays.units as [Unit, Unit];
const units = unitsOnDays({ activities: [wednesdays, winter] });
const nobody: Counters = new Map();
const now = instant("2026-11-23T08:00:00Z");
const wednesday = day("2026-12-09");

const slot = (activity: Activity, date: PlainDate, wanted: Unit = fullDay): Slot =>
  slotOf(activity, wanted, site, date, zoneB);
const decide = (
  asked: Slot,
  at: Instant = now,
  asker: Asker = asking(asked.date),
  counters: Counters = nobody,
): Decision => decideBooking(asked, asker, { counters, kept: nothingKept, shut: false }, units(asked.date), at);
const why = (decision: Decision): Refusal | null => (decision.yes ? null : decision.refusal);
const having = (activity: Activity, had: Unit, date: PlainDate, status: Status) =>
  withUnits(
    emptyChildDay(lou.id, date),
    new Map([
      [
        unitKey(activity.id, had.id),
        {
          siteId: site.id,
          generation: 0,
          status,
          claim: { requestToken: "m", pools: [] },
          requestToken: "m",
          at: now,
          spent: [],
        },
      ],
    ]),
  );
const holding = (activity: Activity, held: Unit, date: PlainDate): Asker =>
  asking(date, { day: having(activity, held, date, "booked") });

describe("A day can be booked", () => {
  test("when nothing is against it", () => {
    expect(decide(slot(wednesdays, wednesday))).toEqual({ yes: true, placesLeft: 12, approval: false });
  });

  test.each<[string, Activity, string]>([
    ["outsidePeriod", wednesdays, "2027-07-07"],
    ["otherWeekday", wednesdays, "2026-12-10"],
    ["publicHoliday", wednesdays, "2026-11-11"],
    ["schoolHolidays", wednesdays, "2026-12-23"],
    ["siteClosed", wednesdays, "2026-12-16"],
    ["otherWeekday", winter, "2027-02-27"],
    ["calendarUnknown", { ...wednesdays, to: day("2028-06-28") }, "2028-01-12"],
    ["schoolTime", { ...winter, to: day("2027-04-30") }, "2027-03-10"],
    ["bridge", { ...wednesdays, runs: { ...wednesdays.runs, weekdays: [5] } }, "2027-05-07"],
  ])("not when it is closed: %s", (code, activity, date) => {
    expect(why(decide(slot(activity, day(date))))?.code).toBe(code);
  });

  test("bridge days and the morning on which school resumes are what the calendar says", () => {
    const bridging: Activity = { ...wednesdays, runs: { weekdays: [1, 5], during: "schoolTime", onBridgeDays: true } };
    expect(slot(bridging, day("2027-05-07")).closed).toBeNull();
    expect(slot(bridging, day("2027-05-03")).closed).toBeNull();
    expect(slot(bridging, day("2027-04-30")).closed?.code).toBe("schoolHolidays");
  });

  test("by a child old enough on that day, not today", () => {
    const almostThree = { ...lou, birthDate: day("2023-12-09") };
    expect(why(decide(slot(wednesdays, wednesday), now, asking(wednesday, { child: almostThree })))).toBeNull();
    const younger = { ...lou, birthDate: day("2023-12-10") };
    expect(why(decide(slot(wednesdays, wednesday), now, asking(wednesday, { child: younger })))).toEqual({
      code: "tooYoung",
      firstName: "Lou",
      minAge: 3,
      from: "2026-12-10",
    });
    const twelve = { ...lou, birthDate: day("2014-12-09") };
    expect(why(decide(slot(wednesdays, wednesday), now, asking(wednesday, { child: twelve })))).toMatchObject({
      code: "tooOld",
      from: "2026-12-09",
    });
  });

  test("by its grade, when the activity depends on it", () => {
    const classes: Activity = { ...wednesdays, eligibility: { grades: ["CM1", "CM2"] } };
    expect(why(decide(slot(classes, wednesday)))?.code).toBe("otherGrade");
    expect(
      why(decide(slot(classes, wednesday), now, asking(wednesday, { child: { ...lou, grade: undefined } })))?.code,
    ).toBe("gradeUnknown");
    expect(decide(slot(classes, wednesday), now, asking(wednesday, { child: { ...lou, grade: "CM2" } })).yes).toBe(
      true,
    );
  });

  test("until the end of the deadline's minute, to the second", () => {
    const asked = slot(wednesdays, wednesday);
    expect(asked.bookBefore).toBe("2026-12-07T09:00:00Z");
    expect(decide(asked, instant("2026-12-07T09:00:59Z")).yes).toBe(true);
    expect(why(decide(asked, instant("2026-12-07T09:01:00Z")))).toEqual({
      code: "tooLate",
      since: "2026-12-07T09:00:00Z",
    });
    expect(why(decide(asked, instant("2026-12-10T09:00:00Z")))).toEqual({ code: "past" });
  });

  test("residents first, then everyone, until the close", () => {
    const asked = slot(wednesdays, wednesday);
    const others = asking(wednesday, { household: { resident: false } });
    const between = instant("2026-11-10T08:00:00Z");
    expect(decide(asked, between).yes).toBe(true);
    expect(why(decide(asked, between, others))).toEqual({
      code: "windowSoon",
      opensAt: "2026-11-16T07:30:00Z",
      residentsFirst: true,
    });
    expect(decide(asked, instant("2026-11-16T07:30:00Z"), others).yes).toBe(true);
    expect(why(decide(asked, instant("2026-10-30T08:00:00Z")))).toEqual({
      code: "windowSoon",
      opensAt: "2026-11-02T07:30:00Z",
      residentsFirst: false,
    });
    expect(why(decide(slot(wednesdays, day("2027-06-09")), instant("2027-06-02T08:00:00Z")))?.code).toBe(
      "windowClosed",
    );
  });

  test("waiting for a window that opens after the deadline is not advised", () => {
    const others = asking(day("2026-11-04"), { household: { resident: false } });
    expect(why(decide(slot(wednesdays, day("2026-11-04")), instant("2026-10-20T08:00:00Z"), others))).toEqual({
      code: "opensTooLate",
      opensAt: "2026-11-16T07:30:00Z",
      bookBefore: "2026-11-02T09:00:00Z",
    });
    const residentsOnly: Activity = {
      ...wednesdays,
      windows: wednesdays.windows.map((window) => ({ ...window, steps: window.steps.slice(0, 1) })),
    };
    expect(
      why(
        decide(
          slot(residentsOnly, wednesday),
          instant("2026-10-20T08:00:00Z"),
          asking(wednesday, { household: { resident: false } }),
        ),
      )?.code,
    ).toBe("residentsOnly");
  });

  test("not twice, nor with what excludes it that day, wherever that is", () => {
    expect(why(decide(slot(wednesdays, wednesday), now, holding(wednesdays, fullDay, wednesday)))).toEqual({
      code: "alreadyBooked",
      firstName: "Lou",
    });
    expect(why(decide(slot(wednesdays, wednesday, morning), now, holding(wednesdays, fullDay, wednesday)))?.code).toBe(
      "incompatible",
    );
    const afternoon = wednesdays.units[2]!;
    expect(decide(slot(wednesdays, wednesday, morning), now, holding(wednesdays, afternoon, wednesday)).yes).toBe(true);
    expect(why(decide(slot(wednesdays, wednesday, morning), now, holding(winter, fullDay, wednesday)))?.code).toBe(
      "incompatible",
    );
  });

  test("not by a family whose account is closed, whatever the day; what it has is said as what it has", () => {
    const closed = { household: { resident: true, closedAt: instant("2026-11-20T09:00:00Z") } };
    expect(why(decide(slot(wednesdays, wednesday), now, asking(wednesday, closed)))).toEqual({
      code: "accountClosed",
      since: "2026-11-20T09:00:00Z",
    });
    expect(
      why(decide(slot(wednesdays, wednesday), now, { ...holding(wednesdays, fullDay, wednesday), ...closed }))?.code,
    ).toBe("alreadyBooked");
  });

  test("not what another household of the child has that day, nor what excludes it", () => {
    const beside = (had: Unit) => asking(wednesday, { elsewhere: [unitKey(wednesdays.id, had.id)] });
    const decideOn = (wanted: Unit, had: Unit) => decide(slot(wednesdays, wednesday, wanted), now, beside(had));
    expect(why(decideOn(fullDay, fullDay))).toEqual({
      code: "otherHousehold",
      firstName: "Lou",
    });
    expect(why(decideOn(morning, fullDay))?.code).toBe("otherHousehold");
    expect(decideOn(morning, wednesdays.units[2]!).yes).toBe(true);
  });

  test("while a place is free, by the day's own counters once there are some", () => {
    const asked = slot(wednesdays, wednesday);
    const at = (used: number, set: number | null): Counters => new Map([[asked.poolsFor(lou)[0]!.id, { used, set }]]);
    expect(decide(asked, now, asking(wednesday), at(11, 12))).toEqual({ yes: true, placesLeft: 1, approval: false });
    expect(why(decide(asked, now, asking(wednesday), at(12, null)))?.code).toBe("full");
    expect(why(decide(asked, now, asking(wednesday), at(12, 12)))).toEqual({
      code: "full",
      places: 12,
      freedUntil: asked.bookBefore,
      list: false,
    });
    expect(why(decide(asked, now, asking(wednesday), at(12, 10)))?.code).toBe("full");
    expect(decide(asked, now, asking(wednesday), at(12, 14))).toEqual({ yes: true, placesLeft: 2, approval: false });
    const closedThatDay = unit("journee", "08:00", "18:00", { placesOn: [{ date: wednesday, places: 0 }] });
    expect(why(decide(slot(wednesdays, wednesday, closedThatDay)))?.code).toBe("full");
  });
});

describe("« Complet » names what can still help", () => {
  /** Booked seven days before until midnight; given up until Friday of the week before. */
  const week: Unit = {
    ...fullDay,
    bookBefore: { kind: "days", days: 7, counting: "calendar", at: "23:59" },
    cancelBefore: { kind: "previousWeekday", weekday: 5, at: "23:59" },
  };
  /** Given up until ten days before, booked until the eve. */
  const early: Unit = {
    ...fullDay,
    bookBefore: { kind: "days", days: 1, counting: "calendar", at: "12:00" },
    cancelBefore: { kind: "days", days: 10, counting: "calendar", at: "12:00" },
  };
  const told = (wanted: Unit, at: string, more: Partial<Activity> = {}): Refusal | null => {
    const asked = slot({ ...wednesdays, ...more }, wednesday, wanted);
    return why(
      decide(asked, instant(at), asking(wednesday), new Map([[asked.poolsFor(lou)[0]!.id, { used: 12, set: 12 }]])),
    );
  };

  test("never a moment after the booking deadline", () =>
    expect(told(week, "2026-11-25T08:00:00Z")).toMatchObject({ code: "full", freedUntil: "2026-12-02T22:59:00Z" }));
  test("nor one that has passed", () => {
    const refusal = told(early, "2026-12-01T08:00:00Z");
    expect(refusal).toMatchObject({ code: "full", freedUntil: null });
    expect(refusalWords(refusal!, day("2026-11-25")).sentence).toBe(
      "Les 12\u00a0places de ce jour sont prises. Les autres familles ne peuvent plus annuler à temps. Choisissez un autre jour.",
    );
  });
  test("nor one after the window has closed", () => {
    const windows = wednesdays.windows.map((one) => ({ ...one, closesAt: instant("2026-11-27T22:59:00Z") }));
    expect(told(early, "2026-11-25T08:00:00Z", { windows })).toMatchObject({ freedUntil: "2026-11-27T22:59:00Z" });
  });
  test("and where nobody can give a place up, says so to who may wait", () => {
    const refusal = told({ ...fullDay, cancelBefore: { kind: "never" } }, "2026-12-01T08:00:00Z", {
      waiting: { holdHours: 24 },
    });
    expect(refusal).toMatchObject({ code: "full", freedUntil: null });
    expect(refusalWords(refusal!, day("2026-11-25")).sentence).toContain(
      "seul le guichet peut encore libérer une place",
    );
  });
});

describe("A date is said with what is not the present", () => {
  const late = { code: "tooLate", since: instant("2026-08-18T10:00:00Z") } as const;
  test.each([
    ["2026-08-20", "depuis mar. 18", "avant le mardi 18\u00a0août à 12\u00a0h."],
    ["2026-11-20", "depuis mar. 18\u00a0août", "avant le mardi 18\u00a0août à 12\u00a0h."],
    ["2027-06-20", "depuis 18\u00a0août 2026", "avant le mardi 18\u00a0août 2026 à 12\u00a0h."],
  ])("read on %s", (today, hint, passage) => {
    const words = refusalWords(late, day(today));
    expect(words.hint).toBe(hint);
    expect(words.sentence).toContain(passage);
  });
});

describe("A new edition", () => {
  const january = { effectiveFrom: day("2027-01-01"), from: day("2027-01-01") };
  const named = (windowId: string, from: string): BookingWindow => ({
    ...wednesdays.windows[0]!,
    id: id("WindowId", windowId),
    from: day(from),
    to: day("2027-06-30"),
  });
  /** Until when a Wednesday of February is booked and cancelled. */
  const untilOf = (activities: readonly Activity[]): readonly (Instant | null)[] => {
    const slots = slotsOf({ activities, sites: [site], calendars: zoneB }, "B");
    const found = slots.find({ activityId: wednesdays.id, unitId: fullDay.id, date: day("2027-02-10") });
    return isRefusal(found) ? [] : [found.bookBefore, found.cancelBefore];
  };

  test.each([
    ["days", { kind: "daysBeforePeriod", days: 15, counting: "calendar", at: "12:00", period: "window" }, "2026-08-18"],
    ["months", { kind: "months", months: 1, from: "window", at: "12:00" }, "2026-08-02"],
  ] as const)(
    "moves no deadline counted in %s from a window's first day, whatever it calls that window",
    (_, before, on) => {
      const units = [{ ...fullDay, bookBefore: before, cancelBefore: before }];
      const first = { ...wednesdays, units, windows: [named("annee", "2026-09-02")] };
      const read = [`${on}T10:00:00Z`, `${on}T10:00:00Z`];
      expect(untilOf([first])).toEqual(read);
      for (const [windowId, from] of [
        ["annee", "2027-01-01"],
        ["hiver", "2027-01-01"],
        ["annee-2", "2027-01-06"],
      ] as const)
        expect(untilOf([first, { ...first, ...january, windows: [named(windowId, from)] }])).toEqual(read);
      // A third one too, whose window bears a name of the second's.
      const [second, third] = (["2027-01-01", "2027-02-01"] as const).map((from) => ({
        ...first,
        effectiveFrom: day(from),
        from: day(from),
        windows: [named("hiver", from)],
      }));
      expect(untilOf([first, second!, third!])).toEqual(read);
    },
  );

  test("goes on with a period that was cut short to make room for it, and not with last year's", () => {
    const before = { kind: "daysBeforePeriod", days: 15, counting: "calendar", at: "12:00" } as const;
    const first = { ...wednesdays, units: [{ ...fullDay, bookBefore: before, cancelBefore: before }] };
    const cut = { ...first, to: day("2026-12-31") };
    const read = untilOf([first]);
    expect(read).toEqual(["2026-08-18T10:00:00Z", "2026-08-18T10:00:00Z"]);
    const second = { ...first, ...january };
    expect(untilOf([{ ...cut, ...leftBehind(first, cut) }, second])).toEqual(read);
    // Written over once more, it is still the one that was cut.
    const again = { ...cut, ...leftBehind(first, cut) };
    expect(untilOf([{ ...cut, ...leftBehind(again, cut) }, second])).toEqual(read);
    // Two years that follow each other without a gap were never one.
    const lastYear = { ...first, effectiveFrom: day("2025-09-01"), from: day("2025-09-01"), to: day("2026-09-01") };
    expect(untilOf([lastYear, first])).toEqual(read);
  });

  test("moves no deadline that is counted from the period's first day, when it goes on with it", () => {
    const before = { kind: "daysBeforePeriod", days: 15, counting: "calendar", at: "12:00" } as const;
    const first = { ...wednesdays, units: [{ ...fullDay, bookBefore: before, cancelBefore: before }] };
    const second = { ...first, effectiveFrom: day("2027-01-01"), from: day("2027-01-01"), windows: [] };
    const next = { ...first, effectiveFrom: day("2027-09-01"), from: day("2027-09-01"), to: day("2028-06-30") };
    const until = (activities: readonly Activity[], date: PlainDate): Instant | null => {
      const slots = slotsOf({ activities, sites: [site], calendars: zoneB }, "B");
      const found = slots.find({ activityId: first.id, unitId: fullDay.id, date });
      return isRefusal(found) ? null : found.bookBefore;
    };
    const date = day("2027-02-10");
    expect(until([first], date)).toBe("2026-08-18T10:00:00Z");
    expect(until([first, second], date)).toBe("2026-08-18T10:00:00Z");
    expect(until([first, second, next], date)).toBe("2026-08-18T10:00:00Z");
    expect(until([first, second, next], day("2027-09-08"))).toBe("2027-08-17T10:00:00Z");
  });
});

describe("Any decision", () => {
  const asked = fc
    .record({
      book: nearDeadline,
      cancel: nearDeadline,
      off: fc.integer({ min: 0, max: 300 }),
      resident: fc.boolean(),
      holidays: fc.boolean(),
    })
    .map(({ book, cancel, off, resident, holidays }) => {
      const activity = holidays ? winter : wednesdays;
      // On most of its days the activity runs.
      const date = addDays(activity.from, holidays ? off % 14 : off % 4 === 0 ? off : 7 * (off % 43));
      return {
        asked: slot(activity, date, { ...fullDay, bookBefore: book, cancelBefore: cancel }),
        asker: asking(date, { household: { resident } }),
      };
    });
  const moment = instantBetween("2026-06-01", "2027-09-01");
  const many = { numRuns: 200 };

  test("once too late stays refused", () => {
    fc.assert(
      fc.property(asked, moment, moment, ({ asked: one, asker }, early, late) => {
        const [first, second] = early < late ? [early, late] : [late, early];
        const before = why(decide(one, first, asker));
        fc.pre(before !== null && ["tooLate", "past", "windowClosed"].includes(before.code));
        expect(decide(one, second, asker).yes).toBe(false);
      }),
      many,
    );
  });

  test("says when it changes, and has changed then", () => {
    fc.assert(
      fc.property(asked, moment, ({ asked: one, asker }, at) => {
        const refusal = why(decide(one, at, asker));
        const then = refusal && changesAt(refusal);
        fc.pre(then !== null);
        expect(then > at).toBe(true);
        expect(decide(one, then, asker).yes).toBe(true);
      }),
      many,
    );
  });

  test("that names no moment is not lifted by waiting", () => {
    fc.assert(
      fc.property(asked, moment, moment, ({ asked: one, asker }, early, late) => {
        const [first, second] = early < late ? [early, late] : [late, early];
        const refusal = why(decide(one, first, asker));
        fc.pre(refusal !== null && changesAt(refusal) === null);
        expect(decide(one, second, asker).yes).toBe(false);
      }),
      many,
    );
  });

  test("says yes only before the deadline, in the window, on a day to come that is not closed", () => {
    fc.assert(
      fc.property(asked, moment, ({ asked: one, asker }, at) => {
        fc.pre(decide(one, at, asker).yes);
        expect(one.closed).toBeNull();
        expect([minuteOver(one.bookBefore, at), minuteOver(one.window!.closesAt, at)]).toEqual([false, false]);
        expect(at < localToInstant(one.date, one.unit.from)).toBe(true);
      }),
      many,
    );
  });

  test("is told in French: the rule, and what to do next", () => {
    fc.assert(
      fc.property(asked, moment, ({ asked: one, asker }, at) => {
        const refusal = why(decide(one, at, asker));
        fc.pre(refusal !== null);
        const { short, hint, sentence } = refusalWords(refusal, localDate(at));
        expect(short.length).toBeLessThanOrEqual(14);
        expect((hint ?? "").length).toBeLessThanOrEqual(24);
        expect(sentence).toMatch(/([Cc]hoisissez|contactez|Revenez|annulez)/);
        expect(sentence).not.toMatch(/ [:;!?»]|« |undefined|NaN/);
      }),
      many,
    );
  });
});

describe("A booking can be given up", () => {
  test("never, where the rule says so; and never once the unit has begun", () => {
    const forGood: Unit = { ...fullDay, cancelBefore: { kind: "never" } };
    expect(whyNotCancel(slot(wednesdays, wednesday, forGood), now)).toEqual({ code: "neverCancelled" });
    const late: Unit = { ...fullDay, cancelBefore: { kind: "days", days: 0, counting: "calendar", at: "23:59" } };
    const begun = localToInstant(wednesday, fullDay.from);
    expect(whyNotCancel(slot(wednesdays, wednesday, late), plusMinutes(begun, -1))).toBeNull();
    expect(whyNotCancel(slot(wednesdays, wednesday, late), begun)?.code).toBe("tooLateToCancel");
  });

  test("until its own deadline, window closed or not", () => {
    const asked = slot(wednesdays, wednesday);
    expect(whyNotCancel(asked, instant("2026-12-08T09:00:59Z"))).toBeNull();
    expect(whyNotCancel(asked, instant("2026-12-08T09:01:00Z"))).toEqual({
      code: "tooLateToCancel",
      since: "2026-12-08T09:00:00Z",
    });
    expect(whyNotCancel(asked, instant("2026-12-11T09:00:00Z"))).toEqual({ code: "past" });
    expect(whyNotCancel(slot(wednesdays, day("2027-06-23")), instant("2027-06-10T09:00:00Z"))).toBeNull();
  });
});
