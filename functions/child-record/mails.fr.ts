/**
 * What a household is told when another one, or the office, has changed the file of one of its children, in French.
 * Neither the child, nor who, nor what is in it: mails are read over shoulders.
 */
import * as z from "zod/mini";
import { lazily } from "../kernel/lazily.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

/** A mail of before says nothing: it was of another household, and the first of its hour. */
const changedFacts = lazily(() =>
  z.object({
    /** Else another household of the child. */
    byOffice: z._default(z.boolean(), false),
    /** Changes that came after the first of an hour, which was told. */
    more: z.optional(z.boolean()),
    /** Names the change that it was written for. */
    change: z.optional(z.string()),
  }),
);
export type ChildFileChangedFacts = z.infer<ReturnType<typeof changedFacts>>;

/** Whether a mail, by its facts as stored, was written for that change. */
export const isOf = (facts: unknown, change: string): boolean => z.parse(changedFacts(), facts).change === change;

const happened = ({ byOffice, more }: ChildFileChangedFacts): string =>
  byOffice
    ? more
      ? "Après notre dernier message, le guichet a encore changé la fiche d’un enfant de votre foyer."
      : "Le guichet vient de changer la fiche d’un enfant de votre foyer."
    : more
      ? "Après notre dernier message, la fiche d’un enfant que votre foyer partage avec un autre a encore été changée."
      : "La fiche d’un enfant que votre foyer partage avec un autre vient d’être changée.";

const childFileChanged: MailKind<ChildFileChangedFacts> = {
  facts: changedFacts,
  content: (frame, facts) =>
    written({
      subject: "Une fiche renseignements enfant a été changée",
      greeting,
      before: [
        `${happened(facts)} Votre espace dit ce qui a changé, quand${facts.byOffice ? " et pour quel motif" : ""}, et vous pouvez le corriger.`,
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
