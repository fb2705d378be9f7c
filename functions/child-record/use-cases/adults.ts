/** The adults of a child's households, as staff must know them when somebody comes for the child. */
import { nameInLetters, type Child } from "../../family/rules/family.ts";
import { readChildrenAt, readHouseholdsOf } from "../../family/store/people.ts";
import type { FamilyCode } from "../../kernel/ids.ts";
import type { Table } from "../../table/table.ts";
import type { OfficeRecordView } from "../contract/record.ts";

/** Of the household through which the child is reached first. One that has the child no more is none of its. */
export async function readAdults(
  table: Table,
  code: FamilyCode,
  { id: childId, sharedWith = [] }: Child,
): Promise<OfficeRecordView["adults"]> {
  const codes = [code, ...sharedWith];
  const [householdOf, childOf] = await Promise.all([
    readHouseholdsOf(table, codes),
    readChildrenAt(
      table,
      codes.map((familyCode) => ({ familyCode, childId })),
    ),
  ]);
  return codes.flatMap((familyCode) => {
    const [household, child] = [householdOf(familyCode), childOf({ familyCode, childId })];
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
