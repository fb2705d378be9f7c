import type { FamilyCode, RequestId } from "../../../functions/kernel/ids.ts";
import { call } from "../../shared/api/index.ts";
import { reading } from "../../shared/useQuery.ts";

interface AskedRequest {
  readonly familyCode: FamilyCode;
  readonly requestId: RequestId;
}

export const requestOf = reading((params: AskedRequest, signal) => call("request.open", { params, signal }));
