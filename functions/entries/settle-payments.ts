/** Payments that have no result yet are looked up at the treasury's, on the clock. */
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { payFip } from "../payment/payfip.ts";
import { reconcilePayments } from "../payment/follow/reconcile.ts";
import { openTable } from "../table/table.ts";
import { readSetting } from "../wiring/settings.ts";

const table = openTable(readSetting("TABLE_NAME"));
const setting = readSetting("PAYFIP");

export const handler = async (): Promise<void> => {
  if (setting) await reconcilePayments({ table, clock: systemClock, payfip: payFip(setting.endpoint), log });
};
