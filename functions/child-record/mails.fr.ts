/**
 * What a household is told when another one, or the office, has changed the file of a child that they share, in French.
 * Neither the child, nor who, nor what is in it: mails are read over shoulders.
 */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export type ChildFileChangedFacts = Readonly<Record<string, never>>;

const childFileChanged: MailKind<ChildFileChangedFacts> = {
  facts: () => z.record(z.string(), z.never()),
  content: (frame) =>
    written({
      subject: "Une fiche renseignements enfant a été changée",
      greeting,
      before: [
        "La fiche d’un enfant que votre foyer partage avec un autre vient d’être changée. Vous pouvez voir ce qui a changé, et le corriger, dans votre espace.",
      ],
      action: { label: "Voir la fiche", href: `${frame.portal}/fiche-enfant` },
      after: [question(frame)],
    }),
};

export const childRecordMails = { childFileChanged };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly childFileChanged: ChildFileChangedFacts;
  }
}
