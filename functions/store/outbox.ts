/**
 * Mails to send. A use case writes what must be said beside what it changed; the table's stream hands it to the mailer. So a
 * request never waits for SES, and a mail is not lost when a process dies: at least once, and twice only when the mailer dies
 * between SES's answer and `markSent`.
 */
import { ConditionalCheckFailedException, type AttributeValue } from "@aws-sdk/client-dynamodb";
import { GetCommand, PutCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { randomUUID } from "node:crypto";
import * as z from "zod/mini";
import { branded } from "../contract/brand.ts";
import { epochSeconds } from "../clock.ts";
import type { Instant } from "../domain/ids.ts";
import { noticeKinds } from "../domain/notices.ts";
import { keys, type Table } from "./table.ts";

const outboxRecord = z.object({
  pk: z.string(), sk: z.string(), login: branded("Login"), kind: z.enum(noticeKinds), to: z.string(), portal: z.string(), at: branded("Instant"), sentAt: z.optional(branded("Instant")),
});
export type OutboxRecord = z.infer<typeof outboxRecord>;

/** The mail of a record that the stream shows as it was written, in DynamoDB's own form. */
export const outboxFromStream = (image: Record<string, AttributeValue>): OutboxRecord => z.parse(outboxRecord, unmarshall(image));

/** Days after which a mail, sent or not, is forgotten: it names an address. */
const keptDays = 7;

export async function putNotice(table: Table, notice: Omit<OutboxRecord, "pk" | "sk" | "sentAt">): Promise<void> {
  await table.client.send(new PutCommand({
    TableName: table.name, Item: { ...keys.mail(notice.login, randomUUID()), entity: "mail", ...notice, expiresAt: epochSeconds(notice.at) + keptDays * 86_400 },
  }));
}

/** Whether a mail is still to be sent: a replayed record of the stream stays silent. */
export async function isUnsent(table: Table, { pk, sk }: Pick<OutboxRecord, "pk" | "sk">): Promise<boolean> {
  const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: { pk, sk }, ConsistentRead: true }));
  return Item !== undefined && Item["sentAt"] === undefined;
}

/** Marks a mail as sent. Nothing when it is forgotten meanwhile. */
export async function markSent(table: Table, { pk, sk }: Pick<OutboxRecord, "pk" | "sk">, at: Instant): Promise<void> {
  try {
    await table.client.send(new UpdateCommand({
      TableName: table.name, Key: { pk, sk }, UpdateExpression: "SET sentAt = :at", ConditionExpression: "attribute_exists(pk)", ExpressionAttributeValues: { ":at": at },
    }));
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
