/**
 * Mails to send. Whoever has something to tell writes it beside what changed; the table's stream hands it to the
 * mailer. So a request never waits for SES, and no mail is sent twice.
 *
 * Told once: a mail is named for what it is about, so that whoever does the work again writes the same mail again.
 *
 * Sent once: a mail is taken before it is sent (`takeMail`), and put back only when SES itself has answered that it did
 * not take it. When nobody knows whether it left (no answer came, the process died), it is not sent again, and the log
 * says so: a reminder too many annoys hundreds, one too few is on the home page anyway.
 *
 *     pk FAMILY#<code> | LOGIN#<login>, sk MAIL#<what it is about>
 *     familyCode | login   whose mail
 *     kind, facts, at      what it tells (`mails.fr.ts` of its subject words it), and since when
 *     sending:<reader>     taken, when
 *     sent:<reader>        left, when
 */
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { branded } from "../kernel/id-schemas.ts";
import { epochSeconds } from "../kernel/clock.ts";
import type { Instant } from "../kernel/ids.ts";
import type { Item } from "../table/batch.ts";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Writes } from "../table/transact.ts";
import { ifAbsent, put, update, type Stored } from "../table/write.ts";
import type { Mail, MailOwner } from "./kinds.ts";

/** Days after which a mail, sent or not, is forgotten: it names children, or an address. */
const keptDays = { family: 30, login: 7 } as const;

export type MailName = MailOwner & {
  /** Says what it is about: the same again is the same mail. */
  readonly mailId: string;
};

function itemOf({ mailId, ...owner }: MailName, { kind, facts }: Mail, at: Instant): Stored {
  const [key, days] =
    "familyCode" in owner
      ? [keys.familyMail(owner.familyCode, mailId), keptDays.family]
      : [keys.mail(owner.login, mailId), keptDays.login];
  return { ...key, entity: "mail", ...owner, kind, facts, at, expiresAt: epochSeconds(at) + days * 86_400 };
}

/** Writes a mail unless it is there already. Null when it was written; else the facts that stand, as stored. */
export async function tellOnce(
  table: Table,
  name: MailName,
  mail: Mail,
  at: Instant,
): Promise<{ readonly facts: unknown } | null> {
  const outcome = await put(table, { Item: itemOf(name, mail, at), ...ifAbsent });
  return outcome.written ? null : { facts: outcome.stands?.["facts"] };
}

/** The same as part of a transaction that happens once. */
export const mailWrites = (name: MailName, mail: Mail, at: Instant): Writes => [
  { Put: { Item: itemOf(name, mail, at) } },
];

const mailRecord = lazily(() => z.object({ pk: z.string(), sk: z.string(), kind: z.string(), facts: z.unknown() }));
const ofFamily = lazily(() => z.object({ familyCode: branded("FamilyCode") }));
const ofLogin = lazily(() => z.object({ login: branded("Login") }));

export interface MailRecord extends z.infer<ReturnType<typeof mailRecord>> {
  readonly owner: MailOwner;
}

/** The mail of a record, as the stream shows it. */
export function mailOf(item: Item): MailRecord {
  const owner: MailOwner = z.parse(item["familyCode"] === undefined ? ofLogin() : ofFamily(), item);
  // Notices of accounts were once written with their facts beside their kind.
  return { ...z.parse(mailRecord(), { ...item, facts: item["facts"] ?? item }), owner };
}

/** Where a mail's record is, and to whom of its readers this one goes. */
export interface Sending {
  readonly pk: string;
  readonly sk: string;
  readonly reader: string;
}

/** Changes a mail's record while it is there; false when the condition refuses. */
async function change(
  table: Table,
  { pk, sk }: Sending,
  expression: string,
  condition: string,
  names: Record<string, string>,
  at?: Instant,
): Promise<boolean> {
  const { written } = await update(table, {
    Key: { pk, sk },
    UpdateExpression: expression,
    ConditionExpression: `attribute_exists(pk)${condition}`,
    ExpressionAttributeNames: names,
    ...(at === undefined ? {} : { ExpressionAttributeValues: { ":at": at } }),
  });
  return written;
}

/** Takes a mail to send it: one of those who try gets it, once. A replayed record of the stream gets nothing. */
export const takeMail = (table: Table, sending: Sending, at: Instant): Promise<boolean> =>
  change(
    table,
    sending,
    "SET #sending = :at",
    " AND attribute_not_exists(#sending)",
    { "#sending": `sending:${sending.reader}` },
    at,
  );

/** Puts a mail back that is known not to have left: it is sent when the record comes again. */
export const putMailBack = (table: Table, sending: Sending): Promise<boolean> =>
  change(table, sending, "REMOVE #sending", "", { "#sending": `sending:${sending.reader}` });

/** Marks a mail as sent. Nothing when it is forgotten meanwhile. */
export const markSent = (table: Table, sending: Sending, at: Instant): Promise<boolean> =>
  change(table, sending, "SET #sent = :at", "", { "#sent": `sent:${sending.reader}` }, at);
