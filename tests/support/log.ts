import type { Log } from "../../functions/kernel/log.ts";

const nothing = (): void => undefined;

/** A log that nobody reads. */
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing };
