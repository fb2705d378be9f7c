/** Every night: what the stream has missed is put in order, and closures whose consequences are not over are taken up again. */
import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { openTable } from "../store/table.ts";
import { resumeClosings } from "./close-days.ts";
import { sweep } from "./sweep.ts";

const table = openTable(readSetting("TABLE_NAME"));
const catalogue = catalogueCache(() => readCatalogue(table), systemClock);
const dependencies = { table, clock: systemClock, log, schoolZone: readSetting("TOWN").schoolZone, catalogue };

export const handler = async (): Promise<void> => {
  await sweep(dependencies)();
  await resumeClosings(dependencies, await catalogue.latest());
};
