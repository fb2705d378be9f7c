/** Families are asked again for what is late, on the mornings of working days. */
import { setTimeout as wait } from "node:timers/promises";
import { accountOf } from "../catalogue/store/account-record.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { dun } from "../payment/follow/dun.ts";
import { openTable } from "../table/table.ts";
import { readSetting } from "../wiring/settings.ts";

const table = openTable(readSetting("TABLE_NAME"));
const town = readSetting("TOWN");

export const handler = (): Promise<void> =>
  dun({
    table,
    clock: systemClock,
    stopwatch: { seconds: () => Date.now() / 1000, wait: (seconds: number) => wait(seconds * 1000) },
    accounts: async () => (await readCatalogue(table, { accountOf })).accounts ?? [],
    town,
    log,
  });
