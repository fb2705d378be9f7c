/**
 * The town of an opening day: sites of one size, ten Wednesdays each, and families of two children who want more places
 * than there are. A larger town has more sites of that same size, so that what a booking costs can be compared from 100
 * families to 10,000; and one of fifteen times the places, where a booking must cost the same.
 */
import { BatchWriteCommand } from "@aws-sdk/lib-dynamodb";
import type { WishLine } from "../../../functions/booking/contract/basket.ts";
import { instantOf } from "../../../functions/kernel/clock.ts";
import type { Activity, Catalogue } from "../../../functions/catalogue/rules/catalogue.ts";
import {
  id,
  type ActivityId,
  type ChildId,
  type FamilyCode,
  type PlainDate,
  type SiteId,
} from "../../../functions/kernel/ids.ts";
import { zoneB } from "../../../functions/calendar/rules/zone-b.ts";
import { inParallel } from "../../../functions/kernel/parallel.ts";
import * as keys from "../../../functions/table/keys.ts";
import type { Table } from "../../../functions/table/table.ts";
import { shuffled, type Dice } from "../../../infra/local/faults/dice.ts";

/** Monday 23 November 2026, 9:00 in Paris: the moment at which the windows open. */
export const opening = instantOf(Date.parse("2026-11-23T08:00:00Z"));
/** The ten contested ones, all in school time. */
export const wednesdays: readonly PlainDate[] = [
  "2026-12-02",
  "2026-12-09",
  "2026-12-16",
  "2027-01-06",
  "2027-01-13",
  "2027-01-20",
  "2027-01-27",
  "2027-02-03",
  "2027-02-10",
  "2027-02-17",
].map((day) => id("PlainDate", day));

/**
 * A site: five times as many children as places, each of whom wants all of the ten Wednesdays; one family in `waiting`
 * would rather wait than be refused.
 */
export const size = { families: 100, places: 40, waiting: 10 } as const;
/** A school's restaurant: twice as many children as places. */
export const largeSize = { families: 600, places: 600 } as const;
export const unitId = id("UnitId", "journee");

export interface RushSite {
  readonly siteId: SiteId;
  readonly activityId: ActivityId;
  /** Of each of its days. */
  readonly places: number;
}

export interface RushFamily {
  readonly code: FamilyCode;
  readonly site: RushSite;
  readonly children: readonly [ChildId, ChildId];
  /** Distinct, in the order in which the family clicked. */
  readonly lines: readonly WishLine[];
}

export interface RushTown {
  readonly sites: readonly RushSite[];
  readonly families: readonly RushFamily[];
}

const numbered = (number: number, digits: number): string => String(number).padStart(digits, "0");

/** `letter` keeps the towns of one table apart; `perSite`: families that come to one site, of so many places. */
export function rushTown(
  letter: string,
  families: number,
  dice: Dice,
  perSite: number = size.families,
  places: number = size.places,
): RushTown {
  const sites = Array.from({ length: Math.max(1, Math.round(families / perSite)) }, (_, index): RushSite => {
    const name = `${letter.toLowerCase()}-${numbered(index, 3)}`;
    return { siteId: id("SiteId", name), activityId: id("ActivityId", `mercredis-${name}`), places };
  });
  return {
    sites,
    families: Array.from({ length: families }, (_, index): RushFamily => {
      const code = id("FamilyCode", `${letter.toUpperCase()}${numbered(index, 6)}`);
      const site = sites[index % sites.length];
      if (!site) throw new Error("A town has a site");
      const children = [id("ChildId", `${code}A`), id("ChildId", `${code}B`)] as const;
      // By its rank at the site: every site has as many.
      const ifFull = Math.floor(index / sites.length) % size.waiting === 0 ? "wait" : "refuse";
      const lines = children.flatMap((childId) =>
        wednesdays.map((date): WishLine => ({ childId, activityId: site.activityId, unitId, date, ifFull })),
      );
      return { code, site, children, lines: shuffled(dice, lines) };
    }),
  };
}

/** Both towns as one. */
export const together = (one: RushTown, other: RushTown): RushTown => ({
  sites: [...one.sites, ...other.sites],
  families: [...one.families, ...other.families],
});

const activity = ({ siteId, activityId, places }: RushSite): Activity => ({
  id: activityId,
  effectiveFrom: id("PlainDate", "2026-09-02"),
  siteId,
  kind: "wednesday",
  name: `Mercredis ${siteId}`,
  from: id("PlainDate", "2026-09-02"),
  to: id("PlainDate", "2027-06-30"),
  runs: { weekdays: [3], during: "schoolTime", onBridgeDays: false },
  windows: [
    {
      id: id("WindowId", "annee"),
      from: id("PlainDate", "2026-09-01"),
      to: id("PlainDate", "2027-08-31"),
      steps: [{ for: "everyone", opensAt: opening }],
      closesAt: id("Instant", "2027-06-29T21:59:00Z"),
    },
  ],
  eligibility: { minAge: 3, maxAge: 12 },
  pools: [],
  within: [],
  quota: null,
  waiting: { holdHours: 24 },
  units: [
    {
      id: unitId,
      name: "Journée avec repas",
      from: "08:00",
      to: "18:00",
      meal: true,
      excludes: [],
      implies: [],
      places,
      placesOn: [],
      pools: [],
      approval: false,
      bookBefore: { kind: "days", days: 2, counting: "ouvrés", at: "10:00" },
      cancelBefore: { kind: "days", days: 1, counting: "ouvrés", at: "10:00" },
    },
  ],
});

/** The catalogue of several towns. */
export const catalogueOf = (towns: readonly RushTown[]): Catalogue => ({
  sites: towns
    .flatMap(({ sites }) => sites)
    .map(({ siteId }) => ({ id: siteId, name: `Accueil ${siteId}`, town: "Ville", pools: [], closures: [] })),
  activities: towns.flatMap(({ sites }) => sites).map(activity),
  calendars: zoneB,
});

function recordsOf({ code, children }: RushFamily): readonly Record<string, unknown>[] {
  const guardian = {
    id: "1",
    title: "Mme",
    firstName: "Claire",
    lastName: `Durand ${code}`,
    phone: "06 39 98 12 34",
    payer: true,
  };
  const household = {
    guardians: [guardian],
    address: { lines: ["1 rue des Lilas"], postcode: "45300", town: "Ville" },
    resident: true,
  };
  return [
    { ...keys.household(code), entity: "household", code, ...household, version: 1, lastRank: 1 },
    ...children.map((childId, index) => ({
      ...keys.child(code, childId),
      entity: "child",
      id: childId,
      firstName: `Lou${index + 1}`,
      lastName: `Durand ${code}`,
      birthDate: "2018-03-14",
      grade: "CE2",
      version: 1,
    })),
  ];
}

/** DynamoDB's limit. */
const mostAtOnce = 25;

/** Writes families as an import leaves them. */
export async function putFamilies(table: Table, families: readonly RushFamily[]): Promise<void> {
  const records = families.flatMap(recordsOf);
  const batches = Array.from({ length: Math.ceil(records.length / mostAtOnce) }, (_, index) =>
    records.slice(index * mostAtOnce, (index + 1) * mostAtOnce),
  );
  await inParallel(batches, 8, async (batch) => {
    const { UnprocessedItems } = await table.client.send(
      new BatchWriteCommand({ RequestItems: { [table.name]: batch.map((Item) => ({ PutRequest: { Item } })) } }),
    );
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error("The engine left records out");
  });
}
