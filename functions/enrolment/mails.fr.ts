/**
 * What a family is told when the office has answered about an enrolment, in French. Mails are read over shoulders and
 * forwarded: neither whose enrolment, nor in what, nor what was decided is in it.
 */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export type EnrolmentAnsweredFacts = Readonly<Record<string, never>>;

const enrolmentAnswered: MailKind<EnrolmentAnsweredFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Le guichet a répondu à propos d’une inscription",
      greeting,
      before: [
        "Le guichet a répondu à propos d’une inscription à l’année. Sa réponse est dans votre espace, dans « Inscriptions à l’année ».",
      ],
      action: { label: "Voir les inscriptions", href: `${frame.portal}/inscriptions-a-l-annee` },
      after: [question(frame)],
    }),
};

export const enrolmentMails = { enrolmentAnswered };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly enrolmentAnswered: EnrolmentAnsweredFacts;
  }
}
