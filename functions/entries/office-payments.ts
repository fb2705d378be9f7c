import { accountOf } from "../catalogue/store/account-record.ts";
import { paymentDesk } from "../payment/contract/desk.ts";
import { paymentOffice } from "../payment/contract/office.ts";
import { deskLists } from "../payment/use-cases/desk-views.ts";
import { deskUseCases } from "../payment/use-cases/desk.ts";
import { paymentWalletDesk } from "../payment/contract/wallet-desk.ts";
import { walletDeskUseCases } from "../payment/use-cases/wallet-desk.ts";
import { exemptUseCases } from "../payment/use-cases/exempt.ts";
import { paymentOfficeUseCases } from "../payment/use-cases/office.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";

export const handler = await serve<"officePayments", WithCatalogue>(withAccounts(accountOf), {
  "payment/office": served(paymentOffice, paymentOfficeUseCases),
  "payment/wallet-desk": served(paymentWalletDesk, walletDeskUseCases),
  "payment/desk": served(paymentDesk, (started) => ({
    ...deskUseCases(started),
    ...exemptUseCases(started),
    ...deskLists(started),
  })),
});
