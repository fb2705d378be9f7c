/** What a family without a code is told, at the address that it gave, in French. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import type { FamilyCode, FirstRequestId } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

interface ToAddress {
  /** The only one that reads it. */
  readonly to: string;
}
export interface FirstRequestCodeFacts extends ToAddress {
  readonly requestId: FirstRequestId;
  readonly code: string;
}
export interface FirstRequestAcceptedFacts extends ToAddress {
  readonly familyCode: FamilyCode;
}
/** `familyCode`: only where the address is one that the family's file knows already. */
export interface FirstRequestAttachedFacts extends ToAddress {
  readonly familyCode?: FamilyCode | undefined;
}
export interface FirstRequestRefusedFacts extends ToAddress {
  readonly reason: string;
}

const firstRequestCode: MailKind<FirstRequestCodeFacts> = {
  facts: () => z.object({ to: z.string(), requestId: branded("FirstRequestId"), code: z.string() }),
  content: (frame, { requestId, code }) =>
    written({
      subject: `${code} est votre code de confirmation`,
      greeting,
      before: [
        `Votre code est ${code}. Recopiez-le sur la page de votre première demande : elle arrive alors au guichet.`,
        "Il est valable 24 heures.",
      ],
      action: {
        label: "Confirmer mon adresse",
        href: `${frame.portal}/premiere-demande#demande=${requestId}&code=${code}`,
      },
      after: ["Si vous n’avez rien demandé, ne faites rien : la demande disparaît d’elle-même.", question(frame)],
    }),
};

const firstRequestAccepted: MailKind<FirstRequestAcceptedFacts> = {
  facts: () => z.object({ to: z.string(), familyCode: branded("FamilyCode") }),
  content: (frame, { familyCode }) =>
    written({
      subject: "Votre code famille",
      greeting,
      before: [
        `Le guichet a créé votre dossier. Votre code famille est ${familyCode} : c’est votre identifiant sur le portail.`,
        "Activez votre compte avec ce code, le nom et le prénom du premier responsable, et cette adresse e-mail.",
      ],
      action: { label: "Activer mon compte", href: `${frame.portal}/inscription` },
      after: [question(frame)],
    }),
};

const firstRequestAttached: MailKind<FirstRequestAttachedFacts> = {
  facts: () => z.object({ to: z.string(), familyCode: z.optional(branded("FamilyCode")) }),
  content: (frame, { familyCode }) =>
    written({
      subject: "Votre première demande",
      greeting,
      before:
        familyCode === undefined
          ? [
              "Le guichet a traité votre demande. Appelez-le, ou passez le voir, avec une pièce d’identité : il vous donnera votre code famille.",
            ]
          : [
              `Le guichet a traité votre demande. Votre code famille est ${familyCode} : c’est votre identifiant sur le portail.`,
            ],
      action: {
        label: "Aller sur le portail",
        href: familyCode === undefined ? frame.portal : `${frame.portal}/inscription`,
      },
      after: [question(frame)],
    }),
};

const firstRequestRefused: MailKind<FirstRequestRefusedFacts> = {
  facts: () => z.object({ to: z.string(), reason: z.string() }),
  content: (frame, { reason }) =>
    written({
      subject: "Votre première demande",
      greeting,
      before: ["Le guichet ne peut pas donner suite à votre première demande.", `Son motif : ${reason}`],
      action: { label: "Joindre le guichet", href: `${frame.portal}/contact` },
      after: [question(frame)],
    }),
};

export const firstRequestMails = { firstRequestCode, firstRequestAccepted, firstRequestAttached, firstRequestRefused };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly firstRequestCode: FirstRequestCodeFacts;
    readonly firstRequestAccepted: FirstRequestAcceptedFacts;
    readonly firstRequestAttached: FirstRequestAttachedFacts;
    readonly firstRequestRefused: FirstRequestRefusedFacts;
  }
}
