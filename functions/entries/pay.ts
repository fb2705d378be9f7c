import { accountOf } from "../catalogue/store/account-record.ts";
import { log } from "../kernel/log.ts";
import { paymentNotification } from "../payment/contract/notification.ts";
import { paymentOwn } from "../payment/contract/own.ts";
import { payFip } from "../payment/payfip.ts";
import { notifiedUseCases } from "../payment/use-cases/notified.ts";
import { payUseCases } from "../payment/use-cases/pay.ts";
import { withAccounts, type WithCatalogue } from "../wiring/catalogue.ts";
import { serve, served } from "../wiring/http.ts";
import { readSetting } from "../wiring/settings.ts";

const setting = readSetting("PAYFIP");
const payfip = setting && { service: payFip(setting.endpoint), mode: setting.mode };

export const handler = await serve<"pay", WithCatalogue>(withAccounts(accountOf), {
  "payment/own": served(paymentOwn, (started) => payUseCases({ ...started, payfip, log })),
  "payment/notification": served(paymentNotification, (started) => notifiedUseCases({ ...started, payfip, log })),
});
