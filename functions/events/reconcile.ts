import { systemClock } from "../clock.ts";
import { log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { openTable } from "../store/table.ts";
import { sweep } from "./sweep.ts";

export const handler = sweep({ table: openTable(readSetting("TABLE_NAME")), clock: systemClock, log });
