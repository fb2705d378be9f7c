import { Logger } from "@aws-lambda-powertools/logger";
import { systemClock } from "../clock.ts";
import { readSetting } from "../settings.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { openTable } from "../store/table.ts";
import { repairFromStream } from "./repair-from-stream.ts";

const table = openTable(readSetting("TABLE_NAME"));

export const handler = repairFromStream({ table, clock: systemClock, logger: new Logger(), catalogue: catalogueCache(() => readCatalogue(table), systemClock) });
