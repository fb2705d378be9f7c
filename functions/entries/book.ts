import { bookingAct } from "../booking/contract/act.ts";
import { bookingActUseCases } from "../booking/use-cases/act.ts";
import { waitingListRoutes } from "../waiting-list/contract.ts";
import { waitingListUseCases } from "../waiting-list/use-cases/index.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"book", WithCatalogue>(withTariffs(tariffOf), {
  "booking/act": served(bookingAct, bookingActUseCases),
  "waiting-list/own": served(waitingListRoutes, waitingListUseCases),
});
