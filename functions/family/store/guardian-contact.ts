/**
 * How an adult is reached, changed in the family's file. What the town's software said stays beside it (`imported`), so
 * that the next import knows the family changed it.
 */
import * as z from "zod/mini";
import type { FamilyCode, GuardianId } from "../../kernel/ids.ts";
import type { Guardian } from "../rules/family.ts";
import { householdRecord } from "./families.ts";
import { guardianChanges, guardiansOf } from "./guardians.ts";
import { updateFrom } from "../../table/change.ts";
import { decideAndWrite } from "../../table/decide.ts";
import * as keys from "../../table/keys.ts";
import { readRecord } from "../../table/read.ts";
import type { Table } from "../../table/table.ts";
import { update } from "../../table/write.ts";

type Contact = Partial<Pick<Guardian, "phone" | "email">>;
type Outcome = "written" | "unchanged" | "noHousehold" | "writtenMeanwhile";

async function changeContact(table: Table, code: FamilyCode, guardian: GuardianId, contact: Contact): Promise<Outcome> {
  const item = await readRecord(table, keys.household(code));
  if (!item) return "noHousehold";
  const household = z.parse(householdRecord(), item);
  const guardians = guardiansOf(household.guardians).map((adult) =>
    adult.id === guardian ? { ...adult, ...contact } : adult,
  );
  const changes = guardianChanges(household.guardians, guardians);
  if (changes.length === 0) return "unchanged";
  const { written } = await update(table, updateFrom(keys.household(code), household.version, changes));
  return written ? "written" : "writtenMeanwhile";
}

/** Changes one adult's phone, expecting the version that was read. False when somebody wrote meanwhile. */
export async function changeGuardianPhone(
  table: Table,
  code: FamilyCode,
  guardian: GuardianId,
  phone: string | null,
): Promise<boolean> {
  const outcome = await changeContact(table, code, guardian, { phone: phone ?? undefined });
  return outcome === "written" || outcome === "unchanged";
}

/**
 * The address that an adult has proven to read, by a code that was sent there: from then on it is theirs for everything,
 * whatever the town's software said.
 */
export const proveGuardianEmail = (
  table: Table,
  code: FamilyCode,
  guardian: GuardianId,
  email: string,
): Promise<undefined> =>
  decideAndWrite<null, undefined>("A household", null, async () =>
    (await changeContact(table, code, guardian, { email })) === "writtenMeanwhile"
      ? { again: null }
      : { done: undefined },
  );
