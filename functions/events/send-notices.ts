import { SendEmailCommand, type SESClient } from "@aws-sdk/client-ses";
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import type { Clock } from "../clock.ts";
import type { TownForFunctions } from "../contract/town.ts";
import type { Log } from "../log.ts";
import { mailHtml, mailText } from "../mail/layout.ts";
import { notices } from "../mail/notices.ts";
import { isUnsent, markSent, outboxFromStream, type OutboxRecord } from "../store/outbox.ts";
import type { Table } from "../store/table.ts";

export interface NoticeDependencies {
  readonly table: Table;
  readonly ses: SESClient;
  readonly town: TownForFunctions;
  /** `Portail Famille <portail@exemple.fr>`; empty while no address is verified: nothing can be sent, and the log says so. */
  readonly sender: string;
  readonly configurationSet: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** « le lundi 23 novembre à 08:30 », where the town is. */
const inWords = (at: string, timeZone: string): string => {
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat("fr-FR", { timeZone, weekday: "long", day: "numeric", month: "long" }).format(moment);
  const parts = Object.fromEntries(new Intl.DateTimeFormat("fr-FR", { timeZone, hour: "numeric", minute: "2-digit" }).formatToParts(moment).map(({ type, value }) => [type, value]));
  return `le ${day} à ${Number(parts["hour"])} h ${parts["minute"] ?? "00"}`;
};

const UTF8 = "UTF-8";

async function send({ ses, town, sender, configurationSet }: NoticeDependencies, { kind, to, portal, login, at }: OutboxRecord): Promise<void> {
  const content = notices[kind]({ town, portal, login }, inWords(at, town.timeZone));
  await ses.send(new SendEmailCommand({
    Source: sender, Destination: { ToAddresses: [to] }, ReplyToAddresses: [town.officeEmail], ...(configurationSet ? { ConfigurationSetName: configurationSet } : {}),
    Message: {
      Subject: { Data: `${content.subject} · Portail Famille`, Charset: UTF8 },
      Body: { Html: { Data: mailHtml(town, content), Charset: UTF8 }, Text: { Data: mailText(town, content), Charset: UTF8 } },
    },
  }));
}

/** Sends one record's mail, unless it was sent: a replay is silent, a refusal of SES comes again. */
async function sendOnce(deps: NoticeDependencies, record: DynamoDBRecord): Promise<void> {
  const image = record.dynamodb?.NewImage;
  if (record.eventName !== "INSERT" || !image) return;
  // The stream's types and the SDK's describe the same JSON under two names.
  const mail = outboxFromStream(image as Parameters<typeof outboxFromStream>[0]);
  if (deps.sender === "") {
    deps.log.warn("mail.noSender", { kind: mail.kind });
    return;
  }
  if (!(await isUnsent(deps.table, mail))) return;
  await send(deps, mail);
  await markSent(deps.table, mail, deps.clock());
  deps.log.info("mail.sent", { kind: mail.kind });
}

/** In order; the first failure and what follows it come again. */
export async function sendNotices(deps: NoticeDependencies, { Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of Records) {
    try {
      await sendOnce(deps, record);
    } catch (error) {
      deps.log.error("mail.failed", { error: error instanceof Error ? error.name : "unknown" });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? "" }] };
    }
  }
  return { batchItemFailures: [] };
}
