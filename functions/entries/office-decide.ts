import { approvalAct, approvalLook } from "../wiring/approvals/contract.ts";
import { approvalActUseCases, approvalLookUseCases } from "../wiring/approvals/use-cases.ts";
import { withSender, type WithSender } from "../wiring/sender.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeDecide", WithSender>(withSender, {
  "approval/look": served(approvalLook, approvalLookUseCases),
  "approval/act": served(approvalAct, approvalActUseCases),
});
