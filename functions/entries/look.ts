import { readOwed } from "../billing/store/owed.ts";
import { bookingLook } from "../booking/contract/look.ts";
import { bookingLookUseCases } from "../booking/use-cases/look.ts";
import { documentLook } from "../document/contract/look.ts";
import { documentLookUseCases } from "../document/use-cases/look.ts";
import { familyRoutes } from "../family/contract.ts";
import { familyUseCases } from "../family/use-cases/read-family.ts";
import { ownHistory } from "../history/contract.ts";
import { ownHistoryUseCases } from "../history/use-cases/index.ts";
import { ownPrices } from "../price/contract/own.ts";
import { ownPricesUseCases } from "../price/use-cases/own-situation.ts";
import { ownQuotient } from "../quotient/contract/months.ts";
import { ownQuotientUseCases } from "../quotient/use-cases/look.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { withTariffs, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served, type Started } from "../wiring/http.ts";

export const handler = await serve<"look", WithCatalogue>(withTariffs(tariffOf), {
  "booking/look": served(bookingLook, (needs: Started & WithCatalogue) =>
    bookingLookUseCases({ ...needs, owedNow: (code) => readOwed(needs.table, code) }),
  ),
  "document/look": served(documentLook, documentLookUseCases),
  family: served(familyRoutes, familyUseCases),
  "history/own": served(ownHistory, ownHistoryUseCases),
  "price/own": served(ownPrices, ownPricesUseCases),
  "quotient/own": served(ownQuotient, ownQuotientUseCases),
});
