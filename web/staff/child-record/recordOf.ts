import type { ChildId, FamilyCode } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

export interface OfChild {
  readonly familyCode: FamilyCode;
  readonly childId: ChildId;
}

/** A child's file but for its health, as staff reads it. */
export const recordOf = reading((params: OfChild, signal) => call("child-record.ofFamily", { params, signal }));
