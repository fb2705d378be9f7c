/**
 * What new prices change for whom: every family of the town is looked at once, whatever the number of tariffs, a page at a
 * time. Three small reads a family, and in memory no more than one page.
 */
import type { SchoolZone } from "../calendar/rules/school-calendar.ts";
import type { Catalogue } from "../catalogue/rules/catalogue.ts";
import type { Tariff } from "../catalogue/rules/tariffs.ts";
import { nameInLetters, type Household } from "../family/rules/family.ts";
import { householdBuckets, readHouseholds } from "../family/store/directory.ts";
import { readChildren } from "../family/store/families.ts";
import type { FamilyCode, PlainDate } from "../kernel/ids.ts";
import { inParallel } from "../kernel/parallel.ts";
import type { QuotientKind } from "../kernel/town-for-functions.ts";
import { dayPrices } from "../price/rules/price-day.ts";
import { previewing, sampleOf, type SeenFamily, type TariffPreview } from "../price/rules/tariff-preview.ts";
import { readCircumstances, standingCircumstances } from "../price/store/circumstances.ts";
import { readQuotients, standingValues } from "../quotient/store/quotients.ts";
import type { Table } from "../table/table.ts";

/** How the town counts. */
export interface Counting {
  readonly quotientKind: QuotientKind;
  readonly schoolZone: SchoolZone;
}

const pageSize = 100;
const width = 20;

/** A preview does not wait for what was written a moment ago. */
const lately = { consistent: false } as const;

async function seen(table: Table, household: Household): Promise<SeenFamily> {
  const { code } = household;
  const [children, months, said] = await Promise.all([
    readChildren(table, code),
    readQuotients(table, code, lately),
    readCircumstances(table, code, lately),
  ]);
  const [guardian] = household.guardians;
  return {
    household,
    children,
    quotients: standingValues(months),
    circumstances: standingCircumstances(said),
    name: guardian ? nameInLetters(guardian) : code,
  };
}

/** `catalogue`: as it will be. `moved`: editions, each with the tariffs that there are without it. */
export async function previewTariffs(
  table: Table,
  catalogue: Catalogue,
  moved: readonly { readonly tariff: Tariff; readonly without: readonly Tariff[] }[],
  { quotientKind, schoolZone }: Counting,
  today: PlainDate,
): Promise<ReadonlyMap<Tariff, TariffPreview>> {
  const previews = moved.flatMap(({ tariff, without }) => {
    const sample = sampleOf(tariff, catalogue.activities, today);
    if (!sample) return [];
    const [before, after] = [without, [...without, tariff]].map((tariffs) =>
      dayPrices({ ...catalogue, tariffs }, quotientKind, schoolZone),
    );
    return before && after ? [{ tariff, preview: previewing(sample, before, after) }] : [];
  });
  if (previews.length === 0) return new Map();
  for (const bucket of householdBuckets) {
    let after: FamilyCode | null = null;
    do {
      const page: Awaited<ReturnType<typeof readHouseholds>> = await readHouseholds(table, {
        bucket,
        after,
        limit: pageSize,
      });
      const open = page.households.filter(
        ({ closedAt, mergedInto }) => closedAt === undefined && mergedInto === undefined,
      );
      for (const family of await inParallel(open, width, (household) => seen(table, household)))
        for (const { preview } of previews) preview.add(family);
      after = page.next;
    } while (after !== null);
  }
  return new Map(previews.map(({ tariff, preview }) => [tariff, preview.result()]));
}
