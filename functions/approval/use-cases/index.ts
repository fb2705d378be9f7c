import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { approvalsRoutes } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { decideApproval } from "./decide.ts";
import { listApprovals } from "./list.ts";

export const approvalsUseCases = (dependencies: BookingDependencies): UseCases<typeof approvalsRoutes> => ({
  "planning.approvals": listApprovals(dependencies),
  "planning.decide": decideApproval(dependencies),
});
