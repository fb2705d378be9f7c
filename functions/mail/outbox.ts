/**
 * Mails to send. A use case writes what must be said beside what it changed; the table's stream hands it to the mailer.
 * So a request never waits for SES, and no mail is sent twice: it is taken before it is sent (`takeMail`), and put back
 * only when SES itself has answered that it did not take it. When nobody knows whether it left (no answer came, the
 * process died), it is not sent again, and the log says so: a reminder too many annoys hundreds, one too few is on the
 * home page anyway.
 */
import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { epochSeconds } from "../kernel/clock.ts";
import type { Instant } from "../kernel/ids.ts";
import { noticeKinds } from "../sign-in/rules/notices.ts";
import type { Item } from "../table/batch.ts";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";

const outboxRecord = z.object({
  pk: z.string(),
  sk: z.string(),
  login: branded("Login"),
  kind: z.enum(noticeKinds),
  to: z.string(),
  portal: z.string(),
  at: branded("Instant"),
});
export type OutboxRecord = z.infer<typeof outboxRecord>;

/** The mail of a record, as the stream shows it. */
export const outboxOf = (item: Item): OutboxRecord => z.parse(outboxRecord, item);

/** Days after which a mail, sent or not, is forgotten: it names an address. */
const keptDays = 7;

export async function putNotice(table: Table, notice: Omit<OutboxRecord, "pk" | "sk">): Promise<void> {
  await table.client.send(
    new PutCommand({
      TableName: table.name,
      Item: {
        ...keys.mail(notice.login, randomUUID()),
        entity: "mail",
        ...notice,
        expiresAt: epochSeconds(notice.at) + keptDays * 86_400,
      },
    }),
  );
}

/** Where a mail's record is, and to whom of its readers this one goes. */
export interface Sending {
  readonly pk: string;
  readonly sk: string;
  /** Rank of a guardian; `1` for a mail with one reader. */
  readonly reader: string;
}

/** Changes a mail's record while it is there; false when the condition refuses. */
async function update(
  table: Table,
  { pk, sk }: Sending,
  expression: string,
  condition: string,
  names: Readonly<Record<string, string>>,
  at?: Instant,
): Promise<boolean> {
  try {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk, sk },
        UpdateExpression: expression,
        ConditionExpression: `attribute_exists(pk)${condition}`,
        ExpressionAttributeNames: names,
        ...(at === undefined ? {} : { ExpressionAttributeValues: { ":at": at } }),
      }),
    );
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return false;
  }
}

/** Takes a mail to send it: one of those who try gets it, once. A replayed record of the stream gets nothing. */
export const takeMail = (table: Table, sending: Sending, at: Instant): Promise<boolean> =>
  update(
    table,
    sending,
    "SET #sending = :at",
    " AND attribute_not_exists(#sending)",
    { "#sending": `sending:${sending.reader}` },
    at,
  );

/** Puts a mail back that is known not to have left: it is sent when the record comes again. */
export const putMailBack = (table: Table, sending: Sending): Promise<boolean> =>
  update(table, sending, "REMOVE #sending", "", { "#sending": `sending:${sending.reader}` });

/** Marks a mail as sent. Nothing when it is forgotten meanwhile. */
export const markSent = (table: Table, sending: Sending, at: Instant): Promise<boolean> =>
  update(table, sending, "SET #sent = :at", "", { "#sent": `sent:${sending.reader}` }, at);
