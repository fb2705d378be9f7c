import { approvalLook } from "../wiring/approvals/contract.ts";
import { approvalLookUseCases } from "../wiring/approvals/use-cases.ts";
import { catalogueRoutes } from "../catalogue/contract.ts";
import { catalogueUseCases } from "../catalogue/use-cases/list-sites.ts";
import { closureLook } from "../closure/contract.ts";
import { closureLookUseCases } from "../closure/use-cases/index.ts";
import { daySheetRoutes } from "../day-sheet/contract.ts";
import { daySheetUseCases } from "../day-sheet/use-cases/index.ts";
import { familyHistory } from "../history/contract.ts";
import { familyHistoryUseCases } from "../history/use-cases/index.ts";
import { planningLook } from "../planning/contract.ts";
import { planningLookUseCases } from "../planning/use-cases/index.ts";
import { reminderOffice } from "../reminder/contract.ts";
import { reminderOfficeUseCases } from "../reminder/use-cases/index.ts";
import { withCatalogue, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeLook", WithCatalogue>(withCatalogue, {
  "approval/look": served(approvalLook, approvalLookUseCases),
  catalogue: served(catalogueRoutes, catalogueUseCases),
  "closure/look": served(closureLook, closureLookUseCases),
  "day-sheet": served(daySheetRoutes, daySheetUseCases),
  "history/family": served(familyHistory, familyHistoryUseCases),
  "planning/look": served(planningLook, planningLookUseCases),
  "reminder/office": served(reminderOffice, reminderOfficeUseCases),
});
