/** The run of a month over all families, called by schedules of its own (billing/follow/schedule-run.ts). */
import * as z from "zod/mini";
import { billingWorld } from "../billing/dependencies.ts";
import { billingEvent, runBilling } from "../billing/follow/run-billing.ts";
import { absenceRulesOf } from "../catalogue/store/absence-record.ts";
import { accountOf } from "../catalogue/store/account-record.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { tariffOf } from "../catalogue/store/tariff-record.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { openTable } from "../table/table.ts";
import { readSetting } from "../wiring/settings.ts";

const table = openTable(readSetting("TABLE_NAME"));
const town = readSetting("TOWN");

export const handler = (event: unknown): Promise<void> =>
  runBilling(
    {
      world: async () =>
        billingWorld(
          table,
          await readCatalogue(table, { consistent: true, tariffOf, accountOf, absenceRulesOf }),
          town,
        ),
      clock: systemClock,
      seconds: () => Date.now() / 1000,
      log,
    },
    z.parse(billingEvent(), event),
  );
