/** What a family is told of places that are held until they are paid, in French. No child's name in the subject: it shows on locked screens. */
import * as z from "zod/mini";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";
import { byChild, lineFields, mailLines, myBookings, oneLine, type MailLine } from "./mails.fr.ts";

export interface HeldPaidFacts {
  readonly lines: readonly MailLine[];
}

export interface HeldEndedFacts extends MailLine {
  /** A payment was under way whose result had not come. */
  readonly awaited: boolean;
}

/** Money has come in, and has paid for them. */
const heldPaid: MailKind<HeldPaidFacts> = {
  facts: () => z.object({ lines: mailLines() }),
  content: (frame, { lines }) =>
    written({
      subject:
        lines.length === 1 ? "C’est payé : le jour est réservé" : `C’est payé : ${lines.length} jours sont réservés`,
      greeting,
      before: ["Votre versement est arrivé. Ce qui était gardé pour vous est payé, et réservé :", ...byChild(lines)],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

/** Its time is over, and it is not paid. */
const heldEnded: MailKind<HeldEndedFacts> = {
  facts: () => z.object({ ...lineFields(), awaited: z.boolean() }),
  content: (frame, { awaited, ...line }) =>
    written({
      subject: "Une place gardée n’a pas été payée à temps",
      greeting,
      before: [
        "Le délai pour payer est passé : cette place n’est plus gardée.",
        `${oneLine(line)}.`,
        "Ce qui n’était pas payé de la même demande n’est plus gardé non plus. Rien ne vous est demandé.",
        awaited
          ? "Un versement était en cours, et la trésorerie ne l’a pas encore confirmé. S’il arrive, il reste à vous, dans votre porte-monnaie."
          : "Ce que vous avez versé reste à vous, dans votre porte-monnaie.",
      ],
      action: myBookings(frame),
      after: [
        "Si vous en avez toujours besoin, versez d’abord, puis réservez ces jours de nouveau : ils le seront s’il reste une place.",
        question(frame),
      ],
    }),
};

export const heldMails = { heldPaid, heldEnded };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly heldPaid: HeldPaidFacts;
    readonly heldEnded: HeldEndedFacts;
  }
}
