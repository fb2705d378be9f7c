/** Cognito's PreSignUp trigger: an account exists only for a family of the town, whoever calls the pool. */
import type { PreSignUpTriggerEvent } from "aws-lambda";
import { readSetting } from "../wiring/settings.ts";
import { openTable } from "../table/table.ts";
import { admitSignUp } from "../sign-in/follow/admit-sign-up.ts";

const table = openTable(readSetting("TABLE_NAME"));

export const handler = (event: PreSignUpTriggerEvent): Promise<PreSignUpTriggerEvent> => admitSignUp(table, event);
