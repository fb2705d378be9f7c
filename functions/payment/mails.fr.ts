/** What a family is asked again for, in French: no amount and no name in the subject. */
import * as z from "zod/mini";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { cents, priceInWords } from "../kernel/money.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface InvoiceLateFacts {
  readonly accountName: string;
  readonly number: string;
  /** In cents: what of it is late. */
  readonly late: number;
  readonly dueOn: PlainDate;
  /** The town's own words for that step. */
  readonly text: string;
}

const invoiceLate: MailKind<InvoiceLateFacts> = {
  facts: () =>
    z.object({
      accountName: z.string(),
      number: z.string(),
      late: z.int(),
      dueOn: branded("PlainDate"),
      text: z.string(),
    }),
  content: (frame, { accountName, number, late, dueOn, text }) =>
    written({
      subject: "Une facture reste à payer",
      greeting,
      before: [
        text,
        `Votre facture ${number} (${accountName}) était à payer au plus tard le ${dayWithYear(dueOn)} : il en reste ${priceInWords(cents(late))}.`,
      ],
      action: { label: "Voir et payer ma facture", href: `${frame.portal}/mes-factures` },
      after: [
        "Si vous avez payé ces derniers jours, ne tenez pas compte de ce message. En cas de difficulté, parlez-en au guichet unique : un paiement en plusieurs fois est possible.",
        question(frame),
      ],
    }),
};

export const paymentMails = { invoiceLate };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly invoiceLate: InvoiceLateFacts;
  }
}
