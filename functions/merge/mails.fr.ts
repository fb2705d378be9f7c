/**
 * What a household is told when an adult whom it held twice had two sign-ins, or holds another one's; and when it had two
 * files, which are one: no name is in it.
 */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import type { FamilyCode, Login } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface SignInsMergedFacts {
  /** The one that is left. */
  readonly login: Login;
}

const signInsMerged: MailKind<SignInsMergedFacts> = {
  facts: () => z.object({ login: branded("Login") }),
  content: (frame, { login }) =>
    written({
      subject: "Un accès de votre foyer change",
      greeting,
      before: [
        `Un responsable de votre foyer était inscrit deux fois : ses deux fiches n’en font plus qu’une. Il s’identifie désormais avec ${login} et le mot de passe de cet accès. Les appareils où il était connecté le lui redemandent.`,
      ],
      action: { label: "M’identifier", href: frame.portal },
      after: [question(frame)],
    }),
};

export interface HouseholdsMergedFacts {
  readonly gone: FamilyCode;
  readonly kept: FamilyCode;
  /** Sign-ins that end, and which one the person has instead. */
  readonly ended: readonly { readonly login: Login; readonly instead: Login }[];
}

const householdsMerged: MailKind<HouseholdsMergedFacts> = {
  facts: () =>
    z.object({
      gone: branded("FamilyCode"),
      kept: branded("FamilyCode"),
      ended: z.array(z.object({ login: branded("Login"), instead: branded("Login") })),
    }),
  content: (frame, { gone, kept, ended }) =>
    written({
      subject: "Vos deux dossiers n’en font plus qu’un",
      greeting,
      before: [
        `Votre foyer avait deux dossiers sur le portail. Ils sont réunis sous le code famille ${kept} : réservations, demandes et justificatifs y sont. Le code ${gone} n’est plus à donner.`,
        ...ended.map(
          ({ login, instead }) =>
            `L’accès ${login} est fermé : la personne qui s’en servait s’identifie avec ${instead} et le mot de passe de cet accès.`,
        ),
        "Tous les autres identifiants et mots de passe restent les mêmes. Les appareils connectés à l’ancien dossier les redemandent.",
      ],
      action: { label: "M’identifier", href: frame.portal },
      after: [question(frame)],
    }),
};

export const mergeMails = { signInsMerged, householdsMerged };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly signInsMerged: SignInsMergedFacts;
    readonly householdsMerged: HouseholdsMergedFacts;
  }
}
