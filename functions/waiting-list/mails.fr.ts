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
  /** Whether another family can have the place once this one has let it pass. Absent of mails from before it was said. */
  readonly goesOn?: boolean | undefined;
}

export interface ExpiredFacts extends MailLine {
  /** Whether another family can have the place. Absent of mails from before it was said. */
  readonly goesOn?: boolean | undefined;
  /** Whether this family may ask for that day again. */
  readonly mayAskAgain?: boolean | undefined;
}

/** A place is kept for a child who waited. */
const offerMade: MailKind<OfferFacts> = {
  facts: () => z.object({ ...lineFields(), until: branded("Instant"), goesOn: z.optional(z.boolean()) }),
  content: (frame, facts) =>
    written({
      subject: `Une place pour ${facts.firstName} : à accepter avant le ${momentWords(facts.until, null)}`,
      greeting,
      before: [
        "Une place s’est libérée, et votre tour est venu sur la liste d’attente :",
        `${oneLine(facts)}.`,
        `Elle est gardée pour vous jusqu’au ${momentWords(facts.until, null)}. ${
          facts.goesOn === false
            ? "Passé ce moment, ce jour ne pourra plus être réservé."
            : "Passé ce moment, elle sera proposée à la famille suivante."
        }`,
      ],
      action: { label: "Accepter ou refuser la place", href: `${frame.portal}/mes-reservations` },
      after: ["Si vous n’en avez plus besoin, refusez-la : une autre famille l’attend.", question(frame)],
    }),
};

/** A place that was kept is not any more: it goes to the next, or to nobody when it is too late for that too. */
const offerExpired: MailKind<ExpiredFacts> = {
  facts: () => z.object({ ...lineFields(), goesOn: z.optional(z.boolean()), mayAskAgain: z.optional(z.boolean()) }),
  content: (frame, { goesOn = true, mayAskAgain = true, ...facts }) =>
    written({
      subject: `La place gardée pour ${facts.firstName} n’est plus disponible`,
      greeting,
      before: [
        goesOn
          ? "Le délai pour accepter cette place est passé ; elle est proposée à la famille suivante, s’il y en a une :"
          : "Le délai pour accepter cette place est passé, et celui pour réserver ce jour aussi :",
        `${oneLine(facts)}.`,
        ...(goesOn ? [] : ["Cette place n’est donc plus proposée à personne sur le portail."]),
      ],
      action: myBookings(frame),
      after: [
        mayAskAgain
          ? "Si vous en avez toujours besoin, demandez de nouveau ce jour : il sera réservé s’il reste une place ; sinon, vous pourrez vous inscrire sur la liste d’attente."
          : "Les réservations de ce jour sont closes. Si vous en avez toujours besoin, contactez le guichet, qui vous dira ce qui reste possible.",
        question(frame),
      ],
    }),
};

export const waitingListMails = { offerMade, offerExpired };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly offerMade: OfferFacts;
    readonly offerExpired: ExpiredFacts;
  }
}
