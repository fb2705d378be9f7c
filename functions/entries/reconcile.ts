/**
 * Every night: what the stream has missed is put in order, closures whose consequences are not over are taken up again,
 * schedules of reminders are put.
 */
import type { OneTimeScheduleName } from "../manifest.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../wiring/settings.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { openTable } from "../table/table.ts";
import { resumeClosures } from "../closure/follow/close-days.ts";
import { scheduleAll } from "../reminder/follow/schedule-reminders.ts";
import { sweep } from "../reconcile/follow/sweep.ts";

const table = openTable(readSetting("TABLE_NAME"));
const catalogue = catalogueCache(() => readCatalogue(table), systemClock);
const dependencies = {
  table,
  clock: systemClock,
  log,
  schoolZone: readSetting("TOWN").schoolZone,
  catalogue,
  schedules: openSchedules<OneTimeScheduleName>(readSetting("ONE_TIME_SCHEDULES"), systemClock),
};

export const handler = async (): Promise<void> => {
  await sweep(dependencies)();
  await resumeClosures(dependencies, await catalogue.latest());
  await scheduleAll(dependencies);
};
