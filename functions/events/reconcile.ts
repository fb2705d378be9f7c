import { Logger } from "@aws-lambda-powertools/logger";
import { systemClock } from "../clock.ts";
import { readSetting } from "../settings.ts";
import { openTable } from "../store/table.ts";
import { sweep } from "./sweep.ts";

export const handler = sweep({ table: openTable(readSetting("TABLE_NAME")), clock: systemClock, logger: new Logger() });
