/** The yearly confirmation of a file: until when it holds, and what it opens. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideBooking, slotOf } from "../../../functions/booking/rules/booking-rules.ts";
import { nothingKept } from "../../../functions/booking/rules/capacity.ts";
import { refusalView } from "../../../functions/booking/views.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { unitsOnDays } from "../../../functions/catalogue/rules/units.ts";
import { marksOf, seenOf } from "../../../functions/certification/marks.ts";
import { certifiedUntil, isCertified, sameVersion } from "../../../functions/certification/rules/certification.ts";
import { changedSince, counts, pageId, standingOf, type Marks } from "../../../functions/certification/rules/pages.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { addDays } from "../../../functions/kernel/time.ts";
import { anyDay } from "../booking/arbitraries.ts";
import { asking, day, instant, site, wednesdays } from "../catalogue/samples.ts";

const at = id("Instant", "2026-09-01T08:00:00Z");

describe("A confirmation", () => {
  test("holds to the eve of the next year's day, and no longer", () => {
    expect(certifiedUntil(day("2026-06-30"), "07-01")).toBe("2026-06-30");
    expect(certifiedUntil(day("2026-07-01"), "07-01")).toBe("2027-06-30");
    expect(certifiedUntil(day("2026-12-31"), "01-01")).toBe("2026-12-31");
    fc.assert(
      fc.property(anyDay, fc.constantFrom("01-01", "07-01", "08-31", "12-31"), (today, from) => {
        const until = certifiedUntil(today, from);
        expect(until >= today).toBe(true);
        expect(addDays(until, 1).slice(5)).toBe(from);
        // Every day up to then is of the same year of confirmations.
        expect(certifiedUntil(until, from)).toBe(until);
        expect(isCertified({ certified: { at, until } }, until)).toBe(true);
        expect(isCertified({ certified: { at, until } }, addDays(until, 1))).toBe(false);
      }),
    );
  });

  test("is of the very file that was read: another adult's change, a child more or less is another", () => {
    const version = { household: 3, children: { E1: 2, E2: 1 } };
    expect(sameVersion(version, { household: 3, children: { E2: 1, E1: 2 } })).toBe(true);
    for (const other of [
      { ...version, household: 4 },
      { ...version, children: { E1: 2 } },
      { ...version, children: { E1: 2, E2: 1, E3: 1 } },
      { ...version, children: { E1: 2, E2: 2 } },
    ])
      expect(sameVersion(version, other)).toBe(false);
  });
});

/** What pages show: some facts, each of some value. */
const facts = fc.dictionary(
  fc.constantFrom("address", "phone", "grade", "photo", "health"),
  fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.record({ lines: fc.array(fc.string()) })),
);
const confirmedAs = (marks: Marks) => ({ at, byName: "Mme Martin", marks });

describe("A page that was confirmed", () => {
  test("stands for whoever is shown no more than what was confirmed, whatever the order; any other value or one fact more asks again", () => {
    fc.assert(
      fc.property(facts, facts, (shown, other) => {
        const [now, then] = [marksOf(shown), marksOf(other)];
        const same = Object.keys(shown).every(
          (fact) => fact in other && JSON.stringify(shown[fact]) === JSON.stringify(other[fact]),
        );
        expect(standingOf(now, confirmedAs(then))).toBe(same ? "confirmed" : "changed");
        expect(standingOf(now, undefined)).toBe("toRead");
        expect(standingOf(now, confirmedAs(now))).toBe("confirmed");
        // Of a part of it a reader is told no change of the rest.
        const [kept] = Object.keys(shown);
        if (kept === undefined) return;
        const partly = marksOf(Object.fromEntries(Object.entries(shown).filter(([fact]) => fact !== kept)));
        expect(changedSince(partly, { ...now, [kept]: "another" })).toEqual([]);
        expect(changedSince(now, partly)).toEqual([kept]);
      }),
    );
  });

  test("has one name, which two pages share only when they show the same", () => {
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const [here, there] = [marksOf(one), marksOf(other)];
        expect(seenOf(here) === seenOf(there)).toBe(
          changedSince(here, there).length === 0 && changedSince(there, here).length === 0,
        );
        expect(seenOf(here)).toMatch(/^[\w-]{16}$/u);
      }),
    );
  });

  test("shows nothing of a value in its mark, and a fact of which nothing is known has one too", () => {
    expect(JSON.stringify(marksOf({ address: "1 rue des Lilas" }))).not.toContain("Lilas");
    expect(marksOf({ grade: undefined })).toEqual(marksOf({ grade: null }));
    expect(marksOf({ grade: null })).not.toEqual(marksOf({ grade: "" }));
  });

  test("counts for the certification that is to come: of this year, and since the last one", () => {
    const year = { from: "07-01" };
    const confirmed = (moment: string) => ({ at: id("Instant", moment) });
    expect(counts(confirmed("2026-06-30T21:59:00Z"), {}, { ...year, today: day("2026-07-01") })).toBe(false);
    expect(counts(confirmed("2026-06-30T22:00:00Z"), {}, { ...year, today: day("2026-07-01") })).toBe(true);
    expect(counts(confirmed("2026-07-01T08:00:00Z"), {}, { ...year, today: day("2027-06-30") })).toBe(true);
    const certified = { at: id("Instant", "2026-09-01T08:00:00Z"), until: day("2027-06-30") };
    const today = day("2026-09-02");
    expect(counts(confirmed("2026-09-01T08:00:00Z"), { certified }, { ...year, today })).toBe(false);
    expect(counts(confirmed("2026-09-01T08:00:01Z"), { certified }, { ...year, today })).toBe(true);
    fc.assert(
      fc.property(anyDay, fc.constantFrom("01-01", "07-01", "12-31"), (date, from) => {
        // What is confirmed today counts today, and to the end of the year of confirmations.
        const now = confirmed(`${date}T12:00:00Z`);
        expect(counts(now, {}, { today: date, from })).toBe(true);
        const until = certifiedUntil(date, from);
        expect(counts(now, {}, { today: until, from })).toBe(true);
        expect(counts(now, {}, { today: addDays(until, 1), from })).toBe(false);
      }),
    );
  });

  test("is named by what it is about", () => {
    expect(pageId({ page: "child", childId: id("ChildId", "E12") })).toBe("child.E12");
    expect(pageId({ page: "documents" })).toBe("documents");
  });
});

describe("An activity that asks for it", () => {
  const now = instant("2026-11-23T08:00:00Z");
  const wednesday = day("2026-12-09");
  const asked: Activity = { ...wednesdays, eligibility: { ...wednesdays.eligibility, requires: ["certification"] } };
  const decide = (until: string | null, { activity = asked, staff = false } = {}) =>
    decideBooking(
      slotOf(activity, activity.units[0] as Unit, site, wednesday, zoneB),
      asking(wednesday, {
        household: { resident: true, ...(until === null ? {} : { certified: { at, until: day(until) } }) },
      }),
      { counters: new Map(), kept: nothingKept, shut: false },
      unitsOnDays({ activities: [activity] })(wednesday),
      now,
      staff ? { override: { deadlines: true } } : {},
    );

  test("is booked with one that holds today, at the desk without, at the canteen without", () => {
    expect(decide("2026-11-23").yes).toBe(true);
    expect(decide(null, { staff: true }).yes).toBe(true);
    expect(decide(null, { activity: { ...asked, kind: "canteen" } }).yes).toBe(true);
  });

  test.each([null, "2026-11-22"])("leads there and back where there is none (%s)", (until) => {
    const decision = decide(until);
    if (decision.yes) throw new Error("It was booked without a confirmation");
    const { sentence, href } = refusalView(decision.refusal, now, "family");
    expect(sentence).toContain("relisez et confirmez vos fiches");
    expect(href).toBe("/confirmer-mes-fiches?retour=%2Finscrire%2Fmercredis");
  });
});
