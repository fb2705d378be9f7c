import { accountOf } from "../catalogue/store/account-record.ts";
import { log } from "../kernel/log.ts";
import { paymentWallet } from "../payment/contract/wallet.ts";
import { payFip } from "../payment/payfip.ts";
import { walletUseCases } from "../payment/use-cases/wallet-own.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const setting = readSetting("PAYFIP");
const payfip = setting && { service: payFip(setting.endpoint), mode: setting.mode };

export const handler = await serve<"wallet", WithCatalogue>(withAccounts(accountOf), {
  "payment/wallet": served(paymentWallet, (started) => walletUseCases({ ...started, payfip, log })),
});
