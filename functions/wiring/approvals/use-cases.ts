/** How each kind of thing that waits for a staff member's word is described and decided; its subject says. */
import { decideApproval } from "../../approval/use-cases/decide.ts";
import { listApprovals } from "../../approval/use-cases/list.ts";
import type { OfficeDependencies, PricingDependencies } from "../../booking/dependencies.ts";
import { decideBooking } from "../../booking/use-cases/approvals/decide.ts";
import { describeBookings } from "../../booking/use-cases/approvals/describe.ts";
import { decideDocuments } from "../../document/use-cases/decide.ts";
import { describeDocuments } from "../../document/use-cases/describe.ts";
import type { UseCases } from "../../http/call.ts";
import type { approvalAct, approvalLook } from "./contract.ts";

export const approvalLookUseCases = (dependencies: OfficeDependencies): UseCases<typeof approvalLook> => ({
  "approval.list": listApprovals(dependencies, {
    booking: describeBookings(dependencies),
    document: describeDocuments(dependencies),
  }),
});

export const approvalActUseCases = (dependencies: PricingDependencies): UseCases<typeof approvalAct> => ({
  "approval.decide": decideApproval({
    booking: decideBooking(dependencies),
    document: decideDocuments(dependencies),
  }),
});
