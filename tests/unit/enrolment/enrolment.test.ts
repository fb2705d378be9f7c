/** Enrolments: what may become of one, what the child's record holds of it, and when one may begin. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { undoSeconds } from "../../../functions/approval/rules/word.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity } from "../../../functions/catalogue/rules/catalogue.ts";
import {
  after,
  forFamily,
  heldOf,
  holding,
  isWord,
  standingActs,
  stateBefore,
  undoableUntil,
  type Enrolment,
  type EnrolmentState,
  type Step,
} from "../../../functions/enrolment/rules/enrolment.ts";
import { needsEnrolment, usualDays, whyNotEnrol } from "../../../functions/enrolment/rules/may-enrol.ts";
import { notEnrolledWords } from "../../../functions/enrolment/words.fr.ts";
import { standingOn, type HeldEnrolment } from "../../../functions/family/rules/held-enrolments.ts";
import { plusSeconds } from "../../../functions/kernel/clock.ts";
import { id, type PlainDate } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { day, lou, wednesdays } from "../catalogue/samples.ts";

const today = day("2026-11-23");
const activity: Activity = { ...wednesdays, eligibility: { ...wednesdays.eligibility, requires: ["enrolment"] } };

const begun = (change: Partial<Enrolment> = {}): Enrolment => ({
  id: id("EnrolmentId", "enrolment-0000000001"),
  familyCode: id("FamilyCode", "AB12CD"),
  childId: lou.id,
  activityId: activity.id,
  from: day("2026-12-01"),
  to: day("2027-06-30"),
  askedAt: id("Instant", "2026-11-23T08:00:00Z"),
  state: { status: "asked" },
  version: 1,
  acts: [],
  ...change,
});

const anyDate = fc.integer({ min: -40, max: 260 }).map((days) => addDays(today, days));
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom<Step>(
    { what: "accept" },
    { what: "withdraw" },
    { what: "hold", reason: "Il manque une pièce" },
    { what: "refuse", reason: "Groupe au complet" },
  ),
  anyDate.map((from): Step => ({ what: "end", from })),
);

/** Takes what steps are possible, one after the other. */
const played = (steps: readonly Step[]): readonly Enrolment[] => {
  const all = [begun()];
  for (const step of steps) {
    const last = all.at(-1) ?? begun();
    const state = after(last, step);
    if (state) all.push({ ...last, state, version: last.version + 1 });
  }
  return all;
};

describe("What may become of an enrolment", () => {
  test("the office answers what waits; what is refused, withdrawn or ended is never brought back", () => {
    const may: Readonly<Record<EnrolmentState["status"], readonly Step["what"][]>> = {
      asked: ["accept", "hold", "refuse", "withdraw"],
      onHold: ["accept", "hold", "refuse", "withdraw"],
      accepted: ["end"],
      refused: [],
      withdrawn: [],
      ended: ["end"],
    };
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), anyStep, (steps, step) => {
        const last = played(steps).at(-1) ?? begun();
        if (after(last, step)) expect(may[last.state.status]).toContain(step.what);
        else if (step.what !== "end") expect(may[last.state.status]).not.toContain(step.what);
      }),
    );
  });

  test("days that it covers are only ever lost once it is accepted, from an end on", () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 8 }), anyDate, (steps, date) => {
        const covers = (one: Enrolment): boolean => {
          const held = heldOf(one);
          return held?.standing === "accepted" && held.from <= date && date <= held.to;
        };
        const all = played(steps);
        for (const [rank, one] of all.entries()) {
          const next = all[rank + 1];
          if (!next || !covers(one) || covers(next)) continue;
          expect(next.state.status).toBe("ended");
          expect(next.state.status === "ended" && next.state.from <= date).toBe(true);
        }
      }),
    );
  });

  test("an end before its first day leaves nothing of it", () => {
    const ended = after(begun({ state: { status: "accepted" } }), { what: "end", from: day("2026-11-25") });
    expect(ended).toEqual({ status: "ended", from: "2026-11-25" });
    expect(heldOf(begun({ state: ended ?? { status: "asked" } }))).toBeNull();
    expect(after(begun({ state: { status: "accepted" } }), { what: "end", from: day("2027-07-01") })).toBeNull();
  });
});

describe("What a child's record holds", () => {
  const anyHeld: fc.Arbitrary<HeldEnrolment> = fc.record({
    id: fc
      .constantFrom("enrolment-0000000001", "enrolment-0000000002", "enrolment-0000000003")
      .map((text) => id("EnrolmentId", text)),
    activityId: fc.constantFrom(activity.id, id("ActivityId", "theatre")),
    from: anyDate,
    to: anyDate,
    standing: fc.constantFrom("accepted" as const, "asked" as const, "onHold" as const, "refused" as const),
  });

  test("is each enrolment once, nothing that is over, and of refusals the last", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyHeld, { selector: (one) => one.id }),
        fc.array(anyStep, { maxLength: 6 }),
        (held, steps) => {
          const last = played(steps).at(-1) ?? begun();
          const now = holding(held, last, today);
          expect(new Set(now.map((one) => one.id)).size).toBe(now.length);
          expect(now.every((one) => one.to >= today)).toBe(true);
          const own = heldOf(last);
          expect(now.filter((one) => one.id === last.id)).toEqual(own && own.to >= today ? [own] : []);
          // Others of other activities are left alone.
          expect(now.filter((one) => one.activityId !== activity.id)).toEqual(
            held.filter((one) => one.activityId !== activity.id && one.to >= today && one.id !== last.id),
          );
          if (own)
            expect(
              now.filter((one) => one.activityId === activity.id && one.standing === "refused" && one.id !== last.id),
            ).toEqual([]);
        },
      ),
    );
  });

  test("says for a day what opens most", () => {
    const held = (standing: HeldEnrolment["standing"], rank: number): HeldEnrolment => ({
      id: id("EnrolmentId", `enrolment-000000000${rank}`),
      activityId: activity.id,
      from: day("2026-12-01"),
      to: day("2026-12-31"),
      standing,
    });
    const on = (date: string, ...all: readonly HeldEnrolment[]) => standingOn(all, activity.id, day(date));
    expect(on("2026-12-09", held("refused", 1), held("asked", 2))).toBe("asked");
    expect(on("2026-12-31", held("onHold", 1), held("accepted", 2))).toBe("accepted");
    expect(on("2027-01-01", held("accepted", 1))).toBeNull();
    expect(standingOn([held("accepted", 1)], id("ActivityId", "autre"), day("2026-12-09"))).toBeNull();
  });
});

describe("Who may be enrolled, and when", () => {
  const why = (
    from: string,
    to: string,
    change: Partial<Parameters<typeof whyNotEnrol>[0]> = {},
  ): ReturnType<typeof whyNotEnrol> =>
    whyNotEnrol({
      activity,
      child: lou,
      household: {},
      calendars: zoneB,
      from: day(from),
      to: day(to),
      today,
      byStaff: false,
      ...change,
    });

  test("a child of its age, for days to come of one school year", () => {
    expect(why("2026-12-01", "2027-06-30")).toBeNull();
    expect(why("2026-11-23", "2026-11-23")).toBeNull();
  });

  test.each([
    ["days that are over", "2026-11-22", "2027-06-30", "past"],
    ["an end before the beginning", "2026-12-02", "2026-12-01", "backwards"],
    ["two school years", "2027-06-01", "2027-09-15", "acrossYears"],
    ["a year that is not announced", "2040-09-10", "2040-12-10", "yearUnknown"],
    ["days of the summer, when it does not run", "2027-07-10", "2027-07-12", "outsideActivity"],
  ])("not %s", (_, from, to, code) => {
    expect(why(from, to)?.code).toBe(code);
  });

  test("staff may enter one that has begun, not one that is over", () => {
    expect(why("2026-10-01", "2027-06-30", { byStaff: true })).toBeNull();
    expect(why("2026-10-01", "2026-10-30", { byStaff: true })?.code).toBe("past");
  });

  test("not a child who is too young to the end, too old from the beginning, or of another class", () => {
    const limited = (eligibility: Activity["eligibility"]): Partial<Parameters<typeof whyNotEnrol>[0]> => ({
      activity: { ...activity, eligibility: { requires: ["enrolment"], ...eligibility } },
    });
    const born = (birthDate: string) => ({ child: { ...lou, birthDate: day(birthDate) } });
    expect(why("2026-12-01", "2027-06-30", { ...limited({ minAge: 3 }), ...born("2024-07-01") })?.code).toBe(
      "tooYoung",
    );
    expect(why("2026-12-01", "2027-06-30", { ...limited({ minAge: 3 }), ...born("2024-03-01") })).toBeNull();
    expect(why("2026-12-01", "2027-06-30", { ...limited({ maxAge: 11 }), ...born("2014-11-30") })?.code).toBe("tooOld");
    expect(why("2026-12-01", "2027-06-30", { ...limited({ maxAge: 11 }), ...born("2015-03-01") })).toBeNull();
    const otherGrade = limited({ grades: ["CM2"] });
    expect(why("2026-12-01", "2027-06-30", { ...otherGrade, child: { ...lou, grade: "CP" } })?.code).toBe("otherGrade");
  });

  test("not twice for the same days, whatever became of the first but a refusal", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("accepted" as const, "asked" as const, "onHold" as const, "refused" as const),
        fc.integer({ min: 0, max: 180 }),
        fc.integer({ min: 0, max: 40 }),
        (standing, start, length) => {
          const from = addDays(day("2026-12-01"), start);
          const other: HeldEnrolment = {
            id: id("EnrolmentId", "enrolment-0000000009"),
            activityId: activity.id,
            from,
            to: addDays(from, length),
            standing,
          };
          const found = why("2027-01-10", "2027-02-10", { child: { ...lou, enrolments: [other] } });
          const shares = other.from <= day("2027-02-10") && other.to >= day("2027-01-10");
          expect(found?.code).toBe(shares && standing !== "refused" ? "overlaps" : undefined);
        },
      ),
    );
  });

  test("nobody at a canteen, which refuses for want of a place alone, nor where nothing is asked", () => {
    expect(needsEnrolment({ ...activity, kind: "canteen" })).toBe(false);
    expect(needsEnrolment(wednesdays)).toBe(false);
    expect(why("2026-12-01", "2027-06-30", { activity: wednesdays })?.code).toBe("notNeeded");
    expect(
      why("2026-12-01", "2027-06-30", { household: { closedAt: id("Instant", "2026-11-01T08:00:00Z") } })?.code,
    ).toBe("accountClosed");
  });

  test("the days that a page proposes may be asked", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 240 }), (days) => {
        const on: PlainDate = addDays(today, days);
        const usual = usualDays(activity, zoneB, on);
        if (usual) expect(why(usual.from, usual.to, { today: on })).toBeNull();
        else expect(on > activity.to).toBe(true);
      }),
    );
  });

  test("each refusal is a sentence that ends, and says at which field where it is one's", () => {
    for (const [from, to] of [
      ["2026-11-22", "2027-06-30"],
      ["2026-12-02", "2026-12-01"],
      ["2027-06-01", "2027-09-15"],
      ["2027-07-10", "2027-07-12"],
    ] as const) {
      const refusal = why(from, to);
      if (!refusal) throw new Error("It was not refused");
      const { sentence, field } = notEnrolledWords(refusal);
      expect(sentence).toMatch(/^[A-ZÉÀ].*\.$/u);
      expect(field).toBeDefined();
    }
  });
});

describe("The office's word, taken back", () => {
  type Done = Step | { readonly what: "undo" };
  const anyDone: fc.Arbitrary<Done> = fc.oneof(
    { weight: 3, arbitrary: anyStep },
    { weight: 1, arbitrary: fc.constant({ what: "undo" } as const) },
  );
  const start = id("Instant", "2026-11-23T08:00:00Z");

  /** Acts of the office on one that was asked for, five seconds apart, those that are possible; each with the state it left. */
  const acted = (doings: readonly Done[]): readonly Enrolment[] => {
    const all = [begun({ acts: [{ what: "ask", at: start, by: id("Login", "AB12CD"), key: keyOf(0) }] })];
    for (const doing of doings) {
      const last = all.at(-1) ?? begun();
      const state = doing.what === "undo" ? stateBefore(last) : after(last, doing);
      const { what } = doing;
      const act = {
        what,
        at: plusSeconds(start, 5 * last.acts.length),
        by: id("Login", "AGENT.UN"),
        byName: "Agent un",
        key: keyOf(last.acts.length),
        ...("reason" in doing ? { reason: doing.reason } : {}),
        ...("from" in doing ? { from: doing.from } : {}),
      };
      if (state) all.push({ ...last, state, version: last.version + 1, acts: [...last.acts, act] });
    }
    return all;
  };
  const keyOf = (rank: number) => id("IdempotencyKey", `cle-de-l-acte-numero-${String(rank)}`);

  test("it is as it was, whatever came before; and as the acts that stand have made it", () => {
    fc.assert(
      fc.property(fc.array(anyDone, { maxLength: 8 }), (doings) => {
        const all = acted(doings);
        for (const [rank, one] of all.entries()) {
          const before = stateBefore(one);
          const last = one.acts.at(-1);
          expect(before !== null).toBe(last?.byName !== undefined && isWord(last));
          if (before) expect(before).toEqual(all[rank - 1]?.state);
          expect(standingActs(one.acts).some(({ what }) => what === "undo")).toBe(false);
        }
      }),
    );
  });

  test("the family sees nothing of a word that can still be taken back, nor of one that was", () => {
    fc.assert(
      fc.property(fc.array(anyDone, { maxLength: 8 }), (doings) => {
        for (const one of acted(doings)) {
          const last = one.acts.at(-1);
          const now = last?.at ?? start;
          const seen = forFamily(one, now);
          expect(seen.state).toEqual(undoableUntil(one, now) ? stateBefore(one) : one.state);
          expect(seen.acts.some(({ what }) => what === "undo")).toBe(false);
          expect(forFamily(one, plusSeconds(now, undoSeconds + 1)).state).toEqual(one.state);
        }
      }),
    );
  });
});
