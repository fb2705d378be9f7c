/** What a family that waits for a place is told, in French. */
import * as z from "zod/mini";
import { lineFields, myBookings, oneLine, type MailLine } from "../booking/mails.fr.ts";
import { momentWords } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { Instant } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface OfferFacts extends MailLine {
  readonly until: Instant;
}

/** A place is kept for a child who waited. */
const offerMade: MailKind<OfferFacts> = {
  facts: () => z.object({ ...lineFields(), until: branded("Instant") }),
  content: (frame, facts) =>
    written({
      subject: `Une place pour ${facts.firstName} : à accepter avant le ${momentWords(facts.until, null)}`,
      greeting,
      before: [
        "Une place s’est libérée, et votre tour est venu sur la liste d’attente :",
        `${oneLine(facts)}.`,
        `Elle est gardée pour vous jusqu’au ${momentWords(facts.until, null)}. Passé ce moment, elle sera proposée à la famille suivante.`,
      ],
      action: { label: "Accepter ou refuser la place", href: `${frame.portal}/mes-reservations` },
      after: ["Si vous n’en avez plus besoin, refusez-la : une autre famille l’attend.", question(frame)],
    }),
};

/** A place that was kept has gone to the next. */
const offerExpired: MailKind<MailLine> = {
  facts: () => z.object(lineFields()),
  content: (frame, facts) =>
    written({
      subject: `La place gardée pour ${facts.firstName} n’est plus disponible`,
      greeting,
      before: [
        "Le délai pour accepter cette place est passé, et elle a été proposée à la famille suivante :",
        `${oneLine(facts)}.`,
      ],
      action: myBookings(frame),
      after: [
        "Si vous en avez toujours besoin, inscrivez-vous de nouveau sur la liste d’attente de ce jour.",
        question(frame),
      ],
    }),
};

export const waitingListMails = { offerMade, offerExpired };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly offerMade: OfferFacts;
    readonly offerExpired: MailLine;
  }
}
