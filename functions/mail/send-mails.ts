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
import {
  mailOf,
  markSent,
  markTold,
  noteUntold,
  putMailBack,
  takeMail,
  type MailRecord,
  type Sending,
} from "./outbox.ts";
import type { WhyUntold } from "./untold.ts";

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
 * Sends a letter unless somebody has taken it before. `refused`: SES did not take it; it is put back, so that it leaves
 * when the record comes again. `lost`: nobody knows whether it left.
 */
async function sendOnce(
  deps: MailerDependencies,
  key: Pick<Sending, "pk" | "sk">,
  letter: Letter,
  last: boolean,
): Promise<"sentNow" | "sent" | "lost" | "gone" | { readonly refused: unknown }> {
  const { table, clock, log } = deps;
  const sending = { ...key, reader: letter.reader };
  const taken = await takeMail(table, sending, clock());
  if (taken !== "taken") return taken;
  try {
    await send(deps, letter);
  } catch (error) {
    if (!wasRefused(error)) {
      log.error("mail.unknown", { kind: letter.kind, error: error instanceof Error ? error.name : "unknown" });
      return "lost";
    }
    await putMailBack(table, sending);
    return { refused: error };
  }
  await markSent(table, sending, clock(), { last });
  log.info("mail.sent", { kind: letter.kind });
  return "sentNow";
}

/** What a record of the outbox says, to whom. */
async function lettersOf<K extends MailKindName>(
  { town, registry }: MailerDependencies,
  kind: K,
  { owner, facts: stored }: MailRecord,
): Promise<{ readonly letters: readonly Letter<K>[]; readonly nobody: boolean }> {
  const { facts: schema, content, audience } = registry[kind];
  const facts = z.parse(schema(), stored);
  const { portal, readers, nobody = false } = await audience(owner, facts);
  const said = content({ town, portal }, facts);
  const letters = readers.map(({ id: reader, to, stop }) =>
    stop
      ? { reader, to, kind, content: { ...said, stop: stop.shown }, headers: stop.headers }
      : { reader, to, kind, content: said },
  );
  return { letters, nobody };
}

const isKnown = (registry: MailRegistry, kind: string): kind is MailKindName => Object.hasOwn(registry, kind);

/**
 * Sends a mail to each of its readers, whatever becomes of the others. What could not be told is noted where the office
 * finds it; a refusal fails once all have been tried, so that the record comes again.
 */
async function sendAll(deps: MailerDependencies, mail: MailRecord, letters: readonly Letter[]): Promise<void> {
  const { table, clock } = deps;
  const untold = (why: WhyUntold): Promise<void> =>
    mail.mustBeTold ? noteUntold(table, mail, why) : Promise.resolve();
  if (letters.length === 0) return untold("noAddress");
  const last = letters.length - 1;
  let [allSent, lost] = [true, false];
  let refusal: { readonly refused: unknown } | null = null;
  for (const [rank, letter] of letters.entries()) {
    const outcome = await sendOnce(deps, mail, letter, mail.mustBeTold && allSent && rank === last);
    if (outcome === "gone") return;
    if (outcome === "sentNow") continue;
    if (outcome === "sent") {
      // Nothing is written for the last one: what was sent before is told by its own write, unless the process died.
      if (rank === last && allSent && mail.mustBeTold) await markTold(table, mail, clock());
      continue;
    }
    allSent = false;
    if (outcome === "lost") lost = true;
    else refusal = outcome;
  }
  if (lost) await untold("lost");
  if (refusal) {
    if (!lost) await untold("refused");
    throw refusal.refused;
  }
}

/** Sends what each new record of the outbox says. */
export const sendMails =
  (deps: MailerDependencies): Prepare =>
  () =>
    Promise.resolve(async ({ before, after }) => {
      if (before || !after) return;
      const mail = mailOf(after);
      if (deps.sender === "") {
        deps.log.warn("mail.noSender", { kind: mail.kind });
        if (mail.mustBeTold) await noteUntold(deps.table, mail, "noSender");
        return;
      }
      if (!isKnown(deps.registry, mail.kind)) throw new Error(`A mail of a kind that nobody words: ${mail.kind}`);
      const { letters, nobody } = await lettersOf(deps, mail.kind, mail);
      if (!nobody) await sendAll(deps, mail, letters);
      else if (mail.mustBeTold) await markTold(deps.table, mail, deps.clock());
    });
