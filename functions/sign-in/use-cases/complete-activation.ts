import type { Clock } from "../../kernel/clock.ts";
import { id, type FamilyCode, type Login } from "../../kernel/ids.ts";
import { standsFor } from "../../family/rules/former-adults.ts";
import { proveGuardianEmail } from "../../family/store/guardian-contact.ts";
import { readHousehold } from "../../family/store/families.ts";
import { endAccess } from "../end-access.ts";
import { readActivation } from "../store/activations.ts";
import { putLogin, readListedLogin, type LoginRecord } from "../store/logins.ts";
import type { Table } from "../../table/table.ts";

/** A family code is a sign-in name too. */
export const loginOfFamily = (code: FamilyCode): Login => id("Login", code);

/**
 * Links the confirmed sign-in to its family. Called by the PostConfirmation trigger, by `sign-in.confirmActivation`, and at
 * sign-in should both have died: doing it again changes nothing. Null when no activation is known, or the adult has left
 * the household since.
 *
 * Whoever was invited in that adult's name before goes: their sessions and calendar link end before their sign-in is
 * taken away, should the process die between, and once more after, should they have signed in between.
 */
export async function completeActivation(table: Table, code: FamilyCode, clock: Clock): Promise<LoginRecord | null> {
  const activation = await readActivation(table, code);
  if (!activation) return null;
  const household = await readHousehold(table, code, { consistent: true });
  // Part of another one by now: whoever activates asks again, and is led there.
  if (household?.mergedInto !== undefined) return null;
  const guardianId = standsFor(household?.formerAdults, activation.guardianId);
  if (!household?.guardians.some((guardian) => guardian.id === guardianId)) return null;
  const record: LoginRecord = {
    role: "guardian",
    login: loginOfFamily(code),
    familyCode: code,
    guardianId,
    displayName: activation.displayName,
    termsVersion: activation.termsVersion,
    termsAcceptedAt: activation.askedAt,
  };
  const before = await readListedLogin(table, record);
  if (before !== null && before !== record.login) await endAccess(table, before);
  const replaced = await putLogin(table, record, clock());
  if (replaced !== null) await endAccess(table, replaced);
  if (activation.email !== undefined) await proveGuardianEmail(table, code, guardianId, activation.email);
  return record;
}
