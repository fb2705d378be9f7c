import * as z from "zod/mini";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { householdRecord } from "./families.ts";
import { guardianChanges, guardiansOf } from "./guardians.ts";
import { updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";

/**
 * Changes one adult's phone in the family's file, expecting the version that was read. False when somebody wrote
 * meanwhile. What the town's software said stays beside it (`imported`), so that the next import knows the family
 * changed it.
 */
export async function changeGuardianPhone(
  table: Table,
  code: FamilyCode,
  guardian: GuardianId,
  phone: string | null,
): Promise<boolean> {
  const item = await readRecord(table, keys.household(code));
  if (!item) return false;
  const household = z.parse(householdRecord, item);
  const guardians = guardiansOf(household.guardians).map((adult) =>
    adult.id === guardian ? { ...adult, phone: phone ?? undefined } : adult,
  );
  const changes = guardianChanges(household.guardians, guardians);
  return (await update(table, updateFrom(keys.household(code), household.version, changes))).written;
}
