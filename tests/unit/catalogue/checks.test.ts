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
      "notice",
      "windowTooLate",
      [...activity, "windows", "automne"],
      { opensAt: "2026-12-31T20:00:00Z", wholly: true },
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
