/**
 * What a family is told when staff has looked at a document, in French. Mails are read over shoulders and forwarded:
 * neither whose document, nor which, nor what was decided is in it.
 */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export type DocumentAnsweredFacts = Readonly<Record<string, never>>;

const documentAnswered: MailKind<DocumentAnsweredFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Le guichet a répondu à propos d’un justificatif",
      greeting,
      before: [
        "Le guichet a vérifié un justificatif de votre famille. Sa réponse est dans votre espace, dans « Mes justificatifs ».",
      ],
      action: { label: "Voir mes justificatifs", href: `${frame.portal}/mes-justificatifs` },
      after: [question(frame)],
    }),
};

export const documentMails = { documentAnswered };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly documentAnswered: DocumentAnsweredFacts;
  }
}
