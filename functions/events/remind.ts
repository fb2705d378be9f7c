/**
 * The run of one reminder over the families it concerns, called by a schedule of its own (events/schedule-reminders.ts
 * puts it).
 */
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod/mini";
import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { openSchedules } from "../schedule/schedules.ts";
import { readSetting } from "../settings.ts";
import { openTable } from "../store/table.ts";
import { remindEvent, runReminder } from "./run-reminder.ts";

const dependencies = {
  table: openTable(readSetting("TABLE_NAME")),
  clock: systemClock,
  log,
  schedules: openSchedules(readSetting("TIMERS"), systemClock),
  town: readSetting("TOWN"),
  timer: { seconds: () => Date.now() / 1000, wait: (seconds: number) => wait(seconds * 1000) },
};

export const handler = (event: unknown): Promise<void> => runReminder(dependencies, z.parse(remindEvent, event));
