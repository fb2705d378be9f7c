/** Children and households of many families at once: a day's sheet names everyone who comes. */
import * as z from "zod/mini";
import type { Child, Household } from "../rules/family.ts";
import type { ChildId, FamilyCode } from "../../kernel/ids.ts";
import { readAll } from "../../table/batch.ts";
import { childOf, childRecord, householdOf, householdRecord } from "./families.ts";
import * as keys from "../../table/keys.ts";
import type { Key } from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

export interface ChildKey {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

export interface People {
  readonly child: (key: ChildKey) => Child | null;
  readonly household: (code: FamilyCode) => Household | null;
}

const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

/** The households of these codes (need not be distinct), null where there is none; not consistent. */
export async function readHouseholdsOf(
  table: Table,
  codes: readonly FamilyCode[],
): Promise<(code: FamilyCode) => Household | null> {
  const items = await readAll(
    table,
    [...new Set(codes)].map((code) => keys.household(code)),
    { consistent: false },
  );
  const households = new Map(
    items.map((item) => householdOf(z.parse(householdRecord(), item))).map((household) => [household.code, household]),
  );
  return (code) => households.get(code) ?? null;
}

/** Many children as they were written a moment ago; null: the household has no such child, or has it no more. */
export async function readChildrenAt(
  table: Table,
  wanted: readonly ChildKey[],
): Promise<(key: ChildKey) => Child | null> {
  const distinct = new Map(
    wanted.map(({ familyCode, childId }) => keys.child(familyCode, childId)).map((key) => [nameOf(key), key]),
  );
  const items = await readAll(table, [...distinct.values()], { consistent: true });
  const children = new Map(
    items
      .map((item) => ({
        key: { pk: String(item["pk"]), sk: String(item["sk"]) },
        record: z.parse(childRecord(), item),
      }))
      .filter(({ record }) => record.left === undefined)
      .map(({ key, record }) => [nameOf(key), childOf(record)]),
  );
  return ({ familyCode, childId }) => children.get(nameOf(keys.child(familyCode, childId))) ?? null;
}

/**
 * Reads these children (need not be distinct), their households, and `households` besides; not consistent unless said
 * otherwise.
 */
export async function readPeople(
  table: Table,
  wanted: readonly ChildKey[],
  options: { readonly consistent: boolean } = { consistent: false },
  households: readonly FamilyCode[] = [],
): Promise<People> {
  const all = [
    ...wanted.flatMap(({ familyCode, childId }) => [keys.child(familyCode, childId), keys.household(familyCode)]),
    ...households.map((code) => keys.household(code)),
  ];
  const distinct = new Map(all.map((key) => [nameOf(key), key]));
  const items = await readAll(table, [...distinct.values()], options);
  const children = new Map<string, Child>();
  const homes = new Map<string, Household>();
  for (const item of items) {
    const name = nameOf({ pk: String(item["pk"]), sk: String(item["sk"]) });
    if (item["entity"] === "child") children.set(name, z.parse(childRecord(), item));
    else homes.set(name, householdOf(z.parse(householdRecord(), item)));
  }
  return {
    child: ({ familyCode, childId }) => children.get(nameOf(keys.child(familyCode, childId))) ?? null,
    household: (code) => homes.get(nameOf(keys.household(code))) ?? null,
  };
}
