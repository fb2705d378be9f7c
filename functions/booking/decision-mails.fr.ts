/** What a family is told when staff has decided on a booking, or on what it asked of one, in French. */
import * as z from "zod/mini";
import { lineFields, myBookings, oneLine, type MailLine } from "./mails.fr.ts";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

const asked = ["booking", "cancellation", "change"] as const;
const decisions = ["accept", "refuse"] as const;

export interface DecisionFacts extends MailLine {
  readonly what: (typeof asked)[number];
  /** Of a change: what it is, or was to be, instead. */
  readonly to?: { readonly date: PlainDate; readonly unitName: string } | undefined;
  readonly decision: (typeof decisions)[number];
  readonly reason?: string | undefined;
}

const subjects = {
  booking: { accept: "Votre réservation est validée", refuse: "Votre réservation n’a pas été validée" },
  cancellation: { accept: "Votre annulation est acceptée", refuse: "Votre annulation n’a pas été acceptée" },
  change: { accept: "Votre changement est accepté", refuse: "Votre changement n’a pas été accepté" },
} as const;
const sentences = {
  booking: {
    accept: "Le guichet a validé cette réservation :",
    refuse: "Le guichet n’a pas pu valider cette réservation, et la place est rendue :",
  },
  cancellation: {
    accept: "Le guichet a accepté d’annuler cette réservation :",
    refuse: "Le guichet n’a pas pu accepter d’annuler cette réservation, qui reste en place :",
  },
  change: {
    accept: "Le guichet a changé cette réservation :",
    refuse: "Le guichet n’a pas pu accepter de changer cette réservation, qui reste en place :",
  },
} as const;

/** Staff has decided on what the family asked. */
const decided: MailKind<DecisionFacts> = {
  facts: () =>
    z.object({
      ...lineFields(),
      what: z.enum(asked),
      to: z.optional(z.object({ date: branded("PlainDate"), unitName: z.string() })),
      decision: z.enum(decisions),
      reason: z.optional(z.string()),
    }),
  content: (frame, facts) =>
    written({
      subject: subjects[facts.what][facts.decision],
      greeting,
      before: [
        sentences[facts.what][facts.decision],
        `${oneLine(facts)}.`,
        ...(facts.to
          ? [
              `${facts.decision === "accept" ? "Elle est maintenant" : "Vous aviez demandé"} : ${dayWithYear(facts.to.date)}, ${facts.to.unitName}.`,
            ]
          : []),
        ...(facts.reason === undefined ? [] : [`Le guichet précise : « ${facts.reason} »`]),
      ],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

export const decisionMails = { decided };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly decided: DecisionFacts;
  }
}
