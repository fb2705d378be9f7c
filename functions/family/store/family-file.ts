/**
 * A family's file as those who change it read it: the whole records, as they were written a moment ago, and writes that
 * expect them so. An import knows what was changed here by what it said last (`imported`), and leaves it alone.
 */
import * as z from "zod/mini";
import type { ChildId, FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { readAll, type Item } from "../../table/batch.ts";
import { changesTo, updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readRange, readRecord, startingWith } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import type { Write } from "../../table/transact.ts";
import { ifAbsent, type Update } from "../../table/write.ts";
import type { Child } from "../rules/family.ts";
import { childRecord, householdRecord, type ChildRecord, type HouseholdRecord } from "./families.ts";
import { addedAdult, adultChanges, removedAdult } from "./guardians.ts";

interface FamilyFile {
  readonly household: HouseholdRecord;
  /** But those who have left it. */
  readonly children: readonly ChildRecord[];
  /** Who has left it, by the portal's own word. */
  readonly departed: readonly ChildRecord[];
}

const readHouseholdItem = (table: Table, code: FamilyCode): Promise<Item | null> =>
  readRecord(table, keys.household(code));
const readChildItems = (table: Table, code: FamilyCode): Promise<readonly Item[]> =>
  readRange(table, { ...startingWith(keys.familyPartition(code), keys.childPrefix), ConsistentRead: true });

function fileOf(item: Item, items: readonly Item[]): FamilyFile {
  const all = items.map((one) => z.parse(childRecord(), one));
  return {
    household: z.parse(householdRecord(), item),
    children: all.filter(({ left }) => left === undefined),
    departed: all.filter(({ left }) => left !== undefined && left.to === undefined),
  };
}

/** The household alone; null when the town knows no such family. */
export async function readHouseholdFile(table: Table, code: FamilyCode): Promise<HouseholdRecord | null> {
  const item = await readHouseholdItem(table, code);
  return item && z.parse(householdRecord(), item);
}

/**
 * With its children, in one wave. `childrenLast`: in two, the household first, so that a child that enters after the
 * children were read has changed the household, and what is written then is refused.
 */
export async function readFamilyFile(
  table: Table,
  code: FamilyCode,
  { childrenLast = false }: { readonly childrenLast?: boolean } = {},
): Promise<FamilyFile | null> {
  if (childrenLast) {
    const item = await readHouseholdItem(table, code);
    return item && fileOf(item, await readChildItems(table, code));
  }
  const [item, children] = await Promise.all([readHouseholdItem(table, code), readChildItems(table, code)]);
  return item && fileOf(item, children);
}

/** The children alone, those who have left too. */
export const readEveryChildFile = async (table: Table, code: FamilyCode): Promise<readonly ChildRecord[]> =>
  (await readChildItems(table, code)).map((one) => z.parse(childRecord(), one));

/** But those who have left. */
export const readChildFiles = async (table: Table, code: FamilyCode): Promise<readonly ChildRecord[]> =>
  (await readEveryChildFile(table, code)).filter(({ left }) => left === undefined);

/** One of them, one who has left too. */
export async function readChildFile(table: Table, code: FamilyCode, child: ChildId): Promise<ChildRecord | null> {
  const item = await readRecord(table, keys.child(code, child));
  return item && z.parse(childRecord(), item);
}

/** A household's record of a child. */
interface ChildOf {
  readonly familyCode: FamilyCode;
  readonly child: ChildRecord;
}

/** The records of a child in its other households. One that is named and has it no more holds nothing. */
export async function readChildElsewhere(
  table: Table,
  { id: childId, sharedWith = [] }: Pick<ChildRecord, "id" | "sharedWith">,
): Promise<readonly ChildOf[]> {
  if (sharedWith.length === 0) return [];
  const items = await readAll(
    table,
    sharedWith.map((code) => keys.child(code, childId)),
    { consistent: true },
  );
  return items
    .map((item) => ({ familyCode: keys.familyOfPartition(String(item["pk"])), child: z.parse(childRecord(), item) }))
    .filter(({ child }) => child.left === undefined);
}

/** Writes these attributes of a household's record of a child, if it is still as it was read. */
export const childChange = (code: FamilyCode, child: ChildRecord, facts: Item): { readonly Update: Update } => ({
  Update: updateFrom(keys.child(code, child.id), child.version, changesTo(child, facts)),
});

/** Writes these attributes of a household, if it is still as it was read. */
export const householdChange = (household: HouseholdRecord, facts: Item): Write => ({
  Update: updateFrom(keys.household(household.code), household.version, changesTo(household, facts)),
});

/** The same of one of its adults. */
export const adultChange = (household: HouseholdRecord, rank: GuardianId, facts: Item): Write => ({
  Update: updateFrom(keys.household(household.code), household.version, adultChanges(household.guardians, rank, facts)),
});

/** Enters an adult under a rank that stands for nobody else, if the household is still as it was read. */
export const adultEntry = (household: HouseholdRecord, rank: GuardianId, facts: Item): Write => ({
  Update: updateFrom(keys.household(household.code), household.version, [
    ...addedAdult(household.guardians, rank, facts),
    ...changesTo(household, { lastRank: Math.max(household.lastRank, Number(rank)) }),
  ]),
});

/** Takes an adult away, if the household is still as it was read. The rank stays used: sign-ins and bookings name it. */
export const adultRemoval = (household: HouseholdRecord, rank: GuardianId): Write => ({
  Update: updateFrom(keys.household(household.code), household.version, removedAdult(household.guardians, rank)),
});

/** Enters a child, if its household is still as it was read: no other child has entered it since. */
export const childEntry = (
  household: HouseholdRecord,
  child: Omit<Child, "documents" | "fulfilled">,
): readonly Write[] => [
  { Update: updateFrom(keys.household(household.code), household.version, []) },
  {
    Put: {
      Item: {
        ...keys.child(household.code, child.id),
        entity: "child",
        ...child,
        g1pk: keys.childPartition(child.id),
        g1sk: household.code,
        version: 1,
      },
      ...ifAbsent,
    },
  },
];

/** A child who had left comes back under its code, with what its record holds, if the household is still as it was read. */
export const childReturn = (household: HouseholdRecord, child: ChildRecord, facts: Item): readonly Write[] => [
  { Update: updateFrom(keys.household(household.code), household.version, []) },
  childChange(household.code, child, {
    ...facts,
    left: undefined,
    leaving: undefined,
    ...(child.left
      ? { cameBackFrom: { at: child.left.at, ...(child.leaving ? { leaving: child.leaving } : {}) } }
      : {}),
  }),
];

/** The same taken back within seconds. */
export const childReturnUndone = (code: FamilyCode, child: ChildRecord): Write =>
  childChange(code, child, {
    ...(child.cameBackFrom ? { left: { at: child.cameBackFrom.at } } : {}),
    leaving: child.cameBackFrom?.leaving,
    cameBackFrom: undefined,
  });

/** Takes a child away that has just entered, if nobody has written to it since. */
export const childRemoval = (code: FamilyCode, child: ChildId): Write => ({
  Delete: {
    Key: keys.child(code, child),
    ConditionExpression: "#version = :first",
    ExpressionAttributeNames: { "#version": "version" },
    ExpressionAttributeValues: { ":first": 1 },
  },
});
