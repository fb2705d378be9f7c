import type { Clock } from "../../kernel/clock.ts";
import { id, type FamilyCode, type Login } from "../../kernel/ids.ts";
import { readActivation } from "../store/activations.ts";
import { putLogin, type LoginRecord } from "../store/logins.ts";
import type { Table } from "../../table/table.ts";

/** A family code is a sign-in name too. */
export const loginOfFamily = (code: FamilyCode): Login => id("Login", code);

/**
 * Links the confirmed sign-in to its family. Called by the PostConfirmation trigger, by `sign-in.confirmActivation`, and at
 * sign-in should both have died: doing it again changes nothing. Null when no activation is known.
 */
export async function completeActivation(table: Table, code: FamilyCode, clock: Clock): Promise<LoginRecord | null> {
  const activation = await readActivation(table, code);
  if (!activation) return null;
  const record: LoginRecord = {
    role: "guardian",
    login: loginOfFamily(code),
    familyCode: code,
    guardianId: activation.guardianId,
    displayName: activation.displayName,
    termsVersion: activation.termsVersion,
    termsAcceptedAt: activation.askedAt,
  };
  await putLogin(table, record, clock());
  return record;
}
