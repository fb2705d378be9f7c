/** Cognito's CustomMessage trigger: the user pool sends the code, we write the mail. */
import type { CustomMessageTriggerEvent } from "aws-lambda";
import { readSetting } from "../wiring/settings.ts";
import { accountMessage } from "../sign-in/follow/account-message.ts";

const town = readSetting("TOWN");

export const handler = (event: CustomMessageTriggerEvent): Promise<CustomMessageTriggerEvent> =>
  Promise.resolve(accountMessage(town, event));
