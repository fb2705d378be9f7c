/** What a family is told when an enrolment has ended and with it what was booked for the days that follow, in French. */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";
import { byChild, mailLines, myBookings, type MailLine } from "./mails.fr.ts";

export interface EnrolmentEndedFacts {
  /** Of staff; absent when the family has ended it itself. */
  readonly reason?: string | undefined;
  readonly lines: readonly MailLine[];
}

const enrolmentEnded: MailKind<EnrolmentEndedFacts> = {
  facts: () => z.object({ reason: z.optional(z.string()), lines: mailLines() }),
  content: (frame, { reason, lines }) =>
    written({
      subject: "Une inscription se termine : des réservations sont annulées",
      greeting,
      before: [
        "Une inscription à l’année de votre famille se termine. Ces réservations et ces attentes, qui viennent après, sont annulées :",
        ...byChild(lines),
        reason === undefined ? "Ce qui ne pouvait plus être annulé à temps reste réservé." : `Motif : « ${reason} »`,
      ],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

export const endedEnrolmentMails = { enrolmentEnded };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly enrolmentEnded: EnrolmentEndedFacts;
  }
}
