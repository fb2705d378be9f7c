/** The catalogue before and after a change that the stream shows, whatever had been read by then. */
import { describe, expect, test } from "vitest";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import type { Activity, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import { activityNames, catalogueAround } from "../../../functions/catalogue/store/catalogue.ts";
import { day, site, wednesdays } from "./samples.ts";

const january: Activity = { ...wednesdays, effectiveFrom: day("2027-01-01") };
const [first, ...others] = zoneB;
const later = { ...wednesdays, name: "Mercredis du bourg" };
const catalogue = (edition: Activity | null): Catalogue => ({
  sites: [site],
  activities: edition ? [january, edition] : [january],
  calendars: zoneB,
});
const item = (activity: Activity) => ({ entity: "activity", version: 1, ...activityNames.write({ ...activity }) });
const names = ({ activities }: Catalogue): readonly string[] =>
  activities.map(({ name, effectiveFrom }) => `${name} ${effectiveFrom}`).sort();

describe("A change of the catalogue", () => {
  test.each([
    ["was not read yet", wednesdays],
    ["was read", later],
    ["was changed again since", { ...wednesdays, name: "Autre nom" }],
    ["is of an edition that the read does not know", null],
  ])("that %s stands between what was and what is", (_, known) => {
    const around = catalogueAround(catalogue(known), {
      entity: "activity",
      before: item(wednesdays),
      after: item(later),
    });
    expect(names(around.was)).toEqual(names(catalogue(wednesdays)));
    expect(names(around.is)).toEqual(names(catalogue(later)));
  });

  test("that makes an edition has none before it", () => {
    const around = catalogueAround(catalogue(later), { entity: "activity", before: null, after: item(later) });
    expect([names(around.was), names(around.is)]).toEqual([names(catalogue(null)), names(catalogue(later))]);
  });

  test("of a site or a calendar leaves the closures, and the other years, as they are", () => {
    const { closures, ...own } = site;
    const renamed = { ...own, name: "Les Érables" };
    const ofSite = catalogueAround(catalogue(later), { entity: "site", before: own, after: renamed });
    expect([ofSite.was.sites, ofSite.is.sites]).toEqual([[site], [{ ...renamed, closures }]]);
    const changed = { ...first!, bridges: [] };
    const ofYear = catalogueAround(catalogue(later), { entity: "calendar", before: { ...first! }, after: changed });
    const years = ({ calendars }: Catalogue) => calendars.map(({ schoolYear, bridges }) => [schoolYear, bridges]);
    expect(years(ofYear.was).toSorted()).toEqual(years(catalogue(later)).toSorted());
    expect(years(ofYear.is)).toEqual([...others.map((one) => [one.schoolYear, one.bridges]), [first!.schoolYear, []]]);
  });
});
