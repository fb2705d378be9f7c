/** The invoices of a month are drawn, archived and announced, called by schedules of its own (billing/follow/schedule-run.ts). */
import { setTimeout as wait } from "node:timers/promises";
import { S3Client } from "@aws-sdk/client-s3";
import * as z from "zod/mini";
import { announceInvoices } from "../billing/follow/announce-invoices.ts";
import { billingEvent } from "../billing/follow/run-billing.ts";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { openTable } from "../table/table.ts";
import { readSetting } from "../wiring/settings.ts";

const dependencies = {
  table: openTable(readSetting("TABLE_NAME")),
  bucket: { name: readSetting("FILES_BUCKET"), client: new S3Client() },
  clock: systemClock,
  stopwatch: { seconds: () => Date.now() / 1000, wait: (seconds: number) => wait(seconds * 1000) },
  log,
  town: readSetting("TOWN"),
};

export const handler = (event: unknown): Promise<void> =>
  announceInvoices(dependencies, z.parse(billingEvent(), event));
