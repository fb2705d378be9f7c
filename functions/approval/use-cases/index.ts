import type { BookingDependencies } from "../../booking/dependencies.ts";
import type { approvalAct, approvalLook } from "../contract.ts";
import type { UseCases } from "../../http/call.ts";
import { decideApproval } from "./decide.ts";
import { listApprovals } from "./list.ts";

export const approvalLookUseCases = (dependencies: BookingDependencies): UseCases<typeof approvalLook> => ({
  "approval.list": listApprovals(dependencies),
});

export const approvalActUseCases = (dependencies: BookingDependencies): UseCases<typeof approvalAct> => ({
  "approval.decide": decideApproval(dependencies),
});
