/**
 * What a family is told about its requests, in French. Mails are read over shoulders and forwarded: neither who it is
 * about, nor what was asked, nor what was decided is in them.
 */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export type RequestAnsweredFacts = Readonly<Record<string, never>>;
export type FileChangedFacts = Readonly<Record<string, never>>;
export type AdultsAskedFacts = Readonly<Record<string, never>>;

const requestAnswered: MailKind<RequestAnsweredFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Le guichet a répondu à votre demande",
      greeting,
      before: [
        "Le guichet a répondu à une demande de votre famille. Sa réponse est dans votre espace, dans « Suivre mes demandes ».",
      ],
      action: { label: "Voir mes demandes", href: `${frame.portal}/suivre-mes-demandes` },
      after: [question(frame)],
    }),
};

const adultsAsked: MailKind<AdultsAskedFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Une demande concerne votre foyer",
      greeting,
      before: [
        "Une demande qui concerne les responsables de votre foyer vient d’être envoyée au guichet. Relisez-la dans votre espace, dans « Suivre mes demandes ». Si quelque chose n’est pas exact, écrivez-le au guichet ou appelez-le.",
      ],
      action: { label: "Voir mes demandes", href: `${frame.portal}/suivre-mes-demandes` },
      after: [question(frame)],
    }),
};

const fileChanged: MailKind<FileChangedFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Une information de votre dossier a changé",
      greeting,
      before: [
        "Une information de votre dossier vient d’être changée par le guichet, ou par l’autre foyer d’un enfant. Relisez-la dans votre espace.",
      ],
      action: { label: "Voir ma fiche famille", href: `${frame.portal}/ma-fiche-famille` },
      after: [question(frame)],
    }),
};

export const requestMails = { requestAnswered, fileChanged, adultsAsked };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly requestAnswered: RequestAnsweredFacts;
    readonly fileChanged: FileChangedFacts;
    readonly adultsAsked: AdultsAskedFacts;
  }
}
