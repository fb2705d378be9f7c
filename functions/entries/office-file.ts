import { bookedSince } from "../booking/store/booked-since.ts";
import { certificationOffice } from "../certification/contract/office.ts";
import { certificationOfficeUseCases } from "../certification/use-cases/office.ts";
import { documentOffice } from "../document/contract/look.ts";
import { documentOfficeUseCases } from "../document/use-cases/look.ts";
import { enrolmentOffice } from "../enrolment/contract.ts";
import { enrolmentOfficeUseCases } from "../enrolment/use-cases/office.ts";
import { familyOffice } from "../family/contract.ts";
import { familyOfficeUseCases } from "../family/use-cases/office.ts";
import { familyHistory } from "../history/contract.ts";
import { familyHistoryUseCases } from "../history/use-cases/index.ts";
import { priceOffice } from "../price/contract/circumstances.ts";
import { priceOfficeUseCases } from "../price/use-cases/circumstances.ts";
import { protectionOffice } from "../protection/contract.ts";
import { protectionUseCases } from "../protection/use-cases/office.ts";
import { quotientActs, quotientLook } from "../quotient/contract/months.ts";
import { quotientActUseCases } from "../quotient/use-cases/act.ts";
import { quotientLookUseCases } from "../quotient/use-cases/look.ts";
import { untoldAct, untoldLook } from "../untold/contract.ts";
import { untoldActUseCases, untoldLookUseCases } from "../untold/use-cases/index.ts";
import { withSender, type WithSender } from "../wiring/sender.ts";
import { serve, served, type Opened } from "../wiring/http.ts";

export const handler = await serve<"officeFile", WithSender>(withSender, {
  "certification/office": served(certificationOffice, certificationOfficeUseCases),
  "document/office": served(documentOffice, documentOfficeUseCases),
  "enrolment/office": served(enrolmentOffice, (needs: WithSender & Opened) =>
    enrolmentOfficeUseCases({ ...needs, bookedSince: bookedSince(needs.table) }),
  ),
  "family/office": served(familyOffice, familyOfficeUseCases),
  "history/family": served(familyHistory, familyHistoryUseCases),
  "price/office": served(priceOffice, priceOfficeUseCases),
  "protection/office": served(protectionOffice, protectionUseCases),
  "quotient/look": served(quotientLook, quotientLookUseCases),
  "quotient/act": served(quotientActs, quotientActUseCases),
  "untold/look": served(untoldLook, untoldLookUseCases),
  "untold/act": served(untoldAct, untoldActUseCases),
});
