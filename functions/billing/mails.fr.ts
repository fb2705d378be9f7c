/** What a family is told of its invoices, in French. No child's name, and no amount in the subject. */
import * as z from "zod/mini";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { cents, priceInWords } from "../kernel/money.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface InvoiceIssuedFacts {
  readonly accountName: string;
  readonly number: string;
  /** In cents. */
  readonly total: number;
  readonly dueOn: PlainDate;
  /** Nothing is left to pay: its days were paid when they were booked. */
  readonly paid?: true | undefined;
}

const invoiceIssued: MailKind<InvoiceIssuedFacts> = {
  facts: () =>
    z.object({
      accountName: z.string(),
      number: z.string(),
      total: z.int(),
      dueOn: branded("PlainDate"),
      paid: z.optional(z.literal(true)),
    }),
  content: (frame, { accountName, number, total, dueOn, paid = false }) =>
    written({
      subject: "Votre nouvelle facture est disponible",
      greeting,
      before: [
        `Votre facture ${number} est disponible sur le Portail Famille (${accountName}).`,
        paid
          ? `Elle est de ${priceInWords(cents(total))}, et déjà payée avec votre porte-monnaie.`
          : `Elle est de ${priceInWords(cents(total))}, à payer au plus tard le ${dayWithYear(dueOn)}.`,
      ],
      action: { label: "Voir ma facture", href: `${frame.portal}/mes-factures` },
      after: ["Vous y trouvez le détail de chaque journée et les moyens de payer.", question(frame)],
    }),
};

export const billingMails = { invoiceIssued };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly invoiceIssued: InvoiceIssuedFacts;
  }
}
