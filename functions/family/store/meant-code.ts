/**
 * Which family somebody means who types a code with zeros too few or too many: the one that has it so, else the only one
 * that has it with other zeros. One read, whether there is such a family or not.
 */
import type { FamilyCode } from "../../kernel/ids.ts";
import { readAll } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writingsOf } from "../rules/codes.ts";
import type { Household } from "../rules/family.ts";
import { readHouseholdsOf } from "./people.ts";

/** The families that a code may mean: one when it is clear. */
export async function meantCodes(table: Table, typed: FamilyCode): Promise<readonly FamilyCode[]> {
  const writings = writingsOf(typed);
  const items = await readAll(
    table,
    writings.map((code) => keys.household(code)),
    { consistent: false },
  );
  const known = new Set(items.map((item) => item["code"]));
  return known.has(typed) ? [typed] : writings.filter((code) => known.has(code));
}

/** The code that is meant; as it was typed when that is not clear, or when there is no such family. */
export async function meantCode(table: Table, typed: FamilyCode): Promise<FamilyCode> {
  if (writingsOf(typed).length === 1) return typed;
  const [meant, ...others] = await meantCodes(table, typed);
  return meant === undefined || others.length > 0 ? typed : meant;
}

/** The families that many codes mean, each as `meantCodes` would find it: null when there is none, or more than one. */
export async function meantHouseholds(
  table: Table,
  typed: readonly FamilyCode[],
): Promise<(code: FamilyCode) => Household | null> {
  const found = await readHouseholdsOf(table, typed.flatMap(writingsOf));
  return (code) => {
    const exact = found(code);
    if (exact) return exact;
    const [one, ...others] = writingsOf(code).flatMap((writing) => found(writing) ?? []);
    return one && others.length === 0 ? one : null;
  };
}
