import { accountOf } from "../catalogue/store/account-record.ts";
import { directDebitOffice } from "../direct-debit/contract/office.ts";
import { batchUseCases } from "../direct-debit/use-cases/batches.ts";
import { officeMandates } from "../direct-debit/use-cases/office-mandates.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officeDebits", WithCatalogue>(withAccounts(accountOf), {
  "direct-debit/office": served(directDebitOffice, (started) => ({
    ...officeMandates(started),
    ...batchUseCases(started),
  })),
});
