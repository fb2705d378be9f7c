/** Cognito's PostConfirmation trigger: the confirmed sign-in is linked to its family. */
import type { PostConfirmationTriggerEvent } from "aws-lambda";
import { completeActivation } from "../account/complete-activation.ts";
import { systemClock } from "../clock.ts";
import { readId, tidyLogin } from "../domain/ids.ts";
import { readSetting } from "../settings.ts";
import { openTable } from "../store/table.ts";

const table = openTable(readSetting("TABLE_NAME"));

export const handler = async (event: PostConfirmationTriggerEvent): Promise<PostConfirmationTriggerEvent> => {
  const code = readId("FamilyCode", tidyLogin(event.userName));
  if (code && event.triggerSource === "PostConfirmation_ConfirmSignUp")
    await completeActivation(table, code, systemClock);
  return event;
};
