/** The stream's outbox: each new mail record becomes one mail. */
import { SESClient } from "@aws-sdk/client-ses";
import { systemClock } from "../kernel/clock.ts";
import { log } from "../kernel/log.ts";
import { unsubscribeTokens } from "../reminder/unsubscribe-token.ts";
import { readSetting } from "../wiring/settings.ts";
import { openTable } from "../table/table.ts";
import { readPortalSecret } from "../wiring/secret.ts";
import { mailRegistry } from "../wiring/mails.ts";
import { sendMails } from "../mail/send-mails.ts";
import { streamHandler } from "../stream/stream-record.ts";

const table = openTable(readSetting("TABLE_NAME"));
const tokens = unsubscribeTokens(await readPortalSecret(readSetting("PORTAL_SECRET_ID")));

export const handler = streamHandler(
  log,
  sendMails({
    table,
    // One attempt: asking again after an answer that was lost would send the mail twice.
    ses: new SESClient({ maxAttempts: 1 }),
    town: readSetting("TOWN"),
    sender: readSetting("MAIL_SENDER"),
    configurationSet: readSetting("MAIL_CONFIGURATION_SET"),
    registry: mailRegistry({ table, tokens }),
    clock: systemClock,
    log,
  }),
);
