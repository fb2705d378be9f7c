import { approvalLook } from "../wiring/approvals/contract.ts";
import { approvalLookUseCases } from "../wiring/approvals/use-cases.ts";
import { bookingOfficeLook } from "../booking/contract/office-look.ts";
import { bookingOfficeLookUseCases } from "../booking/use-cases/office-look.ts";
import { catalogueRoutes } from "../catalogue/contract.ts";
import { catalogueUseCases } from "../catalogue/use-cases/list-sites.ts";
import { closureLook } from "../closure/contract.ts";
import { closureLookUseCases } from "../closure/use-cases/index.ts";
import { daySheetRoutes } from "../day-sheet/contract.ts";
import { daySheetUseCases } from "../day-sheet/use-cases/index.ts";
import { documentOffice } from "../document/contract.ts";
import { documentOfficeUseCases } from "../document/use-cases/look.ts";
import { familyOffice } from "../family/contract.ts";
import { familyOfficeUseCases } from "../family/use-cases/meant-family.ts";
import { familyHistory } from "../history/contract.ts";
import { familyHistoryUseCases } from "../history/use-cases/index.ts";
import { planningLook } from "../planning/contract.ts";
import { planningLookUseCases } from "../planning/use-cases/index.ts";
import { quotientLook } from "../quotient/contract.ts";
import { quotientLookUseCases } from "../quotient/use-cases/look.ts";
import { reminderOffice } from "../reminder/contract.ts";
import { reminderOfficeUseCases } from "../reminder/use-cases/index.ts";
import { untoldLook } from "../untold/contract.ts";
import { untoldLookUseCases } from "../untold/use-cases/index.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served, type Opened } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const withSender = async (opened: Opened): Promise<WithCatalogue & { readonly canMail: boolean }> => ({
  ...(await withCatalogue(opened)),
  canMail: readSetting("MAIL_SENDER") !== "",
});

export const handler = await serve<"officeLook", Awaited<ReturnType<typeof withSender>>>(withSender, {
  "approval/look": served(approvalLook, approvalLookUseCases),
  "booking/office-look": served(bookingOfficeLook, bookingOfficeLookUseCases),
  catalogue: served(catalogueRoutes, catalogueUseCases),
  "closure/look": served(closureLook, closureLookUseCases),
  "day-sheet": served(daySheetRoutes, daySheetUseCases),
  "document/office": served(documentOffice, documentOfficeUseCases),
  "family/office": served(familyOffice, familyOfficeUseCases),
  "history/family": served(familyHistory, familyHistoryUseCases),
  "planning/look": served(planningLook, planningLookUseCases),
  "quotient/look": served(quotientLook, quotientLookUseCases),
  "reminder/office": served(reminderOffice, reminderOfficeUseCases),
  "untold/look": served(untoldLook, untoldLookUseCases),
});
