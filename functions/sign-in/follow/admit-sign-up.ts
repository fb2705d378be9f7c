import type { PreSignUpTriggerEvent } from "aws-lambda";
import { invoicedGuardian } from "../rules/invoiced-guardian.ts";
import { readId, tidyLogin } from "../../kernel/ids.ts";
import { readHousehold } from "../../family/store/families.ts";
import type { Table } from "../../table/table.ts";

/**
 * Lets a sign-up pass when its name is a family code and the names are those of its invoices. Throws otherwise: the
 * pool then refuses the sign-up. Users that an administrator creates are staff or other adults, and pass.
 */
export async function admitSignUp(table: Table, event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> {
  if (event.triggerSource === "PreSignUp_AdminCreateUser") return event;
  const { lastName = "", firstName = "" } = event.request.clientMetadata ?? {};
  const code = readId("FamilyCode", tidyLogin(event.userName));
  const household = code && (await readHousehold(table, code));
  if (!household || !invoicedGuardian(household, lastName, firstName)) throw new Error("No such family");
  return event;
}
