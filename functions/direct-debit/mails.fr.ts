/** What payers are told of direct debits, in French. No amount, no date and no account in a subject; an IBAN but for its ends. */
import * as z from "zod/mini";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { cents, priceInWords } from "../kernel/money.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailFrame } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

const ownPage = ({ portal }: MailFrame) => ({
  label: "Voir mon prélèvement automatique",
  href: `${portal}/prelevement`,
});

export interface MandateFacts {
  readonly rum: string;
  readonly creditor: string;
  readonly creditorId: string;
  readonly debtor: string;
  readonly iban: string;
}
const mandateFacts = () =>
  z.object({ rum: z.string(), creditor: z.string(), creditorId: z.string(), debtor: z.string(), iban: z.string() });

const mandateSigned: MailKind<MandateFacts> = {
  facts: mandateFacts,
  content: (frame, { rum, creditor, creditorId, debtor, iban }) =>
    written({
      subject: "Votre mandat de prélèvement est enregistré",
      greeting,
      before: [
        `Le mandat ${rum} autorise ${creditor} (identifiant créancier ${creditorId}) à prélever vos factures sur le compte ${iban}, au nom de ${debtor}.`,
        "Un e-mail vous dira chaque fois, à l’avance, ce qui sera prélevé et quel jour.",
      ],
      action: ownPage(frame),
      after: ["Si vous n’avez pas signé ce mandat, révoquez-le sur cette page, ou appelez-nous.", question(frame)],
    }),
};

export interface MandateEndedFacts {
  readonly rum: string;
  readonly iban: string;
  readonly suspended: boolean;
}
const mandateEnded: MailKind<MandateEndedFacts> = {
  facts: () => z.object({ rum: z.string(), iban: z.string(), suspended: z.boolean() }),
  content: (frame, { rum, iban, suspended }) =>
    written({
      subject: suspended ? "Votre mandat de prélèvement est suspendu" : "Votre mandat de prélèvement est révoqué",
      greeting,
      before: [
        suspended
          ? `La banque n’accepte plus de prélèvement sur le compte ${iban} : le mandat ${rum} est suspendu.`
          : `Le mandat ${rum}, sur le compte ${iban}, est révoqué. Un prélèvement déjà annoncé par e-mail a encore lieu, sauf si vous nous appelez à temps.`,
        "D’ici à un nouveau mandat, vos factures se paient comme avant.",
      ],
      action: ownPage(frame),
      after: [question(frame)],
    }),
};

export interface DebitFacts {
  readonly accountName: string;
  readonly amount: number;
  readonly on: PlainDate;
  readonly numbers: readonly string[];
  readonly rum: string;
  readonly creditorId: string;
  readonly iban: string;
}
const debitFields = () => ({
  accountName: z.string(),
  amount: z.int(),
  on: branded("PlainDate"),
  numbers: z.array(z.string()),
  rum: z.string(),
  creditorId: z.string(),
  iban: z.string(),
});
const debitFacts = (): z.ZodMiniType<DebitFacts> => z.object(debitFields());
const invoices = (numbers: readonly string[]): string =>
  numbers.length === 1 ? `la facture ${numbers.join()}` : `les factures ${numbers.join(", ")}`;

const debitComing: MailKind<DebitFacts> = {
  facts: debitFacts,
  content: (frame, { accountName, amount, on, numbers, rum, creditorId, iban }) =>
    written({
      subject: "Un prélèvement aura bientôt lieu",
      greeting,
      before: [
        `Pour ${invoices(numbers)} (${accountName}), ${priceInWords(cents(amount))} seront prélevés le ${dayWithYear(on)} sur le compte ${iban}.`,
        `Mandat ${rum}, identifiant créancier ${creditorId}.`,
        "Vous n’avez rien à faire. Ne payez pas ces factures d’une autre façon.",
      ],
      action: ownPage(frame),
      after: [question(frame)],
    }),
};

const debitCancelled: MailKind<DebitFacts> = {
  facts: debitFacts,
  content: (frame, { accountName, amount, on, numbers }) =>
    written({
      subject: "Le prélèvement annoncé n’aura pas lieu",
      greeting,
      before: [
        `Les ${priceInWords(cents(amount))} annoncés pour le ${dayWithYear(on)} (${accountName}) ne seront pas prélevés.`,
        `Il reste à payer ${invoices(numbers)} : un autre prélèvement vous sera annoncé, ou payez depuis le portail.`,
      ],
      action: { label: "Voir mes factures", href: `${frame.portal}/mes-factures` },
      after: [question(frame)],
    }),
};

export interface DebitReturnedFacts extends DebitFacts {
  readonly why: string;
}
const debitReturned: MailKind<DebitReturnedFacts> = {
  facts: () => z.object({ ...debitFields(), why: z.string() }),
  content: (frame, { accountName, amount, on, numbers, iban, why }) =>
    written({
      subject: "Votre banque a rejeté un prélèvement",
      greeting,
      before: [
        `Le prélèvement du ${dayWithYear(on)}, de ${priceInWords(cents(amount))} sur le compte ${iban} (${accountName}), a été rejeté par votre banque : ${why}.`,
        `Il reste à payer ${invoices(numbers)}. La collectivité ne demande aucuns frais.`,
      ],
      action: { label: "Payer mes factures", href: `${frame.portal}/payer` },
      after: [question(frame)],
    }),
};

export const directDebitMails = { mandateSigned, mandateEnded, debitComing, debitCancelled, debitReturned };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly mandateSigned: MandateFacts;
    readonly mandateEnded: MandateEndedFacts;
    readonly debitComing: DebitFacts;
    readonly debitCancelled: DebitFacts;
    readonly debitReturned: DebitReturnedFacts;
  }
}
