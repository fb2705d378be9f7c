/** What a family is told about its quotient, in French. No amount: mails are read over shoulders. */
import * as z from "zod/mini";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface QuotientEndFacts {
  /** Last day on which a quotient counts. */
  readonly until: PlainDate;
}

const quotientEnds: MailKind<QuotientEndFacts> = {
  facts: () => z.object({ until: branded("PlainDate") }),
  content: (frame, { until }) =>
    written({
      subject: `Votre quotient familial se termine le ${dayWithYear(until)}`,
      greeting,
      before: [
        `Le quotient familial que le guichet connaît pour votre foyer compte jusqu’au ${dayWithYear(until)}.`,
        "Transmettez une attestation récente avant cette date : sans elle, le guichet ne connaîtra plus votre quotient.",
      ],
      action: { label: "Voir mon quotient familial", href: `${frame.portal}/mon-quotient-familial` },
      after: [question(frame)],
    }),
};

export const quotientMails = { quotientEnds };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly quotientEnds: QuotientEndFacts;
  }
}
