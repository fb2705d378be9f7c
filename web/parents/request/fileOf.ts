import type { SectionId } from "../../../functions/catalogue/rules/file-rules.ts";
import type { ChildId, GuardianId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

/** What is asked of the file: nothing named, the household, its adults and its children. */
interface AskedPart {
  readonly section?: SectionId;
  readonly guardianId?: GuardianId;
  readonly childId?: ChildId;
}

export const fileOf = reading((query: AskedPart, signal) => call("request.file", { query, signal }));
