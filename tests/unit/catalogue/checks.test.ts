/**
 * What is found in a catalogue, without any file: a code, its facts and the path to the field. The sentences and lines of the
 * file are file/file.test.ts's.
 */
import { describe, expect, test } from "vitest";
import type { Activity, Catalogue, Unit } from "../../../functions/catalogue/rules/catalogue.ts";
import { checkCatalogue } from "../../../functions/catalogue/rules/checks.ts";
import { asWritten, type Finding } from "../../../functions/catalogue/rules/findings.ts";
import { id } from "../../../functions/kernel/ids.ts";
import { good, readText } from "./file/make.ts";
import { day, instant } from "./samples.ts";

const { catalogue } = readText(good);
if (!catalogue) throw new Error("The good file has a fault");

const withActivity = (change: (activity: Activity) => Partial<Activity>): Catalogue => ({
  ...catalogue,
  activities: catalogue.activities.map((activity) => ({ ...activity, ...change(activity) })),
});
const withUnit = (unitId: string, change: Partial<Unit>): Catalogue =>
  withActivity(({ units }) => ({
    units: units.map((unit) => (unit.id === id("UnitId", unitId) ? { ...unit, ...change } : unit)),
  }));
/** Each day opens by itself, so many days before at eight. */
const daily = (number: number): Catalogue =>
  withActivity(({ windows }) => ({
    windows: [],
    recurring: [
      {
        id: windows[0]!.id,
        from: day("2026-09-02"),
        to: day("2027-06-30"),
        each: "day",
        steps: [{ for: "everyone", before: { number, unit: "days" }, at: "08:00" }],
      },
    ],
  }));
const found = (changed: Catalogue): readonly Finding[] => checkCatalogue(asWritten(changed), "B");
const activity = ["activities", 0] as const;

test("A good catalogue has nothing to be found", () => {
  expect(found(catalogue)).toEqual([]);
});

describe("What is found says where, what and with which facts", () => {
  const strange = id("UnitId", "gouter");
  const cases: readonly (readonly [Catalogue, Finding["severity"], Finding["code"], Finding["path"], object])[] = [
    [
      withActivity(() => ({ siteId: id("SiteId", "ailleurs") })),
      "fault",
      "siteUnknown",
      [...activity, "siteId"],
      { site: "ailleurs", known: ["tilleuls"] },
    ],
    [
      withActivity(() => ({ within: [id("PoolName", "cour")] })),
      "fault",
      "siteLimitUnknown",
      [...activity, "within"],
      { limit: "cour", known: ["accueil"] },
    ],
    [
      withUnit("journee", { implies: [strange] }),
      "fault",
      "unitUnknown",
      [...activity, "units", "journee", "implies"],
      { unit: "gouter", known: ["journee", "matin", "repas"] },
    ],
    [
      withUnit("matin", { excludes: [id("UnitId", "matin")] }),
      "fault",
      "excludesItself",
      [...activity, "units", "matin", "excludes"],
      {},
    ],
    [
      withUnit("repas", { implies: [id("UnitId", "journee")] }),
      "fault",
      "containsItself",
      [...activity, "units", "journee", "implies"],
      { circle: ["journee", "repas", "journee"] },
    ],
    [
      withUnit("matin", { pools: [id("PoolName", "ados")] }),
      "fault",
      "limitUnknown",
      [...activity, "units", "matin", "pools"],
      { limit: "ados" },
    ],
    [
      withUnit("repas", { placesOn: [{ date: day("2028-05-12"), places: 1 }] }),
      "fault",
      "placesOutside",
      [...activity, "units", "repas", "placesOn"],
      { date: "2028-05-12" },
    ],
    [
      withActivity(({ pools }) => ({
        pools: pools.map((pool) => ({ ...pool, placesOn: [{ date: day("2028-05-12"), places: 1 }] })),
      })),
      "fault",
      "placesOutside",
      [...activity, "pools", "maternels", "placesOn"],
      { date: "2028-05-12" },
    ],
    [
      withActivity(({ windows }) => ({
        windows: windows.map((window) => ({ ...window, from: day("2026-12-01") })),
      })),
      "fault",
      "windowsOverlap",
      [...activity, "windows", "printemps", "from"],
      { other: [...activity, "windows", "automne"] },
    ],
    [
      withActivity(() => ({ to: day("2027-06-29") })),
      "fault",
      "windowOutside",
      [...activity, "windows", "printemps", "to"],
      { to: "2027-06-29" },
    ],
    [withActivity(() => ({ windows: [] })), "notice", "noWindow", activity, {}],
    [
      withActivity(({ windows }) => ({
        windows: windows.map((window) => ({
          ...window,
          steps: [{ for: "everyone" as const, opensAt: instant("2026-12-31T20:00:00Z") }],
        })),
      })),
      "fault",
      "windowNeverInTime",
      [...activity, "windows", "automne"],
      { opensAt: "2026-12-31T20:00:00Z" },
    ],
    [
      withActivity(({ windows }) => ({
        windows: windows.map(({ steps: [first], ...window }) => ({
          ...window,
          steps: [first!, { for: "everyone" as const, opensAt: instant("2026-12-31T20:00:00Z") }],
        })),
      })),
      "notice",
      "windowTooLate",
      [...activity, "windows", "automne"],
      { opensAt: "2026-12-31T20:00:00Z", wholly: false },
    ],
    [daily(1), "fault", "windowNeverInTime", [...activity, "windows", "automne"], { opensAt: "2026-09-01T06:00:00Z" }],
    // Two working days before a Wednesday is Monday at ten, but after Easter, when it is the Friday before.
    [
      daily(2),
      "notice",
      "windowTooLate",
      [...activity, "windows", "automne"],
      { from: "2027-03-31", opensAt: "2027-03-29T06:00:00Z", last: "2027-03-29T05:30:00Z", wholly: true },
    ],
    [
      withUnit("journee", { cancelBefore: { kind: "never" } }),
      "notice",
      "waitingNeverFreed",
      [...activity, "units", "journee", "cancelBefore"],
      {},
    ],
    [
      withActivity(({ quota }) => ({
        quota: quota && { ...quota, furtherFrom: { kind: "days", days: 0, counting: "calendar", at: "12:00" } },
      })),
      "fault",
      "beyondQuotaNever",
      [...activity, "quota", "furtherFrom"],
      {},
    ],
    [
      withActivity(() => ({ minimum: { days: 2, per: "holidays" } })),
      "fault",
      "minimumNeedsHolidays",
      [...activity, "minimum"],
      {},
    ],
    [
      withActivity(({ runs }) => ({ runs: { ...runs, weekdays: [1, 2, 3, 4, 5] }, minimum: { days: 3, per: "week" } })),
      "fault",
      "minimumBeyondQuota",
      [...activity, "minimum"],
      { needed: 3, days: 2, per: "month" },
    ],
    // A month may have five Wednesdays.
    [
      withActivity(() => ({ minimum: { days: "weekday", per: "activity" } })),
      "fault",
      "minimumBeyondQuota",
      [...activity, "minimum"],
      { needed: 5, days: 2, per: "month" },
    ],
    [
      withActivity(({ windows }) => ({
        windows: [],
        recurring: [
          {
            id: windows[0]!.id,
            from: day("2026-09-02"),
            to: day("2027-06-30"),
            each: "day",
            steps: [{ for: "everyone", before: { number: 6, unit: "weeks" }, at: "08:00" }],
          },
        ],
        minimum: { days: 2, per: "window" },
      })),
      "fault",
      "minimumOfOneDay",
      [...activity, "minimum"],
      { window: "automne" },
    ],
    [
      withActivity(({ runs }) => ({
        quota: null,
        runs: { ...runs, weekdays: [1, 2, 3, 4, 5] },
        minimum: { days: "all", per: "activity" },
      })),
      "fault",
      "minimumTooLong",
      [...activity, "minimum"],
      { most: 100 },
    ],
    [
      withActivity(() => ({ quota: null, minimum: { days: 2, per: "week" } })),
      "notice",
      "minimumIsWholeWeek",
      [...activity, "minimum"],
      { days: 2, open: 1 },
    ],
    [
      withActivity(() => ({ quota: null, minimum: { days: "all", per: "week" } })),
      "notice",
      "minimumNobodyWaits",
      [...activity, "minimum"],
      {},
    ],
    // The autumn's days open in August, the spring's in December: no family has the year before that.
    [
      withActivity(() => ({ quota: null, minimum: { days: "all", per: "activity" } })),
      "notice",
      "minimumAcrossWindows",
      [...activity, "minimum"],
      {
        first: { date: "2026-09-02", opensAt: "2026-08-01T06:00:00Z" },
        second: { date: "2027-01-06", opensAt: "2026-12-01T07:00:00Z" },
      },
    ],
    [
      withActivity(({ windows }) => ({
        quota: null,
        minimum: { days: "all", per: "window" },
        windows: windows.map((window) => ({
          ...window,
          steps: [{ for: "everyone" as const, opensAt: instant("2026-10-01T06:00:00Z") }],
        })),
      })),
      "notice",
      "minimumTooLate",
      [...activity, "minimum"],
      { date: "2026-09-02", opensAt: "2026-10-01T06:00:00Z" },
    ],
    [
      { ...catalogue, activities: [...catalogue.activities, ...catalogue.activities] },
      "fault",
      "editionTwice",
      ["activities", 1, "id"],
      { other: ["activities", 0] },
    ],
    [
      { ...catalogue, calendars: [...catalogue.calendars, ...catalogue.calendars] },
      "fault",
      "calendarTwice",
      ["calendars", 1, "schoolYear"],
      { other: ["calendars", 0], zone: "B" },
    ],
    [
      { ...catalogue, calendars: catalogue.calendars.map((one) => ({ ...one, zone: "A" as const })) },
      "notice",
      "calendarUnread",
      ["calendars", 0, "zone"],
      { zone: "A", read: "B", portal: true },
    ],
  ];
  test.each(cases.map((one) => [one[2], one] as const))("%s", (_, [changed, severity, code, path, facts]) => {
    expect(found(changed)).toContainEqual(expect.objectContaining({ severity, code, path, ...facts }));
  });
});

test("What is at fault by itself is not unknown to those who name it", () => {
  const written = asWritten(withActivity(({ units }) => ({ units: units.filter((unit) => unit.name !== "Repas") })));
  const codes = (list: readonly Finding[]) => list.map(({ code }) => code);
  expect(codes(checkCatalogue(written, "B"))).toContain("unitUnknown");
  const known = written.activities.map((one) => ({
    ...one,
    codes: { ...one.codes, units: [...one.codes.units, "repas"] },
  }));
  expect(codes(checkCatalogue({ ...written, activities: known }, "B"))).not.toContain("unitUnknown");
});
