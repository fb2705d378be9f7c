/** Catalogues written as files and read back: the same, whatever they hold. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type {
  Activity,
  BookingWindow,
  Catalogue,
  Closure,
  DocumentKind,
  Minimum,
  PlacesOn,
  PoolRule,
  RecurringWindow,
  Site,
  Span,
  StepFor,
  Unit,
} from "../../../../functions/catalogue/rules/catalogue.ts";
import { checkCatalogue } from "../../../../functions/catalogue/rules/checks.ts";
import { asWritten } from "../../../../functions/catalogue/rules/findings.ts";
import { localHolidays } from "../../../../functions/calendar/rules/public-holidays.ts";
import type { SchoolCalendar } from "../../../../functions/calendar/rules/school-calendar.ts";
import { type Weekday, addDays, instantToLocal, localToInstant } from "../../../../functions/kernel/time.ts";
import { dayFactsOf } from "../../../../functions/catalogue/rules/day-facts.ts";
import { deadlineInstant, type DeadlineSubject } from "../../../../functions/catalogue/rules/deadlines.ts";
import { id, type PlainDate } from "../../../../functions/kernel/ids.ts";
import { zoneB } from "../../../../functions/calendar/rules/zone-b.ts";
import { deadlineRecords } from "../../../../functions/catalogue/store/deadline-record.ts";
import { catalogueText } from "../../../../functions/catalogue/file/write-catalogue.ts";
import {
  deadlineWords,
  readCancelDeadline,
  readDeadline,
} from "../../../../functions/catalogue/file/deadline-words.ts";
import * as arbitrary from "../../booking/arbitraries.ts";
import { readText } from "./make.ts";

const start = id("PlainDate", "2026-01-01");
const days = (most: number) => fc.integer({ min: 0, max: most });
const word = fc
  .array(fc.constantFrom(..."abcdefgh0123".split("")), { minLength: 2, maxLength: 10 })
  .map((letters) => letters.join(""));
/** Text with all that YAML could take for something else. */
const text = fc
  .oneof(
    fc.constantFrom(
      "oui",
      "non",
      "null",
      "~",
      "2026",
      "1e3",
      "07:30",
      "- tiret",
      "# dièse",
      "a: b",
      "a #b",
      "'",
      '"',
      "[x]",
      "{x: y}",
      "&a",
      "*a",
      "!x",
      "%x",
      "@x",
      "`x`",
      "|",
      ">a",
      "?",
      "l’été : « prêt »",
      "true",
      "é\u0301".normalize("NFC"),
      "0x1f",
      "=",
      "<<",
    ),
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  )
  .map((raw) =>
    raw
      .normalize("NFC")
      .replace(/[\p{Cc}\p{Cs}<>]/gu, "")
      .replace(/\s+/gu, " ")
      .trim(),
  )
  .filter((found) => found !== "" && found.length <= 80 && found.normalize("NFC") === found);

/** Named things, each name once. */
const named = <T extends { readonly id: string }>(one: fc.Arbitrary<T>, maxLength: number, minLength = 0) =>
  fc.uniqueArray(one, { minLength, maxLength, selector: (value) => value.id });

const placesOn: fc.Arbitrary<readonly PlacesOn[]> = fc
  .uniqueArray(fc.record({ date: days(100).map((n) => addDays(start, n)), places: days(99) }), {
    maxLength: 2,
    selector: ({ date }) => date,
  })
  .map((found) => found.sort((one, other) => (one.date < other.date ? -1 : 1)));

const ages = fc
  .record({
    from: fc.option(days(8), { nil: undefined }),
    to: fc.option(fc.integer({ min: 8, max: 17 }), { nil: undefined }),
  })
  .filter(({ from, to }) => from !== undefined || to !== undefined)
  .map(({ from, to }) => ({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }));

const pool: fc.Arbitrary<PoolRule> = fc
  .record({
    id: word.map((name) => id("PoolName", name)),
    name: text,
    places: days(200),
    staff: fc.record({ adults: days(20), ratio: fc.integer({ min: 1, max: 20 }) }),
    with: fc.constantFrom("places", "staff", "both"),
    ages: fc.option(ages, { nil: undefined }),
    placesOn,
  })
  .map(({ places, staff, with: kind, ages: own, ...rest }) => ({
    ...rest,
    ...(kind === "staff" ? {} : { places }),
    ...(kind === "places" ? {} : { staff }),
    ...(own ? { ages: own } : {}),
  }));

const closure: fc.Arbitrary<Closure> = fc
  .record({
    id: fc.constantFrom("", "travaux-1", "GREVE_22").map((code) => code),
    from: days(300),
    length: days(9),
    kind: fc.constantFrom("closure" as const, "strike" as const),
    reason: text,
  })
  .map(({ id: code, from, length, ...rest }) => ({
    id: id("ClosureId", code === "" ? `du-${addDays(start, from)}` : `${code}-${from}`),
    from: addDays(start, from),
    to: addDays(start, from + length),
    ...rest,
  }));

const byStart = <T extends { readonly from: PlainDate }>(values: readonly T[]): readonly T[] =>
  [...values].sort((one, other) => (one.from < other.from ? -1 : 1));

const site: fc.Arbitrary<Site> = fc.record({
  id: word.map((name) => id("SiteId", name)),
  name: text,
  town: text,
  pools: named(pool, 2),
  closures: fc.uniqueArray(closure, { maxLength: 3, selector: ({ from }) => from }).map(byStart),
});

const calendars: fc.Arbitrary<readonly SchoolCalendar[]> = fc
  .record({
    zone: fc.constantFrom("A" as const, "B" as const, "C" as const),
    names: fc.array(text, { maxLength: 3 }),
    bridges: fc.uniqueArray(days(364), { maxLength: 2 }),
    schoolDays: fc.subarray([1, 2, 3, 4, 5, 6] satisfies readonly Weekday[]),
    officeClosed: fc.uniqueArray(days(364), { maxLength: 12 }),
    localHolidays: fc.subarray([...localHolidays]),
    years: days(2),
  })
  .map(({ zone, names, bridges, schoolDays, officeClosed, localHolidays: local, years }) =>
    Array.from({ length: years }, (_, year): SchoolCalendar => {
      const starts = addDays(start, year * 365);
      return {
        zone,
        schoolYear: `${2026 + year}-${2027 + year}`,
        starts,
        ends: addDays(starts, 365),
        holidays: names.map((name, rank) => ({
          name,
          from: addDays(starts, rank * 60),
          resumes: addDays(starts, rank * 60 + 14),
        })),
        bridges: bridges.map((day) => addDays(starts, day)).sort(),
        ...(schoolDays.length > 0 ? { schoolDays } : {}),
        ...(officeClosed.length > 0 ? { officeClosed: officeClosed.map((day) => addDays(starts, day)).sort() } : {}),
        ...(local.length > 0 ? { localHolidays: local } : {}),
      };
    }),
  );

const hour = (value: number): Unit["from"] => `${String(value).padStart(2, "0")}:30`;

/** Units that contain and exclude later ones only, so that none contains itself. */
const units = (pools: readonly PoolRule[]): fc.Arbitrary<readonly Unit[]> =>
  named(
    fc.record({
      id: word.map((name) => id("UnitId", name)),
      name: text,
      from: fc.integer({ min: 0, max: 11 }).map(hour),
      to: fc.integer({ min: 12, max: 23 }).map(hour),
      meal: fc.boolean(),
      places: fc.option(days(99), { nil: null }),
      placesOn,
      pools: fc.subarray(pools.map((one) => one.id)),
      approval: fc.boolean(),
      bookBefore: arbitrary.nearDeadline,
      cancelBefore: fc.oneof({ weight: 9, arbitrary: arbitrary.nearDeadline }, fc.constant({ kind: "never" as const })),
      links: fc.boolean(),
    }),
    4,
    1,
  ).map((found) =>
    found.map(({ links, ...unit }, rank) => {
      const later = links ? found.slice(rank + 1).map((one) => one.id) : [];
      return {
        ...unit,
        placesOn: unit.places === null ? [] : unit.placesOn,
        implies: later.slice(0, 1),
        excludes: later.slice(1),
      };
    }),
  );

/** Of the hour that autumn repeats, the file's local time names the second only. */
const instantBetween = (from: string, to: string) =>
  arbitrary.instantBetween(from, to).filter((at) => {
    const { date, time } = instantToLocal(at);
    return localToInstant(date, time) === at;
  });
/** Before the days that they open. */
const instant = instantBetween("2025-06-01", "2025-12-31");
/** One after the other, ten days each. */
const windows = named(
  fc.record({
    id: word.map((name) => id("WindowId", name)),
    residents: fc.boolean(),
    everyone: fc.boolean(),
    opensAt: fc.tuple(instant, instant).filter(([one, other]) => one !== other),
    closesAt: instantBetween("2026-07-01", "2026-12-31"),
  }),
  3,
).map((found) =>
  found.map(({ id: windowId, residents, everyone, opensAt, closesAt }, rank): BookingWindow => {
    const [first, second] = [...opensAt].sort() as typeof opensAt;
    const steps = [
      ...(residents ? [{ for: "residents" as const, opensAt: first }] : []),
      ...(everyone || !residents ? [{ for: "everyone" as const, opensAt: second }] : []),
    ];
    return { id: windowId, from: addDays(start, rank * 10), to: addDays(start, rank * 10 + 9), steps, closesAt };
  }),
);

const stepFor: fc.Arbitrary<StepFor> = fc.oneof(
  fc.constantFrom<StepFor>("residents", "everyone"),
  fc
    .record({
      residents: fc.boolean(),
      towns: fc.uniqueArray(text, { maxLength: 2 }),
      schools: fc.uniqueArray(text, { maxLength: 2 }),
      grades: fc.subarray(["PS", "CE1", "6e"]),
    })
    .filter(({ towns, schools, grades }) => towns.length + schools.length + grades.length > 0)
    .map(({ residents, towns, schools, grades }) => ({
      ...(residents ? { residents: true as const } : {}),
      ...(towns.length > 0 ? { towns } : {}),
      ...(schools.length > 0 ? { schools } : {}),
      ...(grades.length > 0 ? { grades } : {}),
    })),
);
/** The steps of each window replaced by others, of any criteria. */
const steppedWindows = fc
  .tuple(windows, fc.array(fc.record({ for: stepFor, opensAt: instant }), { minLength: 1, maxLength: 6 }))
  .map(([found, steps]) => found.map((one, rank) => (rank === 0 ? { ...one, steps } : one)));

const span: fc.Arbitrary<Span> = fc.oneof(
  fc.record({ number: fc.integer({ min: 1, max: 366 }), unit: fc.constant("days" as const) }),
  fc.record({ number: fc.integer({ min: 1, max: 52 }), unit: fc.constant("weeks" as const) }),
  fc.record({ number: fc.integer({ min: 1, max: 12 }), unit: fc.constant("months" as const) }),
);
/** After the days of the other windows; closed by deadlines alone, or a day before. */
const recurring: fc.Arbitrary<readonly RecurringWindow[]> = fc
  .record({
    steps: fc.array(fc.record({ for: stepFor, before: span, at: arbitrary.time }), { minLength: 1, maxLength: 6 }),
    closes: fc.option(arbitrary.time, { nil: undefined }),
  })
  .map(({ steps, closes }) => [
    {
      id: id("WindowId", "regle-z"),
      from: addDays(start, 40),
      to: addDays(start, 60),
      each: "day",
      steps: steps.map((step) => ({ ...step, before: { ...step.before, number: Math.max(2, step.before.number) } })),
      ...(closes === undefined ? {} : { closes: { span: { number: 1, unit: "days" }, counted: "before", at: closes } }),
    },
  ]);

const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7] satisfies readonly Weekday[], { minLength: 1 });

const eligibility = fc
  .record({
    ages: fc.option(ages, { nil: {} }),
    grades: fc.subarray(["PS", "CE1", "6e"]),
    schools: fc.uniqueArray(text, { maxLength: 2 }),
  })
  .map(({ ages: own, grades, schools }) => {
    const { from: minAge, to: maxAge }: { readonly from?: number; readonly to?: number } = own;
    return {
      ...(minAge === undefined ? {} : { minAge }),
      ...(maxAge === undefined ? {} : { maxAge }),
      ...(grades.length > 0 ? { grades } : {}),
      ...(schools.length > 0 ? { schools } : {}),
    };
  });

/** Without a minimum that the rest of the activity forbids: those are refused. */
function withSoundMinimum({ minimum, ...one }: Activity): Activity {
  const { runs, recurring = [], quota } = one;
  const sound =
    !(minimum?.days === "weekday" && (minimum.per === "week" || minimum.per === "holidays")) &&
    !(minimum?.per === "holidays" && runs.during === "schoolTime") &&
    !(minimum?.per === "window" && recurring.length > 0) &&
    !(minimum?.per === "activity" && minimum.days === "all" && runs.weekdays.length > 5) &&
    quota === null;
  return minimum && sound ? { ...one, minimum } : one;
}

const activity = (where: Site): fc.Arbitrary<Activity> =>
  named(pool, 2)
    .chain((pools) =>
      fc.record({
        id: word.map((name) => id("ActivityId", name)),
        effectiveFrom: days(100).map((n) => addDays(start, n)),
        siteId: fc.constant(where.id),
        kind: fc.constantFrom("wednesday", "holidays", "morningCare", "eveningCare", "canteen"),
        name: text,
        from: fc.constant(start),
        to: fc.constant(addDays(start, 120)),
        runs: fc.record({
          weekdays,
          during: fc.constantFrom("schoolTime", "holidays", "always"),
          onBridgeDays: fc.boolean(),
        }),
        windows: steppedWindows,
        recurring: fc.option(recurring, { nil: undefined }),
        eligibility,
        pools: fc.constant(pools),
        within: fc.subarray(where.pools.map((one) => one.id)),
        quota: fc.option(
          fc.record({
            days: fc.integer({ min: 1, max: 20 }),
            per: fc.constantFrom("week", "month"),
            // Before any deadline of these days: what comes after is refused.
            furtherFrom: arbitrary.time.map((at) => ({
              kind: "fixed" as const,
              date: id("PlainDate", "2018-12-31"),
              at,
            })),
          }),
          { nil: null },
        ),
        waiting: fc.option(fc.record({ holdHours: fc.integer({ min: 1, max: 240 }) }), { nil: null }),
        minimum: fc.option(
          fc.record({
            days: fc.oneof(fc.integer({ min: 2, max: 60 }), fc.constantFrom("all" as const, "weekday" as const)),
            per: fc.constantFrom<Minimum["per"]>("week", "holidays", "window", "activity"),
          }),
          { nil: undefined },
        ),
        units: units(pools),
      }),
    )
    .map(withSoundMinimum)
    .map((one) =>
      // What counts from holidays is refused of an activity that does not run in them.
      JSON.stringify(one.units).includes('"holidays"') ? { ...one, runs: { ...one.runs, during: "always" } } : one,
    );

const documentKind: fc.Arbitrary<DocumentKind> = fc
  .record({
    id: word.map((name) => id("DocumentKindId", name)),
    name: text,
    hint: fc.option(text, { nil: undefined }),
    of: fc.constantFrom("child" as const, "household" as const),
    asked: fc.constantFrom("always" as const, "byActivities" as const),
    ages: fc.option(ages, { nil: undefined }),
    validity: fc.oneof(
      fc.constantFrom({ kind: "forever" as const }, { kind: "schoolYear" as const }),
      days(900).map((n) => ({ kind: "until" as const, date: addDays(start, n) })),
      fc.record({
        kind: fc.constant("span" as const),
        number: fc.integer({ min: 1, max: 18 }),
        unit: fc.constantFrom("months" as const, "years" as const),
      }),
    ),
    whenMissing: fc.constantFrom("blocks" as const, "blocksUntilSent" as const, "warns" as const),
  })
  .map(({ hint, ages: own, ...kind }) => ({
    ...kind,
    ...(hint === undefined ? {} : { hint }),
    ...(own && kind.of === "child" ? { ages: own } : {}),
  }));

/** Each activity asks for some of them. */
const asking = (activities: readonly Activity[], documents: readonly DocumentKind[]): readonly Activity[] =>
  activities.map((one, rank) => {
    const wanted = documents.filter((_, place) => (place + rank) % 2 === 0).map((kind) => kind.id);
    return wanted.length === 0 ? one : { ...one, eligibility: { ...one.eligibility, documents: wanted } };
  });

/** Without windows that open too late for all of their days: those are refused. */
function withWindowsInTime(one: Catalogue): Catalogue {
  const late = new Set(
    checkCatalogue(asWritten(one)).flatMap(({ code, path }) =>
      code === "windowNeverInTime" ? [JSON.stringify(path)] : [],
    ),
  );
  const inTime =
    (rank: number) =>
    ({ id: windowId }: { readonly id: string }): boolean =>
      !late.has(JSON.stringify(["activities", rank, "windows", windowId]));
  return {
    ...one,
    activities: one.activities.map(({ recurring: rules, ...rest }, rank) => {
      const kept = rules?.filter(inTime(rank)) ?? [];
      return {
        ...rest,
        windows: rest.windows.filter(inTime(rank)),
        ...(kept.length > 0 ? { recurring: kept } : {}),
      };
    }),
  };
}

const catalogue: fc.Arbitrary<Catalogue> = named(site, 2, 1)
  .chain((sites) =>
    fc.record({
      sites: fc.constant(sites),
      calendars,
      documents: named(documentKind, 3),
      activities: fc.uniqueArray(fc.constantFrom(...sites).chain(activity), {
        maxLength: 3,
        selector: (one) => `${one.id} ${one.effectiveFrom}`,
      }),
    }),
  )
  .map(({ documents, activities, ...rest }) => ({
    ...rest,
    activities: asking(activities, documents),
    ...(documents.length > 0 ? { documents } : {}),
  }))
  .map(withWindowsInTime);

// Whole catalogues, with every check of theirs: a busy machine needs its time.
test("a catalogue written as a file and read back is the same", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(catalogue, (one) => {
      const { catalogue: read, faults } = readText(catalogueText(one, ["Un catalogue"]));
      expect(faults).toEqual([]);
      expect(read).toEqual(asRecord(one));
    }),
    { numRuns: 60 },
  );
});

/** As a record would hold it: what is undefined is not there. */
const asRecord = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe("deadlines in words", () => {
  const records = deadlineRecords();

  test("say the same deadline again, whatever a record may hold", () => {
    fc.assert(
      fc.property(arbitrary.cancelDeadline, (deadline) => {
        expect(records.cancelDeadline.safeParse(asRecord(deadline)).success).toBe(true);
        expect(readCancelDeadline(deadlineWords(deadline))).toEqual({ value: asRecord(deadline) });
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    { kind: "weekdayOfWeek", weekday: 1, weeks: 0, at: "12:00" },
    { kind: "hours", hours: 1.5 },
    { kind: "days", days: 367, counting: "calendar", at: "12:00" },
    { kind: "months", months: 0, from: "day", at: "12:00" },
    { kind: "byWeekday", rows: [] },
    {
      kind: "byWeekday",
      rows: [
        { weekdays: [1], until: { kind: "none" } },
        { weekdays: [1, 2], until: { kind: "none" } },
      ],
    },
  ])("what the file cannot say no record holds: %j", (deadline) =>
    expect(records.cancelDeadline.safeParse(deadline).success).toBe(false),
  );

  const subject: DeadlineSubject = {
    date: id("PlainDate", "2026-12-16"),
    startsAt: "07:30",
    starts: {
      activity: id("PlainDate", "2026-09-02"),
      holidays: id("PlainDate", "2026-12-16"),
      window: id("PlainDate", "2026-11-09"),
    },
    facts: dayFactsOf({ weekdays: [3], during: "schoolTime", onBridgeDays: false }, zoneB),
  };
  /**
   * What each means for a Wednesday 16 December 2026, a unit that begins at 07:30, in a period that begins on 2
   * September, in a booking window whose first day is 9 November, with school on four days.
   */
  test.each([
    ["J-2 ouvrés à 10:00", "2026-12-14T09:00:00Z"],
    ["j-2 ouvrés à 10h", "2026-12-14T09:00:00Z"],
    ["J–2 ouvrés à 10:00", "2026-12-14T09:00:00Z"],
    ["J−2 ouvrés à 10:00", "2026-12-14T09:00:00Z"],
    ["J\u20112 ouvrés à 10:00", "2026-12-14T09:00:00Z"],
    ["J\u00a0-\u00a02\u202fouvrés à\u00a010\u00a0h\u00a000", "2026-12-14T09:00:00Z"],
    ["J-2 ouvrés, à 10:00", "2026-12-14T09:00:00Z"],
    ["J-2 ouvrés avant 10:00", "2026-12-14T09:00:00Z"],
    ["J-2 ouvrés, avant 10h", "2026-12-14T09:00:00Z"],
    ["J-2 ouvrés jusqu’à 10 h", "2026-12-14T09:00:00Z"],
    ["2 jours ouvrés avant à 10:00", "2026-12-14T09:00:00Z"],
    ["un jour ouvré avant à 10:00", "2026-12-15T09:00:00Z"],
    ["J-3 ouvrables à 8h30", "2026-12-12T07:30:00Z"],
    ["J-2 francs à 18:00", "2026-12-13T17:00:00Z"],
    ["J-7 calendaires à 08:00", "2026-12-09T07:00:00Z"],
    ["J-4 hors week-end à 08:00", "2026-12-10T07:00:00Z"],
    ["J-4 hors week-ends et fériés à 08:00", "2026-12-10T07:00:00Z"],
    ["J-2 hors fériés à 08:00", "2026-12-14T07:00:00Z"],
    ["J-2 d’école à 08:00", "2026-12-14T07:00:00Z"],
    ["2 jours d'école avant à 08:00", "2026-12-14T07:00:00Z"],
    ["J-1 d’ouverture à 08:00", "2026-12-09T07:00:00Z"],
    ["le jour même à 07:00", "2026-12-16T06:00:00Z"],
    ["le jour même à 09:30", "2026-12-16T06:29:00Z"],
    ["la veille à 12:00", "2026-12-15T11:00:00Z"],
    ["la veille à midi", "2026-12-15T11:00:00Z"],
    ["la veille à minuit", "2026-12-15T22:59:00Z"],
    ["la veille à 24:00", "2026-12-15T22:59:00Z"],
    ["la veille à 24h", "2026-12-15T22:59:00Z"],
    ["l’avant-veille à 12:00", "2026-12-14T11:00:00Z"],
    ["la veille ouvrée à 12:00", "2026-12-15T11:00:00Z"],
    ["la veille d’école à 12:00", "2026-12-15T11:00:00Z"],
    ["le jour ouvré précédent à 12:00", "2026-12-15T11:00:00Z"],
    ["mardi précédent à 23:59", "2026-12-15T22:59:00Z"],
    ["le mercredi précédent à 12:00", "2026-12-09T11:00:00Z"],
    ["lundi S-1 à 12:00", "2026-12-07T11:00:00Z"],
    ["lundi S–1 à 12:00", "2026-12-07T11:00:00Z"],
    ["vendredi de la semaine précédente à 12:00", "2026-12-11T11:00:00Z"],
    ["le vendredi de la semaine d’avant, à midi", "2026-12-11T11:00:00Z"],
    ["jeudi de la semaine S-2 à 23:59", "2026-12-03T22:59:00Z"],
    ["le 20 du mois précédent à 23:59", "2026-11-20T22:59:00Z"],
    ["le 1er du mois précédent à 00:00", "2026-10-31T23:00:00Z"],
    ["dernier vendredi du mois précédent à 12:00", "2026-11-27T11:00:00Z"],
    ["le dernier jour ouvré du mois précédent à 12:00", "2026-11-30T11:00:00Z"],
    ["dernier jour du mois précédent à 12:00", "2026-11-30T11:00:00Z"],
    ["48 heures avant", "2026-12-14T06:30:00Z"],
    ["48h avant", "2026-12-14T06:30:00Z"],
    ["15 jours calendaires avant la période à 12:00", "2026-08-18T10:00:00Z"],
    ["3 semaines avant à 12:00", "2026-11-25T11:00:00Z"],
    ["3 semaines avant la période à 12:00", "2026-08-12T10:00:00Z"],
    ["une semaine avant la période de réservation à 12:00", "2026-11-02T11:00:00Z"],
    ["2 mois avant la période à 12:00", "2026-07-02T10:00:00Z"],
    ["un mois avant à 12:00", "2026-11-16T11:00:00Z"],
    ["1 mois avant les vacances à 12:00", "2026-11-16T11:00:00Z"],
    ["le 15/06/2026 à 12:00", "2026-06-15T10:00:00Z"],
    ["sans échéance", "2026-12-16T06:29:00Z"],
    ["le 11 du mois précédent à 12:00, avancée si férié", "2026-11-10T11:00:00Z"],
    ["le 15 du mois précédent à 12:00, avancée si férié ou week-end", "2026-11-13T11:00:00Z"],
    ["le 15 du mois précédent à 12:00 avancée en cas de week-end", "2026-11-13T11:00:00Z"],
    ["LE 11 DU MOIS PRÉCÉDENT À 12:00", "2026-11-11T11:00:00Z"],
    [
      "vendredi à 09:00 pour lundi et mardi ; lundi précédent à 10:00 pour mercredi, jeudi et vendredi",
      "2026-12-14T09:00:00Z",
    ],
    ["J-2 ouvrés à 10:00 pour les mercredis", "2026-12-14T09:00:00Z"],
    ["lundi précédent à 10:00, avancée si férié, pour le mercredi", "2026-12-14T09:00:00Z"],
  ])("« %s » ends at %s", (words, expected) => {
    const reading = readDeadline(words);
    expect("value" in reading ? deadlineInstant(reading.value, subject) : reading.reason).toBe(expected);
  });

  test.each(["jamais", "Non annulable", "sans annulation"])("« %s » is for good, for cancelling only", (words) => {
    expect(readCancelDeadline(words)).toEqual({ value: { kind: "never" } });
    expect(readDeadline(words)).toHaveProperty("reason");
  });

  test.each([
    "",
    "J-2",
    "J-2 à 10:00",
    "J-2 ouvrés",
    "J+2 ouvrés à 10:00",
    "J-400 calendaires à 10:00",
    "53 semaines avant à 10:00",
    "25 mois avant à 10:00",
    "J-2 ouvrés à 25:00",
    "J-2 ouvrés à 10:00, avancée si pluie",
    "lundi",
    "lundi à 12:00",
    "lundi S-0 à 12:00",
    "lundi S+1 à 12:00",
    "le 0 du mois précédent à 10:00",
    "le 31/02/2027 à 10:00",
    "1 mois avant les travaux à 10:00",
    "lundi précédent à 10:00 pour mercredi ; mardi précédent à 10:00 pour mercredi",
    "lundi précédent à 10:00 ; mardi précédent à 10:00",
    "lundi précédent à 10:00 pour demain",
    "demain",
    "heures avant",
    "99999 heures avant",
    "48 heures avant à 10:00",
  ])("« %s » is refused", (words) => expect(readDeadline(words)).toHaveProperty("reason"));
});
