import { accountOf } from "../catalogue/store/account-record.ts";
import { accountRoutes } from "../payment/contract/accounts.ts";
import { payFip } from "../payment/payfip.ts";
import { accountUseCases } from "../payment/use-cases/accounts.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const setting = readSetting("PAYFIP");
const payfip = setting && { service: payFip(setting.endpoint), mode: setting.mode };

export const handler = await serve<"accounts", WithCatalogue>(withAccounts(accountOf), {
  "payment/accounts": served(accountRoutes, (started) => accountUseCases({ ...started, payfip })),
});
