import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { openTable } from "../store/table.ts";
import { repairFromStream } from "./repair-from-stream.ts";

const table = openTable(readSetting("TABLE_NAME"));

export const handler = repairFromStream({ table, clock: systemClock, log, catalogue: catalogueCache(() => readCatalogue(table), systemClock) });
