/**
 * Which family somebody means who types a code with zeros too few or too many: the one that has it so, else the only one
 * that has it with other zeros; and, of one that has become part of another (functions/merge), that other one. One read,
 * whether there is such a family or not.
 */
import * as z from "zod/mini";
import { branded } from "../../kernel/id-schemas.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import { lazily } from "../../kernel/lazily.ts";
import { readAll, type Item } from "../../table/batch.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";
import { writingsOf } from "../rules/codes.ts";
import type { Household } from "../rules/family.ts";
import { readHouseholdsOf } from "./people.ts";

const known = lazily(() =>
  z.object({ code: branded("FamilyCode"), merged: z.optional(z.object({ into: branded("FamilyCode") })) }),
);

/** The families that a code may mean, of these records: one when it is clear. */
export function meantAmong(typed: FamilyCode, households: readonly Item[]): readonly FamilyCode[] {
  const found = households.map((item) => z.parse(known(), item));
  const exact = found.filter(({ code }) => code === typed);
  return [...new Set((exact.length > 0 ? exact : found).map(({ code, merged }) => merged?.into ?? code))];
}

/** The families that a code may mean: one when it is clear. */
export const meantCodes = async (table: Table, typed: FamilyCode): Promise<readonly FamilyCode[]> =>
  meantAmong(
    typed,
    await readAll(
      table,
      writingsOf(typed).map((code) => keys.household(code)),
      { consistent: false },
    ),
  );

/** The code that is meant; as it was typed when that is not clear, or when there is no such family. */
export async function meantCode(table: Table, typed: FamilyCode): Promise<FamilyCode> {
  const [meant, ...others] = await meantCodes(table, typed);
  return meant === undefined || others.length > 0 ? typed : meant;
}

/** The families that many codes mean, each as `meantCodes` would find it: null when there is none, or more than one. */
export async function meantHouseholds(
  table: Table,
  typed: readonly FamilyCode[],
): Promise<(code: FamilyCode) => Household | null> {
  const writings = typed.flatMap(writingsOf);
  const written = await readHouseholdsOf(table, writings);
  const into = writings.flatMap((code) => written(code)?.mergedInto ?? []);
  const staying = into.length === 0 ? written : await readHouseholdsOf(table, into);
  const found = (code: FamilyCode): Household | null => {
    const household = written(code);
    return household?.mergedInto === undefined ? household : staying(household.mergedInto);
  };
  return (code) => {
    const exact = found(code);
    if (exact) return exact;
    const meant = new Map(
      writingsOf(code)
        .flatMap((writing) => found(writing) ?? [])
        .map((household) => [household.code, household]),
    );
    const [one, ...others] = meant.values();
    return one && others.length === 0 ? one : null;
  };
}
