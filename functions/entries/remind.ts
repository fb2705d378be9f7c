/**
 * The run of one reminder over the families it concerns, called by a schedule of its own (reminder/follow/schedule-reminders.ts
 * puts it).
 */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod/mini";
import type { OneTimeScheduleName } from "../manifest.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../wiring/settings.ts";
import { openTable } from "../table/table.ts";
import { remindEvent, runReminder } from "../reminder/follow/run-reminder.ts";

const dependencies = {
  table: openTable(readSetting("TABLE_NAME")),
  clock: systemClock,
  log,
  schedules: openSchedules<OneTimeScheduleName>(readSetting("ONE_TIME_SCHEDULES"), systemClock),
  town: readSetting("TOWN"),
  stopwatch: { seconds: () => Date.now() / 1000, wait: (seconds: number) => wait(seconds * 1000) },
};

export const handler = (event: unknown): Promise<void> => runReminder(dependencies, z.parse(remindEvent(), event));
