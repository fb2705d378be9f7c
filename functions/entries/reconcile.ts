/**
 * Every night: what the stream has missed is put in order, closures whose consequences are not over are taken up again,
 * and so are children, adults and households that were held twice and are one since, roll-calls of the days before are
 * closed,
 * schedules of reminders are put, what families owe is looked at again where bookings follow from it, months that nobody has billed are told, and the index of people is made anew: what a change failed to tell it is in it then.
 */
import { S3Client } from "@aws-sdk/client-s3";
import type { OneTimeScheduleName } from "../manifest.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../wiring/settings.ts";
import { readCatalogue } from "../catalogue/store/catalogue.ts";
import { catalogueCache } from "../catalogue/store/catalogue-cache.ts";
import { openTable } from "../table/table.ts";
import { accountOf } from "../catalogue/store/account-record.ts";
import { holdAllOwed } from "../billing/follow/hold-owed.ts";
import { tellForgotten } from "../billing/follow/tell-forgotten.ts";
import { closeRollCalls } from "../attendance/follow/close-days.ts";
import { resumeClosures } from "../closure/follow/close-days.ts";
import { resumeAdultMerges } from "../merge/follow/carry-on-adults.ts";
import { resumeHouseholdMerges } from "../merge/follow/carry-on-households.ts";
import { resumeMerges } from "../merge/follow/carry-on.ts";
import { scheduleAll } from "../reminder/follow/schedule-reminders.ts";
import { sweep } from "../reconcile/follow/sweep.ts";
import { keepAnew } from "../search/use-cases/kept-people.ts";

const bucket = { name: readSetting("FILES_BUCKET"), client: new S3Client() };
const table = openTable(readSetting("TABLE_NAME"));
const catalogue = catalogueCache(() => readCatalogue(table, { accountOf }), systemClock);
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
  await closeRollCalls(dependencies, await catalogue.latest());
  await resumeMerges(dependencies);
  await resumeAdultMerges(dependencies);
  await resumeHouseholdMerges(dependencies);
  await scheduleAll(dependencies);
  await holdAllOwed(dependencies, await catalogue.latest());
  await tellForgotten(dependencies, await catalogue.latest());
  await keepAnew({ table, bucket }, systemClock());
};
