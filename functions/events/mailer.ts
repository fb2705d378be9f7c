/** The stream's outbox: each new mail record becomes one mail. */
import { SESClient } from "@aws-sdk/client-ses";
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { openTable } from "../store/table.ts";
import { sendNotices } from "./send-notices.ts";

const dependencies = {
  table: openTable(readSetting("TABLE_NAME")), ses: new SESClient({}), town: readSetting("TOWN"), sender: readSetting("MAIL_SENDER"), configurationSet: readSetting("MAIL_CONFIGURATION_SET"),
  clock: systemClock, log,
};

export const handler = (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => sendNotices(dependencies, event);
