/**
 * The stream's outbox: each new record becomes one mail a reader, once. A notice of an account goes to the address that
 * it names; a family's mail to each of its adults who has one, as the household stands when it is sent. A reminder goes
 * to those who want them, and says how to stop receiving them.
 */
import { SendEmailCommand, SendRawEmailCommand, type SESClient } from "@aws-sdk/client-ses";
import type { Clock } from "../kernel/clock.ts";
import type { TownForFunctions } from "../kernel/town-for-functions.ts";
import { momentWords, typeset } from "../kernel/dates.fr.ts";
import { bookingMail } from "./booking-mails.ts";
import type { Log } from "../kernel/log.ts";
import { mailHtml, mailText, type MailContent } from "./layout.ts";
import { mimeMessage } from "./mime.ts";
import { notices } from "../sign-in/notices.fr.ts";
import { stopLink, unsubscribeHeaders } from "./unsubscribe.ts";
import type { UnsubscribeTokens } from "../reminder/unsubscribe-token.ts";
import type { Item } from "../table/batch.ts";
import { readHousehold } from "../family/store/families.ts";
import { familyMailOf } from "./family-mails.ts";
import { markSent, outboxOf, putMailBack, takeMail, type Sending } from "./outbox.ts";
import { readPortalAddress } from "./portal-address.ts";
import { readUnwilling } from "../reminder/store/reminder-preferences.ts";
import type { Table } from "../table/table.ts";
import type { Prepare } from "../stream/stream-record.ts";

export interface NoticeDependencies {
  readonly table: Table;
  readonly ses: SESClient;
  readonly town: TownForFunctions;
  /**
   * `Portail Famille <portail@exemple.fr>`; empty while no address is verified: nothing can be sent, and the log says
   * so.
   */
  readonly sender: string;
  readonly configurationSet: string;
  readonly tokens: Pick<UnsubscribeTokens, "seal">;
  readonly clock: Clock;
  readonly log: Log;
}

/** One mail to one reader. */
interface Letter {
  readonly reader: string;
  readonly to: string;
  readonly kind: string;
  readonly content: MailContent;
  /** Header fields beyond the usual. */
  readonly headers?: Readonly<Record<string, string>>;
}

const UTF8 = "UTF-8";

async function send(
  { ses, town, sender, configurationSet }: NoticeDependencies,
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
        Source: sender,
        Destinations: [to],
        ...configuration,
        RawMessage: { Data: new TextEncoder().encode(message) },
      }),
    );
    return;
  }
  await ses.send(
    new SendEmailCommand({
      Source: sender,
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
async function sendOnce(deps: NoticeDependencies, key: Pick<Sending, "pk" | "sk">, letter: Letter): Promise<void> {
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
async function lettersOf({ table, town, tokens }: NoticeDependencies, item: Item): Promise<readonly Letter[]> {
  const family = familyMailOf(item);
  if (!family) {
    const { kind, to, portal, login, at } = outboxOf(item);
    return [
      {
        reader: "1",
        to,
        kind,
        content: notices[kind]({ town, portal, login }, typeset(`le ${momentWords(at, null)}`)),
      },
    ];
  }
  const { familyCode, kind } = family;
  const isReminder = kind === "reminder";
  const [household, portal, unwilling] = await Promise.all([
    readHousehold(table, familyCode),
    readPortalAddress(table),
    isReminder ? readUnwilling(table, familyCode) : new Set(),
  ]);
  const content = bookingMail({ town, portal }, family);
  return (household?.guardians ?? []).flatMap(({ id, email }): readonly Letter[] => {
    if (email === undefined || unwilling.has(id)) return [];
    const letter = { reader: id, to: email, kind, content };
    if (!isReminder) return [letter];
    const token = tokens.seal({ familyCode, guardianId: id });
    return [
      { ...letter, content: { ...content, stop: stopLink(portal, token) }, headers: unsubscribeHeaders(portal, token) },
    ];
  });
}

/** Sends what each new record of the outbox says. */
export const sendNotices =
  (deps: NoticeDependencies): Prepare =>
  () =>
    Promise.resolve(async ({ pk, before, after }) => {
      if (before || !after) return;
      if (deps.sender === "") {
        deps.log.warn("mail.noSender", { kind: after["kind"] });
        return;
      }
      for (const letter of await lettersOf(deps, after)) await sendOnce(deps, { pk, sk: String(after["sk"]) }, letter);
    });
