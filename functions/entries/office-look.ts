import { bookingOfficeLook } from "../booking/contract/office-look.ts";
import { bookingOfficeLookUseCases } from "../booking/use-cases/office-look.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { catalogueRoutes } from "../catalogue/contract.ts";
import { catalogueUseCases } from "../catalogue/use-cases/list-sites.ts";
import { closureLook } from "../closure/contract.ts";
import { closureLookUseCases } from "../closure/use-cases/index.ts";
import { planningLook } from "../planning/contract.ts";
import { planningLookUseCases } from "../planning/use-cases/index.ts";
import { priceTry } from "../price/contract/try.ts";
import { priceTryUseCases } from "../price/use-cases/try.ts";
import { reminderOffice } from "../reminder/contract.ts";
import { reminderOfficeUseCases } from "../reminder/use-cases/index.ts";
import { withTariffs } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { withSenderAnd, type WithSender } from "../wiring/sender.ts";

export const handler = await serve<"officeLook", WithSender>(withSenderAnd(withTariffs(tariffOf)), {
  "booking/office-look": served(bookingOfficeLook, bookingOfficeLookUseCases),
  catalogue: served(catalogueRoutes, catalogueUseCases),
  "closure/look": served(closureLook, closureLookUseCases),
  "planning/look": served(planningLook, planningLookUseCases),
  "price/try": served(priceTry, priceTryUseCases),
  "reminder/office": served(reminderOffice, reminderOfficeUseCases),
});
