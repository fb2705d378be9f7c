/** What a family is told when a site receives nobody, in French. */
import * as z from "zod/mini";
import { byChild, mailLines, myBookings, type MailLine } from "../booking/mails.fr.ts";
import type { ClosureKind } from "../catalogue/rules/catalogue.ts";
import { dayWithYear } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { PlainDate } from "../kernel/ids.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";

export interface ClosedFacts {
  readonly siteName: string;
  readonly kind: ClosureKind;
  readonly reason: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Bookings that are cancelled. */
  readonly cancelled: readonly MailLine[];
  /** Ranks on waiting lists that end. */
  readonly waited: readonly MailLine[];
}

/** A site receives nobody: what that takes from the family. */
const closed: MailKind<ClosedFacts> = {
  facts: () =>
    z.object({
      siteName: z.string(),
      kind: z.enum(["closure", "strike"]),
      reason: z.string(),
      from: branded("PlainDate"),
      to: branded("PlainDate"),
      cancelled: mailLines(),
      waited: mailLines(),
    }),
  content: (frame, { siteName, kind, reason, from, to, cancelled, waited }) => {
    const when = from === to ? `le ${dayWithYear(from)}` : `du ${dayWithYear(from)} au ${dayWithYear(to)}`;
    const why = kind === "strike" ? `en raison d’un mouvement de grève (${reason})` : `pour cette raison : ${reason}`;
    return written({
      subject: `${siteName} : accueil fermé ${from === to ? when : "plusieurs jours"}`,
      greeting,
      before: [
        `L’accueil ${siteName} ne recevra pas d’enfants ${when}, ${why}.`,
        ...(cancelled.length > 0
          ? [
              cancelled.length > 1 ? "Ces réservations sont donc annulées :" : "Cette réservation est donc annulée :",
              ...byChild(cancelled),
            ]
          : []),
        ...(waited.length > 0
          ? ["Ces attentes prennent fin, puisqu’aucune place ne pourra être proposée :", ...byChild(waited)]
          : []),
      ],
      action: myBookings(frame),
      after: ["Vous n’avez rien à faire.", question(frame)],
    });
  },
};

export interface ReopenedFacts {
  readonly siteName: string;
  /** What the closure had taken on days that are open again. */
  readonly lost: readonly MailLine[];
}

/** Days are open again that had been closed. */
const reopened: MailKind<ReopenedFacts> = {
  facts: () => z.object({ siteName: z.string(), lost: mailLines() }),
  content: (frame, { siteName, lost }) => {
    const several = new Set(lost.map(({ date }) => date)).size > 1;
    return written({
      subject: `${siteName} : ${several ? "des jours rouvrent" : "un jour rouvre"}`,
      greeting,
      before: [
        `L’accueil ${siteName} recevra finalement des enfants ${several ? "ces jours-là" : "ce jour-là"}. Sa fermeture vous avait retiré :`,
        ...byChild(lost),
        "Rien n’a été réservé de nouveau pour vous.",
      ],
      action: { label: "Réserver de nouveau", href: `${frame.portal}/inscrire` },
      after: [
        "Si vous en avez toujours besoin, réservez de nouveau, dans les délais habituels et tant qu’il reste des places.",
        question(frame),
      ],
    });
  },
};

export const closureMails = { closed, reopened };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly closed: ClosedFacts;
    readonly reopened: ReopenedFacts;
  }
}
