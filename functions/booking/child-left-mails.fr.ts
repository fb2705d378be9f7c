/** What a family is told when a child's departure from the household has ended what was booked for it, in French. */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";
import { byChild, mailLines, myBookings, type MailLine } from "./mails.fr.ts";

export interface ChildLeftFacts {
  readonly lines: readonly MailLine[];
}

const childLeft: MailKind<ChildLeftFacts> = {
  facts: () => z.object({ lines: mailLines() }),
  content: (frame, { lines }) =>
    written({
      subject: "Départ d’un enfant : des réservations sont annulées",
      greeting,
      before: [
        "Un enfant quitte votre foyer. Ces réservations et ces attentes, qui viennent après son départ, sont annulées :",
        ...byChild(lines),
        "Ce qui n’est pas dans cette liste et ne pouvait plus être annulé à temps reste réservé.",
      ],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

export const childLeftMails = { childLeft };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly childLeft: ChildLeftFacts;
  }
}
