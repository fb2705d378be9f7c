import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { absenceKinds } from "../../../functions/booking/rules/absences.ts";
import {
  endDay,
  mostSteps,
  note,
  nothingNoted,
  presenceOf,
  told,
  undo,
  type Attendance,
  type Noted,
  type Outcome,
  type Tap,
} from "../../../functions/attendance/rules/marks.ts";
import { id, type UnitKey } from "../../../functions/kernel/ids.ts";
import type { LocalTime } from "../../../functions/kernel/time.ts";

const who = { familyCode: id("FamilyCode", "AB12"), childId: id("ChildId", "E1") };
const day: UnitKey = `${id("ActivityId", "mercredis")}/${id("UnitId", "journee")}`;
const evening: UnitKey = `${id("ActivityId", "soir")}/${id("UnitId", "soir")}`;
const booked = [{ unit: day, booked: true }];
const tap = (rank: number): Tap => ({
  id: id("IdempotencyKey", `tap-${String(rank).padStart(16, "0")}`),
  at: id("Instant", "2026-12-02T08:00:00Z"),
  by: id("Login", "AGENT1"),
  byName: "Agent Un",
});
const here = (time: LocalTime): Noted => ({ what: "here", time });
const gone = (time: LocalTime): Noted => ({ what: "gone", time });

function after(outcome: Outcome): Attendance {
  if (outcome.kind !== "write") throw new Error(JSON.stringify(outcome));
  return outcome.attendance;
}
/** Acts one after the other, each by a tap of its own. */
const played = (...acts: readonly Noted[]): Attendance =>
  acts.reduce<Attendance>(
    (attendance, act, rank) => after(note(attendance, tap(rank), act, booked)),
    nothingNoted(who),
  );

describe("What is noted of a child", () => {
  test("goes from expected to here to gone", () => {
    expect(presenceOf(undefined)).toBe("expected");
    const come = played(here("08:31"));
    expect(come.marks.get(day)).toEqual({ arrived: "08:31" });
    const left = played(here("08:31"), gone("17:42"));
    expect([left.marks.get(day), presenceOf(left.marks.get(day))]).toEqual([
      { arrived: "08:31", left: "17:42" },
      "gone",
    ]);
  });

  test("keeps the first arrival, and a tap that comes late takes no departure back", () => {
    expect(note(played(here("08:31")), tap(9), here("08:40"), booked).kind).toBe("unchanged");
    const late = note(played(gone("17:42")), tap(9), here("08:31"), booked);
    expect(after(late).marks.get(day)).toEqual({ arrived: "08:31", left: "17:42" });
  });

  test("who comes back is there again", () => {
    const back = after(note(played(here("08:31"), gone("10:00")), tap(9), here("14:00"), booked));
    expect(back.marks.get(day)).toEqual({ arrived: "08:31" });
  });

  test("nobody leaves before coming, and who is there was not absent", () => {
    expect(note(played(here("08:31")), tap(9), gone("08:00"), booked)).toMatchObject({ why: { code: "upsideDown" } });
    const absent: Noted = { what: "absent", kind: "justified", time: "09:00" };
    expect(note(played(here("08:31")), tap(9), absent, booked)).toMatchObject({ why: { code: "wasThere" } });
    const home = note(played(here("08:31")), tap(9), { what: "absent", kind: "sentHome", time: "10:15" }, booked);
    expect(after(home).marks.get(day)).toEqual({ arrived: "08:31", left: "10:15", absent: "sentHome" });
  });

  test("says that nobody had booked, until nothing is noted any more", () => {
    const guest = after(note(nothingNoted(who), tap(0), here("08:31"), [{ unit: day, booked: false }]));
    const left = after(note(guest, tap(1), gone("17:00"), [{ unit: day, booked: false }]));
    expect(left.marks.get(day)).toEqual({ arrived: "08:31", left: "17:00", unbooked: true });
    expect(after(note(left, tap(2), { what: "clear" }, [{ unit: day, booked: false }])).marks.size).toBe(0);
  });

  test("times are put right with what was there before", () => {
    const corrected = after(
      note(played(here("08:31"), gone("17:42")), tap(7), { what: "times", arrived: "08:15", left: "17:42" }, booked),
    );
    expect(told(corrected)[0]).toMatchObject({
      what: "times",
      byName: "Agent Un",
      changes: [{ from: { arrived: "08:31", left: "17:42" }, to: { arrived: "08:15", left: "17:42" } }],
    });
  });

  test("what somebody has changed since is not undone", () => {
    const both = played(here("08:31"), gone("17:42"));
    expect(undo(both, tap(9), tap(0).id)).toMatchObject({ why: { code: "notedSince" } });
    expect(undo(both, tap(9), tap(5).id)).toMatchObject({ why: { code: "nothingToUndo" } });
    const once = after(undo(both, tap(9), tap(1).id));
    expect(once.marks.get(day)).toEqual({ arrived: "08:31" });
    expect(after(undo(once, tap(10), tap(9).id)).marks.get(day)).toEqual({ arrived: "08:31", left: "17:42" });
  });

  test("a record has an end", () => {
    let attendance = nothingNoted(who);
    for (let rank = 0; rank < mostSteps; rank += 1)
      attendance = after(note(attendance, tap(rank), rank % 2 === 0 ? here("08:31") : { what: "clear" }, booked));
    expect(note(attendance, tap(99), here("08:31"), booked)).toMatchObject({ why: { code: "tooManySteps" } });
  });
});

describe("The night", () => {
  const ended = { to: "18:00", expected: true, called: true } as const;

  test("lets who is still there leave at the end, and says that nobody noted it", () => {
    const closed = after(endDay(played(here("08:31")), tap(9), [{ unit: day, ...ended }]));
    expect(closed.marks.get(day)).toEqual({ arrived: "08:31", left: "18:00", byNight: "left" });
    const late = after(endDay(played(here("18:20")), tap(9), [{ unit: day, ...ended }]));
    expect(late.marks.get(day)).toEqual({ arrived: "18:20", left: "18:20", byNight: "left" });
  });

  test("notes absent who was expected where others were called, and nobody else", () => {
    const none = nothingNoted(who);
    expect(after(endDay(none, tap(9), [{ unit: day, ...ended }])).marks.get(day)).toEqual({
      absent: "unannounced",
      byNight: "absent",
    });
    expect(endDay(none, tap(9), [{ unit: day, ...ended, called: false }]).kind).toBe("unchanged");
    expect(endDay(none, tap(9), [{ unit: day, ...ended, expected: false }]).kind).toBe("unchanged");
  });

  test("writes once, whoever runs it again", () => {
    const closed = after(endDay(played(here("08:31")), tap(9), [{ unit: day, ...ended }]));
    expect(endDay(closed, tap(9), [{ unit: day, ...ended }]).kind).toBe("known");
  });
});

const times = fc
  .tuple(fc.integer({ min: 7, max: 19 }), fc.integer({ min: 0, max: 59 }))
  .map(([hours, minutes]): LocalTime => `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);
const acts: fc.Arbitrary<Noted> = fc.oneof(
  times.map(here),
  times.map(gone),
  fc.record({ what: fc.constant("absent" as const), kind: fc.constantFrom(...absenceKinds), time: times }),
  fc.record({ what: fc.constant("times" as const), arrived: fc.option(times, { nil: undefined }), left: times }),
  fc.constant({ what: "clear" as const }),
);
const units = fc
  .constantFrom([day], [evening], [day, evening])
  .map((chosen) => chosen.map((unit) => ({ unit, booked: unit === day })));
const taps = fc.array(fc.tuple(acts, units), { maxLength: 25 });

const playAll = (list: readonly (readonly [Noted, readonly { unit: UnitKey; booked: boolean }[]])[]): Attendance =>
  list.reduce<Attendance>((attendance, [act, on], rank) => {
    const outcome = note(attendance, tap(rank), act, on);
    return outcome.kind === "write" ? outcome.attendance : attendance;
  }, nothingNoted(who));

describe("Whatever is tapped", () => {
  test("nobody leaves before coming, and each step counts once", () => {
    fc.assert(
      fc.property(taps, (list) => {
        const attendance = playAll(list);
        expect(attendance.revision).toBe(attendance.steps.length);
        for (const { arrived, left } of attendance.marks.values())
          if (arrived !== undefined && left !== undefined) expect(left >= arrived).toBe(true);
      }),
    );
  });

  test("a tap that arrives again changes nothing, whenever it does", () => {
    fc.assert(
      fc.property(taps, fc.nat(), (list, which) => {
        const attendance = playAll(list);
        const step = attendance.steps[which % Math.max(1, attendance.steps.length)];
        if (!step) return;
        const [act, on] = list[Number(step.id.slice(4))] ?? [];
        if (act && on) expect(note(attendance, { ...tap(0), id: step.id }, act, on).kind).toBe("known");
      }),
    );
  });

  test("undone from the last to the first, nothing is left, and every step is kept", () => {
    fc.assert(
      fc.property(taps, (list) => {
        const attendance = playAll(list);
        let back = attendance;
        // What undoing adds touches the same units, so each is undone before the one below it.
        for (const step of [...attendance.steps].reverse()) {
          const bare = { ...back, steps: back.steps.slice(0, attendance.steps.indexOf(step) + 1) };
          const undone = after(undo(bare, tap(500 + back.revision), step.id));
          back = { ...undone, steps: [...back.steps, ...undone.steps.slice(-1)] };
        }
        expect([...back.marks]).toEqual([]);
        expect(back.steps).toHaveLength(attendance.steps.length * 2);
      }),
    );
  });

  test("each step leads to what the next one starts from", () => {
    fc.assert(
      fc.property(taps, (list) => {
        const attendance = playAll(list);
        const steps = [...told(attendance)].reverse();
        const now = new Map<UnitKey, unknown>();
        for (const { changes } of steps)
          for (const { unit, from, to } of changes) {
            expect(now.get(unit) ?? null).toEqual(from);
            now.set(unit, to);
          }
        for (const [unit, mark] of attendance.marks) expect(now.get(unit)).toEqual(mark);
      }),
    );
  });
});
