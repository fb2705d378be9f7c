/**
 * The stream's outbox: each new record becomes one mail a reader, once. What it says and who reads it are its kind's to
 * tell, as the registry joins them.
 */
import { SendEmailCommand, SendRawEmailCommand, type SESClient } from "@aws-sdk/client-ses";
import * as z from "zod/mini";
import type { Clock } from "../kernel/clock.ts";
import type { Log } from "../kernel/log.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import type { Prepare } from "../stream/stream-record.ts";
import type { Table } from "../table/table.ts";
import type { MailKindName, MailRegistry } from "./kinds.ts";
import { mailHtml, mailText, type MailContent } from "./layout.ts";
import { mimeMessage, sourceOf } from "./mime.ts";
import { mailOf, markSent, putMailBack, takeMail, type MailRecord, type Sending } from "./outbox.ts";

export interface MailerDependencies {
  readonly table: Table;
  readonly ses: SESClient;
  readonly town: TownForFunctions;
  /**
   * `Portail Famille <portail@exemple.fr>`; empty while no address is verified: nothing can be sent, and the log says
   * so.
   */
  readonly sender: string;
  readonly configurationSet: string;
  readonly registry: MailRegistry;
  readonly clock: Clock;
  readonly log: Log;
}

/** One mail to one reader. */
interface Letter<K extends MailKindName = MailKindName> {
  readonly reader: string;
  readonly to: string;
  readonly kind: K;
  readonly content: MailContent;
  /** Header fields beyond the usual. */
  readonly headers?: Readonly<Record<string, string>>;
}

const UTF8 = "UTF-8";

async function send(
  { ses, town, sender, configurationSet }: MailerDependencies,
  { to, content, headers }: Letter,
): Promise<void> {
  const configuration = configurationSet ? { ConfigurationSetName: configurationSet } : {};
  const [subject, html, text] = [
    `${content.subject} · Portail Famille`,
    mailHtml(town, content),
    mailText(town, content),
  ];
  if (headers) {
    const message = mimeMessage({ from: sender, to, replyTo: town.officeEmail, subject, html, text, headers });
    await ses.send(
      new SendRawEmailCommand({
        Source: sourceOf(sender),
        Destinations: [to],
        ...configuration,
        RawMessage: { Data: new TextEncoder().encode(message) },
      }),
    );
    return;
  }
  await ses.send(
    new SendEmailCommand({
      Source: sourceOf(sender),
      Destination: { ToAddresses: [to] },
      ReplyToAddresses: [town.officeEmail],
      ...configuration,
      Message: {
        Subject: { Data: subject, Charset: UTF8 },
        Body: { Html: { Data: html, Charset: UTF8 }, Text: { Data: text, Charset: UTF8 } },
      },
    }),
  );
}

/** Whether SES itself answered that it did not take the mail: then it has not left. */
const wasRefused = (error: unknown): boolean =>
  error instanceof Error &&
  "$metadata" in error &&
  typeof error.$metadata === "object" &&
  error.$metadata !== null &&
  "httpStatusCode" in error.$metadata &&
  error.$metadata.httpStatusCode !== undefined;

/**
 * Sends a letter unless somebody has taken it before. A refusal of SES puts it back and fails, so that it comes again.
 */
async function sendOnce(deps: MailerDependencies, key: Pick<Sending, "pk" | "sk">, letter: Letter): Promise<void> {
  const { table, clock, log } = deps;
  const sending = { ...key, reader: letter.reader };
  if (!(await takeMail(table, sending, clock()))) return;
  try {
    await send(deps, letter);
  } catch (error) {
    if (!wasRefused(error)) {
      log.error("mail.unknown", { kind: letter.kind, error: error instanceof Error ? error.name : "unknown" });
      return;
    }
    await putMailBack(table, sending);
    throw error;
  }
  await markSent(table, sending, clock());
  log.info("mail.sent", { kind: letter.kind });
}

/** What a record of the outbox says, to whom. */
async function lettersOf<K extends MailKindName>(
  { town, registry }: MailerDependencies,
  kind: K,
  { owner, facts: stored }: MailRecord,
): Promise<readonly Letter<K>[]> {
  const { facts: schema, content, audience } = registry[kind];
  const facts = z.parse(schema(), stored);
  const { portal, readers } = await audience(owner, facts);
  const said = content({ town, portal }, facts);
  return readers.map(({ id: reader, to, stop }) =>
    stop
      ? { reader, to, kind, content: { ...said, stop: stop.shown }, headers: stop.headers }
      : { reader, to, kind, content: said },
  );
}

const isKnown = (registry: MailRegistry, kind: string): kind is MailKindName => Object.hasOwn(registry, kind);

/** Sends what each new record of the outbox says. */
export const sendMails =
  (deps: MailerDependencies): Prepare =>
  () =>
    Promise.resolve(async ({ before, after }) => {
      if (before || !after) return;
      const mail = mailOf(after);
      if (deps.sender === "") {
        deps.log.warn("mail.noSender", { kind: mail.kind });
        return;
      }
      if (!isKnown(deps.registry, mail.kind)) throw new Error(`A mail of a kind that nobody words: ${mail.kind}`);
      for (const letter of await lettersOf(deps, mail.kind, mail)) await sendOnce(deps, mail, letter);
    });
