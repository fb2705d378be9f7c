import { attendanceLook } from "../attendance/contract.ts";
import { attendanceLookUseCases } from "../attendance/use-cases/look.ts";
import { bookingOfficeLook } from "../booking/contract/office-look.ts";
import { bookingOfficeLookUseCases } from "../booking/use-cases/office-look.ts";
import { catalogueRoutes } from "../catalogue/contract.ts";
import { catalogueUseCases } from "../catalogue/use-cases/list-sites.ts";
import { closureLook } from "../closure/contract.ts";
import { closureLookUseCases } from "../closure/use-cases/index.ts";
import { daySheetRoutes } from "../day-sheet/contract.ts";
import { daySheetUseCases } from "../day-sheet/use-cases/index.ts";
import { planningLook } from "../planning/contract.ts";
import { planningLookUseCases } from "../planning/use-cases/index.ts";
import { reminderOffice } from "../reminder/contract.ts";
import { reminderOfficeUseCases } from "../reminder/use-cases/index.ts";
import { serve, served } from "../wiring/http.ts";
import { withSender, type WithSender } from "../wiring/sender.ts";

export const handler = await serve<"officeLook", WithSender>(withSender, {
  "attendance/look": served(attendanceLook, attendanceLookUseCases),
  "booking/office-look": served(bookingOfficeLook, bookingOfficeLookUseCases),
  catalogue: served(catalogueRoutes, catalogueUseCases),
  "closure/look": served(closureLook, closureLookUseCases),
  "day-sheet": served(daySheetRoutes, daySheetUseCases),
  "planning/look": served(planningLook, planningLookUseCases),
  "reminder/office": served(reminderOffice, reminderOfficeUseCases),
});
