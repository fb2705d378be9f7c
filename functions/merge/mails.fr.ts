/** What a household is told when an adult whom it held twice had two sign-ins, or holds another one's: no name is in it. */
import * as z from "zod/mini";
import { branded } from "../kernel/id-schemas.ts";
import type { Login } from "../kernel/ids.ts";
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

export const mergeMails = { signInsMerged };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly signInsMerged: SignInsMergedFacts;
  }
}
