/**
 * Every night: what the stream has missed is put in order, closures whose consequences are not over are taken up again,
 * schedules of reminders are put.
 */
import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../settings.ts";
import { readCatalogue } from "../store/catalogue.ts";
import { catalogueCache } from "../store/catalogue-cache.ts";
import { openTable } from "../store/table.ts";
import { resumeClosings } from "./close-days.ts";
import { scheduleAll } from "./schedule-reminders.ts";
import { sweep } from "./sweep.ts";

const table = openTable(readSetting("TABLE_NAME"));
const catalogue = catalogueCache(() => readCatalogue(table), systemClock);
const dependencies = {
  table,
  clock: systemClock,
  log,
  schoolZone: readSetting("TOWN").schoolZone,
  catalogue,
  schedules: openSchedules(readSetting("TIMERS"), systemClock),
};

export const handler = async (): Promise<void> => {
  await sweep(dependencies)();
  await resumeClosings(dependencies, await catalogue.latest());
  await scheduleAll(dependencies);
};
