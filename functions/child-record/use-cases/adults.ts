/** The adults of a child's households, as staff must know them when somebody comes for the child. */
import { nameInLetters, type Child } from "../../family/rules/family.ts";
import { readChildrenAt, readHouseholdsOf } from "../../family/store/people.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { OfficeRecordView } from "../contract/record.ts";

/** `own`: the child, as the household through which it is reached knows it; that one's adults come first. */
export async function readAdults(table: Table, code: FamilyCode, own: Child): Promise<OfficeRecordView["adults"]> {
  const { id: childId, sharedWith = [] } = own;
  const [householdOf, childOf] = await Promise.all([
    readHouseholdsOf(table, [code, ...sharedWith]),
    readChildrenAt(
      table,
      sharedWith.map((familyCode) => ({ familyCode, childId })),
    ),
  ]);
  return [code, ...sharedWith].flatMap((familyCode) => {
    // One that has the child no more is none of its households.
    const child = familyCode === code ? own : childOf({ familyCode, childId });
    const household = householdOf(familyCode);
    return household && child
      ? household.guardians.map((adult) => ({
          familyCode,
          name: nameInLetters(adult),
          ...(adult.phone === undefined ? {} : { phone: adult.phone }),
          shutOut: child.shutOut?.includes(adult.id) === true,
        }))
      : [];
  });
}
