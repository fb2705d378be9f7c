import { accountOf } from "../catalogue/store/account-record.ts";
import { directDebitOwn } from "../direct-debit/contract/own.ts";
import { directDebitOwnUseCases } from "../direct-debit/use-cases/own.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"mandates", WithCatalogue>(withAccounts(accountOf), {
  "direct-debit/own": served(directDebitOwn, directDebitOwnUseCases),
});
