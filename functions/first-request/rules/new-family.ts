/** The family that a first request becomes, under codes that the portal makes or the town's software gave. */
import { id, type ChildId, type FamilyCode } from "../../kernel/ids.ts";
import type { SaidFamily } from "../../family/rules/family-merge.ts";
import type { Told } from "./first-request.ts";

/** Letters and digits that nobody takes for one another, on paper or on the telephone. */
const signs = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const drawn = (bytes: Uint8Array): string => Array.from(bytes, (byte) => signs[byte % signs.length] ?? "2").join("");

/** `N` and seven signs: no code of digits is ever one, so that the town's software never gives the same. */
export const newFamilyCode = (seven: Uint8Array): FamilyCode => id("FamilyCode", `N${drawn(seven.subarray(0, 7))}`);
export const newChildId = (nine: Uint8Array): ChildId => id("ChildId", `N${drawn(nine.subarray(0, 9))}`);

/** The first adult pays, until the office says otherwise. */
export const familyOf = (
  { adults, children, address }: Told,
  code: FamilyCode,
  { resident, childId }: { readonly resident: boolean; readonly childId: () => ChildId },
): SaidFamily => ({
  household: {
    code,
    guardians: adults.map((adult, rank) => ({ ...adult, id: id("GuardianId", String(rank + 1)), payer: rank === 0 })),
    address,
    resident,
  },
  children: children.map((child) => ({ ...child, id: childId() })),
});
