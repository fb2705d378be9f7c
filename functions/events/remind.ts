/** The run of one reminder over the families it concerns. */
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import { log } from "../log.ts";

/** What a schedule of this function gives it. */
const remindInput = z.object({ activityId: branded("ActivityId"), windowId: z.string(), cause: z.string() });

export const handler = (event: unknown): Promise<void> => {
  const { activityId, windowId, cause } = z.parse(remindInput, event);
  log.info("reminders.due", { activity: activityId, window: windowId, cause });
  return Promise.resolve();
};
