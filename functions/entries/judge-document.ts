/** GuardDuty has scanned a file of the quarantine, once or more often. */
import { S3Client } from "@aws-sdk/client-s3";
import type { GuardDutyScanResultNotificationEvent } from "aws-lambda";
import { judgeScanned, type Scanned } from "../document/use-cases/judge.ts";
import { judgeStranger } from "../first-request/use-cases/judge.ts";
import { fileNamed } from "../files/bucket.ts";
import { systemClock } from "../kernel/clock.ts";
import { readId } from "../kernel/ids.ts";
import { log } from "../kernel/log.ts";
import { openTable } from "../table/table.ts";
import { readSetting } from "../wiring/settings.ts";

const dependencies = {
  table: openTable(readSetting("TABLE_NAME")),
  bucket: { name: readSetting("FILES_BUCKET"), client: new S3Client() },
  clock: systemClock,
};

/** What is neither clean nor dangerous could not be looked into. */
const verdictOf = ({ detail }: GuardDutyScanResultNotificationEvent): Scanned["verdict"] => {
  const status: string = detail.scanResultDetails.scanResultStatus;
  return status === "NO_THREATS_FOUND" ? "clean" : status === "THREATS_FOUND" ? "unsafe" : "unscanned";
};

export const handler = async (event: GuardDutyScanResultNotificationEvent): Promise<void> => {
  const { objectKey, versionId } = event.detail.s3ObjectDetails;
  const file = readId("FileId", fileNamed("quarantine", objectKey) ?? "");
  // Nobody's: the portal gives every file its name.
  if (!file) return;
  const verdict = verdictOf(event);
  if (verdict !== "clean") log.warn("document.notClean", { verdict });
  const scanned = { file, version: versionId, verdict };
  if (!(await judgeStranger(dependencies, scanned))) await judgeScanned(dependencies, scanned);
};
