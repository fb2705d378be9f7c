/**
 * Families that may be the one that asks, with their children: those of the directory that an adult, a phone, a mail or a
 * surname brings near. Read when a member of staff opens a request, some a day; it costs a walk through the town's
 * households, page by page, and a query for each family that is near.
 *
 * A child is looked for in families that share a surname with it or with an adult of the request: the table has no way
 * from a name to a child.
 */
import { addressKey } from "../../family/rules/doubles.ts";
import { foldName, type Household } from "../../family/rules/family.ts";
import { householdBuckets, readHouseholds } from "../../family/store/directory.ts";
import { readChildren } from "../../family/store/families.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { inParallel } from "../../kernel/parallel.ts";
import type { Table } from "../../table/table.ts";
import type { Told } from "../rules/first-request.ts";
import { likelyFamilies, surnamesOf, type KnownFamily } from "../rules/likely.ts";

/** Families a page: the index hands out a megabyte at most. */
const page = 500;
/** Families whose children are read: a surname that is more common than that tells nothing. */
const mostNear = 60;
const atOnce = 12;

const knownOf = ({ code, guardians, address }: Household): Omit<KnownFamily, "children"> => ({
  code,
  household: { home: addressKey(address), adults: guardians },
});

export async function readNear(table: Table, told: Told): Promise<readonly KnownFamily[]> {
  const surnames = surnamesOf(told);
  const near: Omit<KnownFamily, "children">[] = [];
  await Promise.all(
    householdBuckets.map(async (bucket) => {
      let after: FamilyCode | null = null;
      do {
        const { households, next }: Awaited<ReturnType<typeof readHouseholds>> = await readHouseholds(table, {
          bucket,
          after,
          limit: page,
        });
        for (const household of households) {
          const known = knownOf(household);
          const named = household.guardians.some(({ lastName }) => surnames.has(foldName(lastName)));
          if (named || likelyFamilies(told, [{ ...known, children: [] }]).length > 0) near.push(known);
        }
        after = next;
      } while (after !== null);
    }),
  );
  return inParallel(near.slice(0, mostNear), atOnce, async (known) => ({
    ...known,
    children: await readChildren(table, known.code),
  }));
}
