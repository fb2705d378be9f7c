/** Mails of the outbox, as the mailer reads them: a record of no known kind, or of other facts, is a failure. */
import * as z from "zod/mini";
import type { Mail, MailFacts, MailKindName } from "../../functions/mail/kinds.ts";
import { mailOf } from "../../functions/mail/outbox.ts";
import { mailRegistry } from "../../functions/wiring/mails.ts";
import type { Item } from "../../functions/table/batch.ts";
import type { Table } from "../../functions/table/table.ts";

const factsOf = <K extends MailKindName>(table: Table, kind: K, facts: unknown): MailFacts[K] =>
  z.parse(mailRegistry({ table, tokens: { seal: () => "" } })[kind].facts(), facts);

/** What a record of the outbox tells. */
export function readMail(table: Table, item: Item): Mail {
  const { kind, facts } = mailOf(item);
  const known = Object.keys(mailRegistry({ table, tokens: { seal: () => "" } }));
  if (!known.includes(kind)) throw new Error(`A mail of a kind that nobody words: ${kind}`);
  return { kind, facts: factsOf(table, kind as MailKindName, facts) } as Mail;
}
