import { approvalAct, approvalLook } from "../wiring/approvals/contract.ts";
import { approvalActUseCases, approvalLookUseCases } from "../wiring/approvals/use-cases.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs } from "../wiring/catalogue.ts";
import { withSenderAnd, type WithSender } from "../wiring/sender.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeDecide", WithSender>(withSenderAnd(withTariffs(tariffOf)), {
  "approval/look": served(approvalLook, approvalLookUseCases),
  "approval/act": served(approvalAct, approvalActUseCases),
});
