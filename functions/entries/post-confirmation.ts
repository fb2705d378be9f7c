/** Cognito's PostConfirmation trigger: the confirmed sign-in is linked to its family. */
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { completeActivation } from "../sign-in/use-cases/complete-activation.ts";
import { systemClock } from "../kernel/clock.ts";
import { readId, tidyLogin } from "../kernel/ids.ts";
import { readSetting } from "../wiring/settings.ts";
import { openTable } from "../table/table.ts";

const table = openTable(readSetting("TABLE_NAME"));

export const handler = async (event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> => {
  const code = readId("FamilyCode", tidyLogin(event.userName));
  if (code && event.triggerSource === "PostConfirmation_ConfirmSignUp")
    await completeActivation(table, code, systemClock);
  return event;
};
