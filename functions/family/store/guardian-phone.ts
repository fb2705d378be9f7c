import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { GetCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import { householdRecord } from "./families.ts";
import { guardianChanges, guardiansOf } from "./guardians.ts";
import { updateFrom } from "../../table/change.ts";
import * as keys from "../../table/keys.ts";
import type { Table } from "../../table/table.ts";

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
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: keys.household(code), ConsistentRead: true }),
  );
  if (!Item) return false;
  const household = z.parse(householdRecord, Item);
  const guardians = guardiansOf(household.guardians).map((adult) =>
    adult.id === guardian ? { ...adult, phone: phone ?? undefined } : adult,
  );
  const changes = guardianChanges(household.guardians, guardians);
  try {
    await table.client.send(new UpdateCommand(updateFrom(table, keys.household(code), household.version, changes)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
