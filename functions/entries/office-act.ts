import { accountClosingRoutes } from "../account-closing/contract.ts";
import { accountClosingUseCases } from "../account-closing/use-cases/index.ts";
import { approvalAct } from "../wiring/approvals/contract.ts";
import { approvalActUseCases } from "../wiring/approvals/use-cases.ts";
import { bookingOffice } from "../booking/contract/office.ts";
import { bookingOfficeUseCases } from "../booking/use-cases/office.ts";
import { closureAct } from "../closure/contract.ts";
import { closureActUseCases } from "../closure/use-cases/index.ts";
import { planningAct } from "../planning/contract.ts";
import { planningActUseCases } from "../planning/use-cases/index.ts";
import { untoldAct } from "../untold/contract.ts";
import { untoldActUseCases } from "../untold/use-cases/index.ts";
import { quotientActs } from "../quotient/contract.ts";
import { quotientActUseCases } from "../quotient/use-cases/act.ts";
import { waitingListOffice } from "../waiting-list/contract.ts";
import { waitingListOfficeUseCases } from "../waiting-list/use-cases/office.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeAct", WithCatalogue>(withCatalogue, {
  "account-closing": served(accountClosingRoutes, accountClosingUseCases),
  "approval/act": served(approvalAct, approvalActUseCases),
  "booking/office": served(bookingOffice, bookingOfficeUseCases),
  "closure/act": served(closureAct, closureActUseCases),
  "planning/act": served(planningAct, planningActUseCases),
  "untold/act": served(untoldAct, untoldActUseCases),
  "quotient/act": served(quotientActs, quotientActUseCases),
  "waiting-list/office": served(waitingListOffice, waitingListOfficeUseCases),
});
