import { readOwed } from "../billing/store/owed.ts";
import { bookingAct } from "../booking/contract/act.ts";
import { bookingActUseCases } from "../booking/use-cases/act.ts";
import { waitingListRoutes } from "../waiting-list/contract.ts";
import { waitingListUseCases } from "../waiting-list/use-cases/index.ts";
import type { FamilyCode } from "../kernel/ids.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served, type Started } from "../wiring/http.ts";

type Needs = Started & WithCatalogue;
const withOwed = (needs: Needs) => ({ ...needs, owedNow: (code: FamilyCode) => readOwed(needs.table, code) });

export const handler = await serve<"book", WithCatalogue>(withTariffs(tariffOf), {
  "booking/act": served(bookingAct, (needs: Needs) => bookingActUseCases(withOwed(needs))),
  "waiting-list/own": served(waitingListRoutes, (needs: Needs) => waitingListUseCases(withOwed(needs))),
});
