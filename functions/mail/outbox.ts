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
 * Never lost without trace: what a family must be told stands among the untold (untold.ts) from the moment it is
 * written, in the same write, and leaves them when its last reader's mail has left. So whatever dies on the way, and
 * wherever, leaves it there for the office to call.
 *
 *     pk FAMILY#<code> | LOGIN#<login> | FIRSTREQUEST#<id>, sk MAIL#<what it is about>
 *     familyCode | login | requestId   whose mail
 *     about                of a family's: the children whom it is about
 *     kind, facts, at      what it tells (`mails.fr.ts` of its subject words it), and since when
 *     sending:<reader>     taken, when
 *     sent:<reader>        left, when
 *     mailId, day, g1pk, g1sk, untold, called     untold.ts
 */
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { branded } from "../kernel/id-schemas.ts";
import { epochSeconds } from "../kernel/clock.ts";
import type { ChildId, FamilyCode, FirstRequestId, Instant, Login, PlainDate } from "../kernel/ids.ts";
import { localDate } from "../kernel/time.ts";
import type { Item } from "../table/batch.ts";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Writes } from "../table/transact.ts";
import { ifAbsent, put, update, type Stored } from "../table/write.ts";
import type { Mail, MailOwner } from "./kinds.ts";
import type { WhyUntold } from "./untold.ts";

/** Days after which a mail is forgotten: it names children, or an address. What nobody could be told waits longer. */
const keptDays = { sent: 30, untold: 180, login: 7, stranger: 2 } as const;

/** Says what it is about: the same again is the same mail. */
interface Named {
  readonly mailId: string;
}
interface FamilyMailName extends Named {
  readonly familyCode: FamilyCode;
  /** The children whom it is about, none when it is the household's: an adult who is shut out of one does not read it. */
  readonly about: readonly ChildId[];
  /** A service that families may do without: nobody is called when it cannot be sent. */
  readonly courtesy?: true;
  /** The day under which it stands among the untold; that of its writing unless said. */
  readonly day?: PlainDate;
}
interface PersonalMailName extends Named {
  readonly login: Login;
}
/** To an address that nobody of the portal has yet. */
interface StrangerMailName extends Named {
  readonly requestId: FirstRequestId;
}
export type MailName = FamilyMailName | PersonalMailName | StrangerMailName;

const expiry = (at: Instant, days: number): number => epochSeconds(at) + days * 86_400;

function itemOf(name: MailName, { kind, facts }: Mail, at: Instant): Stored {
  const said = { entity: "mail", kind, facts, at } as const;
  if ("login" in name) {
    const { login, mailId } = name;
    return { ...keys.mail(login, mailId), ...said, login, expiresAt: expiry(at, keptDays.login) };
  }
  if ("requestId" in name) {
    const { requestId, mailId } = name;
    return {
      ...keys.firstRequestMail(requestId, mailId),
      ...said,
      requestId,
      expiresAt: expiry(at, keptDays.stranger),
    };
  }
  const { familyCode, about, mailId, courtesy, day = localDate(at) } = name;
  return {
    ...keys.familyMail(familyCode, mailId),
    ...said,
    familyCode,
    about,
    ...(courtesy
      ? { expiresAt: expiry(at, keptDays.sent) }
      : { mailId, day, ...keys.untold(day, mailId, familyCode), expiresAt: expiry(at, keptDays.untold) }),
  };
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
// A mail of before does not say whom it is about.
const ofFamily = lazily(() =>
  z.object({ familyCode: branded("FamilyCode"), about: z._default(z.array(branded("ChildId")), []) }),
);
const ofLogin = lazily(() => z.object({ login: branded("Login") }));
const ofStranger = lazily(() => z.object({ requestId: branded("FirstRequestId") }));

function ownerOf(item: Item): MailOwner {
  if (item["familyCode"] !== undefined) return z.parse(ofFamily(), item);
  return item["requestId"] === undefined ? z.parse(ofLogin(), item) : z.parse(ofStranger(), item);
}

export interface MailRecord extends z.infer<ReturnType<typeof mailRecord>> {
  readonly owner: MailOwner;
  /** The office is to know when it cannot be told. */
  readonly mustBeTold: boolean;
}

/** The mail of a record, as the stream shows it. */
export function mailOf(item: Item): MailRecord {
  // Notices of accounts were once written with their facts beside their kind.
  return {
    ...z.parse(mailRecord(), { ...item, facts: item["facts"] ?? item }),
    owner: ownerOf(item),
    mustBeTold: item["g1pk"] !== undefined,
  };
}

/** Where a mail's record is, and to whom of its readers this one goes. */
export interface Sending {
  readonly pk: string;
  readonly sk: string;
  readonly reader: string;
}

const takenBy = (reader: string): string => `sending:${reader}`;
const sentTo = (reader: string): string => `sent:${reader}`;

/**
 * Takes a mail to send it: one of those who try gets it, once. `sent`: it has left before. `lost`: somebody took it and
 * never said that it left, or is sending it at this moment. `gone`: it is forgotten.
 */
export async function takeMail(
  table: Table,
  { pk, sk, reader }: Sending,
  at: Instant,
): Promise<"taken" | "sent" | "lost" | "gone"> {
  const outcome = await update(table, {
    Key: { pk, sk },
    UpdateExpression: "SET #sending = :at",
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(#sending)",
    ExpressionAttributeNames: { "#sending": takenBy(reader) },
    ExpressionAttributeValues: { ":at": at },
  });
  if (outcome.written) return "taken";
  if (!outcome.stands) return "gone";
  return outcome.stands[sentTo(reader)] === undefined ? "lost" : "sent";
}

/** Puts a mail back that is known not to have left: it is sent when the record comes again. */
export async function putMailBack(table: Table, { pk, sk, reader }: Sending): Promise<void> {
  await update(table, {
    Key: { pk, sk },
    UpdateExpression: "REMOVE #sending",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeNames: { "#sending": takenBy(reader) },
  });
}

/** What a mail becomes once all who read it have been sent it: no longer among the untold, and forgotten like any other. */
const toldAll = (at: Instant) => ({
  set: "expiresAt = :end",
  remove: "REMOVE g1pk, g1sk, untold",
  values: { ":end": expiry(at, keptDays.sent) },
});

/** Marks a mail as sent. Nothing when it is forgotten meanwhile. `last`: nobody else is to read it. */
export async function markSent(
  table: Table,
  { pk, sk, reader }: Sending,
  at: Instant,
  { last }: { readonly last: boolean },
): Promise<void> {
  const { set, remove, values } = toldAll(at);
  await update(table, {
    Key: { pk, sk },
    UpdateExpression: last ? `SET #sent = :at, ${set} ${remove}` : "SET #sent = :at",
    ConditionExpression: "attribute_exists(pk)",
    ExpressionAttributeNames: { "#sent": sentTo(reader) },
    ExpressionAttributeValues: { ":at": at, ...(last ? values : {}) },
  });
}

/** All who read it had been sent it before. */
export async function markTold(table: Table, { pk, sk }: Pick<Sending, "pk" | "sk">, at: Instant): Promise<void> {
  const { set, remove, values } = toldAll(at);
  await update(table, {
    Key: { pk, sk },
    UpdateExpression: `SET ${set} ${remove}`,
    ConditionExpression: "attribute_exists(g1pk)",
    ExpressionAttributeValues: values,
  });
}

/** Notes why it has not been told, as far as is known. Nothing when it is not among the untold (any more). */
export async function noteUntold(table: Table, { pk, sk }: Pick<Sending, "pk" | "sk">, why: WhyUntold): Promise<void> {
  await update(table, {
    Key: { pk, sk },
    UpdateExpression: "SET untold = :why",
    ConditionExpression: "attribute_exists(g1pk)",
    ExpressionAttributeValues: { ":why": why },
  });
}
