import { accountClosingRoutes } from "../account-closing/contract.ts";
import { accountClosingUseCases } from "../account-closing/use-cases/index.ts";
import { bookingOffice } from "../booking/contract/office.ts";
import { bookingOfficeUseCases } from "../booking/use-cases/office.ts";
import { waitingListOffice } from "../waiting-list/contract.ts";
import { waitingListOfficeUseCases } from "../waiting-list/use-cases/office.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeBook", WithCatalogue>(withTariffs(tariffOf), {
  "account-closing": served(accountClosingRoutes, accountClosingUseCases),
  "booking/office": served(bookingOffice, bookingOfficeUseCases),
  "waiting-list/office": served(waitingListOffice, waitingListOfficeUseCases),
});
