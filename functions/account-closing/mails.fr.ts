/** What a family is told when staff has closed its account, in French. */
import * as z from "zod/mini";
import { actedContent, mailLines, type MailLine } from "../booking/mails.fr.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface AccountClosedFacts {
  readonly reason: string;
  /** Bookings and ranks on waiting lists that end. */
  readonly lines: readonly MailLine[];
}

const words = {
  subject: "Toutes vos réservations à venir sont annulées",
  sentence: "Le guichet a fermé le compte de votre famille. Ces réservations et ces attentes sont annulées :",
};

const accountClosed: MailKind<AccountClosedFacts> = {
  facts: () => z.object({ reason: z.string(), lines: mailLines() }),
  content: (frame, facts) => actedContent(frame, words, facts),
};

export const accountClosingMails = { accountClosed };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly accountClosed: AccountClosedFacts;
  }
}
