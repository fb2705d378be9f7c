import type { SectionId } from "../../../functions/catalogue/rules/file-rules.ts";
import type { GuardianId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

/** What is asked of the file: nothing named, the household and its adults. */
interface AskedPart {
  readonly section?: SectionId;
  readonly guardianId?: GuardianId;
}

export const fileOf = reading((query: AskedPart, signal) => call("request.file", { query, signal }));
