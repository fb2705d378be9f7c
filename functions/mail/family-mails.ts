/**
 * Mails to a family about its bookings: in the outbox, under the family, by an id that says what they are about, so
 * that whoever does the work again writes the same mail again and it is sent once. Whom it goes to is known when it is
 * sent.
 */
import { PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import { epochSeconds } from "../kernel/clock.ts";
import { causes } from "../reminder/rules/reminders.ts";
import { readId, type FamilyCode, type Instant } from "../kernel/ids.ts";
import { lazily } from "../kernel/lazily.ts";
import type { Item } from "../table/batch.ts";
import { refusedItem } from "../table/refused.ts";
import { retried } from "../table/retry.ts";
import * as keys from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Writes } from "../table/transact.ts";

/** What each kind of mail tells (mail/booking-mails.ts words it). Made at the first mail that is read. */
export const familyMail = lazily(() => {
  const line = { firstName: z.string(), date: branded("PlainDate"), unitName: z.string(), activityName: z.string() };
  const lines = z.array(z.object(line));

  return z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("closed"),
      facts: z.object({
        siteName: z.string(),
        kind: z.enum(["closure", "strike"]),
        reason: z.string(),
        from: branded("PlainDate"),
        to: branded("PlainDate"),
        cancelled: lines,
        waited: lines,
      }),
    }),
    z.object({ kind: z.literal("offerMade"), facts: z.object({ ...line, until: branded("Instant") }) }),
    z.object({ kind: z.literal("offerExpired"), facts: z.object(line) }),
    z.object({
      kind: z.literal("decided"),
      facts: z.object({
        ...line,
        what: z.enum(["booking", "cancellation", "change"]),
        to: z.optional(z.object({ date: branded("PlainDate"), unitName: z.string() })),
        decision: z.enum(["accept", "refuse"]),
        reason: z.optional(z.string()),
      }),
    }),
    z.object({
      kind: z.literal("acted"),
      facts: z.object({ act: z.enum(["booked", "cancelled", "changed", "accountClosed"]), reason: z.string(), lines }),
    }),
    z.object({
      kind: z.literal("reminder"),
      facts: z.object({
        cause: z.enum(causes),
        activityId: branded("ActivityId"),
        activityName: z.string(),
        siteName: z.string(),
        firstNames: z.array(z.string()),
        /** Days that the window opens, when it opens or closes, and which run wrote this. */
        from: branded("PlainDate"),
        to: branded("PlainDate"),
        moment: branded("Instant"),
        due: branded("Instant"),
      }),
    }),
  ]);
});
export type FamilyMail = z.infer<ReturnType<typeof familyMail>>;

/** A family's mail from its record, as the stream shows it; null when the record is another mail. */
export const familyMailOf = (item: Item): (FamilyMail & { readonly familyCode: FamilyCode }) | null => {
  const familyCode = readId("FamilyCode", String(item["familyCode"]));
  return item["familyCode"] === undefined || !familyCode ? null : { ...z.parse(familyMail(), item), familyCode };
};

/** Days after which a mail, sent or not, is forgotten: it names children. */
const keptDays = 30;

export interface MailName {
  readonly familyCode: FamilyCode;
  /** Says what it is about: the same again is the same mail. */
  readonly mailId: string;
}

const itemOf = ({ familyCode, mailId }: MailName, mail: FamilyMail, at: Instant) => ({
  ...keys.familyMail(familyCode, mailId),
  entity: "mail",
  familyCode,
  ...mail,
  at,
  expiresAt: epochSeconds(at) + keptDays * 86_400,
});

/** Writes a mail unless it is there already; the one that stands. */
export async function tellFamily(table: Table, name: MailName, mail: FamilyMail, at: Instant): Promise<FamilyMail> {
  try {
    await retried(() =>
      table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: itemOf(name, mail, at),
          ConditionExpression: "attribute_not_exists(pk)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      ),
    );
    return mail;
  } catch (error) {
    const item = refusedItem(error);
    return item ? z.parse(familyMail(), item) : mail;
  }
}

/** The same as part of a transaction that happens once. */
export const familyMailWrites = (table: Table, name: MailName, mail: FamilyMail, at: Instant): Writes => [
  { Put: { TableName: table.name, Item: itemOf(name, mail, at) } },
];
