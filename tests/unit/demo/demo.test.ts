/** The demo town, before it is in a table: the same at every start, plausible, and alive in any month. */
import { describe, expect, test } from "vitest";
import { whyIneligible } from "../../../functions/family/rules/eligibility.ts";
import { ageOn } from "../../../functions/family/rules/family.ts";
import { id, type Instant } from "../../../functions/kernel/ids.ts";
import { calendarsOf, whyClosed } from "../../../functions/catalogue/rules/running-days.ts";
import { localDate } from "../../../functions/kernel/time.ts";
import { windowShown } from "../../../functions/catalogue/rules/windows.ts";
import { readImport } from "../../../functions/family/file/read-files.ts";
import { passwordWeakness } from "../../../functions/sign-in/rules/password.ts";
import { inventPassword } from "../../../infra/demo/accounts.ts";
import { chooseCast } from "../../../infra/demo/cast.ts";
import { demoCatalogue } from "../../../infra/demo/catalogue.ts";
import { toFiles } from "../../../infra/demo/csv.ts";
import { inventFamilies } from "../../../infra/demo/families.ts";
import { demoBookings } from "../../../infra/demo/occupancy.ts";

const town = (now: Instant) => {
  const { catalogue, schoolYear } = demoCatalogue(now);
  const cast = chooseCast(inventFamilies(schoolYear), localDate(now));
  const { families, apart } = cast;
  return { catalogue, families, cast, bookings: demoBookings(catalogue, families, cast.regulars, apart, now) };
};
const november = id("Instant", "2026-11-23T08:00:00Z");

describe("the families", () => {
  const { families } = town(november);
  const children = families.flatMap((family) => family.children);

  test("are the same at every start", () => expect(inventFamilies(2026)).toEqual(inventFamilies(2026)));
  test("are about 400, with about 700 children, most of them of an age to come", () => {
    expect(families).toHaveLength(400);
    expect(children.length).toBeGreaterThan(650);
    expect(children.length).toBeLessThan(750);
    const ages = children.map((child) => ageOn(child.birthDate, localDate(november)));
    expect(ages.filter((age) => age >= 3 && age <= 11).length / ages.length).toBeGreaterThan(0.9);
  });
  test("have codes and children's codes of their own", () => {
    expect(new Set(families.map(({ household }) => household.code)).size).toBe(families.length);
    // But for the one that has two households.
    expect(children.filter(({ sharedWith }) => sharedWith).map((child) => child.sharedWith)).toHaveLength(2);
    expect(new Set(children.map((child) => child.id)).size).toBe(children.length - 1);
  });
  test("go into the import and come out of it unchanged", () => {
    const content = readImport(toFiles(families), localDate(november));
    expect(content.faults).toEqual([]);
    expect(content.notices).toEqual([]);
    expect(content.families).toEqual(families.map(({ household, children: own }) => ({ household, children: own })));
  });
  test("have telephones of the ranges kept for fiction, and mail that reaches nobody", () => {
    for (const guardian of families.flatMap(({ household }) => household.guardians)) {
      expect(guardian.phone).toMatch(/^(06 39 98|02 61 91) [0-9]{2} [0-9]{2}$/);
      if (guardian.email !== undefined) expect(guardian.email).toMatch(/@courriel\.example$/);
    }
  });
});

const spread = Array.from({ length: 30 }, (_, index) =>
  id("Instant", new Date(Date.UTC(2026, index - 4, 4 + ((index * 5) % 24), 9)).toISOString().replace(".000", "")),
);
/** First and last days of school years are where calendars meet. */
const edges = ["2026-08-31", "2026-09-01", "2026-09-02", "2027-09-01", "2027-09-02"].map((day) =>
  id("Instant", `${day}T09:00:00Z`),
);
const months = [...spread, ...edges];

describe.each(months)("on %s", (now) => {
  const { catalogue, cast, bookings } = town(now);
  const today = localDate(now);

  test("families find Wednesdays open to booking, with days to come", () => {
    const open = catalogue.activities.filter(
      (activity) =>
        activity.runs.during === "schoolTime" &&
        windowShown(activity, catalogue.calendars, { household: { resident: false }, children: [] }, now)?.state ===
          "open",
    );
    expect(new Set(open.map((activity) => activity.siteId)).size).toBe(3);
    const ahead = bookings.filter(({ wanted }) => wanted.date >= today);
    expect(new Set(ahead.map(({ wanted }) => wanted.date)).size).toBeGreaterThanOrEqual(6);
  });
  test("some day to come is full, some nearly, some has room, and none is overbooked", () => {
    const days = [
      ...Map.groupBy(
        bookings.filter(({ wanted }) => wanted.date >= today),
        ({ wanted }) => `${wanted.siteId} ${wanted.date} ${wanted.unitId}`,
      ).values(),
    ].map((made) => ({
      used: made.length,
      places: Math.min(...made.map(({ wanted }) => wanted.pools[0]?.capacity ?? 0)),
    }));
    expect(days.filter(({ used, places }) => used === places).length).toBeGreaterThan(3);
    expect(days.filter(({ used, places }) => used < places && used / places > 0.85).length).toBeGreaterThan(3);
    expect(days.filter(({ used, places }) => used / places < 0.5).length).toBeGreaterThan(3);
    expect(days.every(({ used, places }) => used <= places)).toBe(true);
  });
  test("every booking is one that the rules allow on its day, and no child is twice in one place", () => {
    const children = new Map(
      inventFamilies(demoCatalogue(now).schoolYear)
        .flatMap((family) => family.children)
        .map((child) => [child.id, child]),
    );
    const seen = new Set<string>();
    for (const { wanted, at } of bookings) {
      const activity = catalogue.activities.find((one) => one.id === wanted.activityId)!;
      const site = catalogue.sites.find((one) => one.id === wanted.siteId)!;
      expect(whyClosed(activity, site, wanted.date, calendarsOf(catalogue, "B"))).toBeNull();
      expect(whyIneligible(activity, children.get(wanted.childId)!, wanted.date)).toBeNull();
      expect(at < now).toBe(true);
      const key = `${wanted.childId} ${wanted.date} ${wanted.unitId}`;
      expect(seen.has(key)).toBe(false);
      seen.add(key);
    }
  });
  test("the cast shows what it promises", () => {
    const made = (index: number) =>
      bookings.filter(
        ({ wanted }) => wanted.familyCode === cast.activated[index]!.family.household.code && wanted.date >= today,
      ).length;
    expect(cast.activated.map(({ family }) => family.children.length)).toEqual([3, 1, 2, 2, 2]);
    const [busy, second] = [cast.activated[2]!.family, cast.activated[4]!.family];
    expect(second.children.map((child) => child.id)).toContain(busy.children[0]!.id);
    expect(made(4)).toBe(0);
    expect(made(1)).toBe(1);
    expect(made(2)).toBeGreaterThan(8);
    expect(made(3)).toBe(0);
    expect(cast.notActivated.household.guardians[0]?.payer).toBe(true);
  });
});

test("passwords are as strong as the portal asks of everyone", () => {
  for (let index = 0; index < 200; index += 1) expect(passwordWeakness(inventPassword(), [])).toBeNull();
});
