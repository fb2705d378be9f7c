/**
 * Reminders about a booking window, in French: it opens soon, now, or closes soon. Dates in full, so that a mail read
 * late is still true.
 */
import * as z from "zod/mini";
import { causes, type Cause } from "./rules/reminders.ts";
import { dayWithYear, momentWords } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { ActivityId, Instant, PlainDate } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind, Reader } from "../mail/kinds.ts";

export interface ReminderFacts {
  readonly cause: Cause;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly siteName: string;
  /** Of the children concerned. */
  readonly firstNames: readonly string[];
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** When the window opens or closes. */
  readonly moment: Instant;
  /** Which run wrote this. */
  readonly due: Instant;
}

const subjects: Readonly<Record<Cause, (when: string) => string>> = {
  opensIn7Days: (when) => `les réservations ouvrent ${when}`,
  opensTomorrow: (when) => `les réservations ouvrent demain, ${when}`,
  opensNow: () => "les réservations sont ouvertes",
  closesIn3Days: (when) => `réservez avant le ${when}`,
  openingMoved: (when) => `les réservations ouvrent le ${when}`,
};

const sentences: Readonly<Record<Cause, (when: string) => string>> = {
  opensIn7Days: (when) => `Les réservations ouvriront le ${when}. D’ici là, vous pouvez regarder les jours proposés.`,
  opensTomorrow: (when) => `Les réservations ouvriront demain, ${when}.`,
  opensNow: (when) => `Les réservations sont ouvertes depuis le ${when}.`,
  openingMoved: (when) =>
    `L’ouverture des réservations est déplacée : elles ouvrent le ${when}, et non au moment que nous vous avions annoncé.`,
  closesIn3Days: (when) =>
    `Les réservations fermeront le ${when}. Ensuite, les jours resteront visibles mais ne pourront plus être réservés.`,
};

const reminder: MailKind<ReminderFacts> = {
  facts: () =>
    z.object({
      cause: z.enum(causes),
      activityId: branded("ActivityId"),
      activityName: z.string(),
      siteName: z.string(),
      firstNames: z.array(z.string()),
      from: branded("PlainDate"),
      to: branded("PlainDate"),
      moment: branded("Instant"),
      due: branded("Instant"),
    }),
  content: (frame, { cause, activityId, activityName, siteName, firstNames, from, to, moment }) => {
    const when = momentWords(moment, null);
    const closes = cause === "closesIn3Days";
    return written({
      subject: `${activityName} : ${subjects[cause](when)}`,
      greeting,
      before: [
        `Accueil ${siteName}, du ${dayWithYear(from)} au ${dayWithYear(to)}.`,
        sentences[cause](when),
        `${list(firstNames)} ${firstNames.length > 1 ? "peuvent y participer et n’y ont" : "peut y participer et n’y a"} ${closes ? "toujours" : "encore"} aucune réservation.`,
      ],
      action: {
        label: cause === "opensNow" || closes ? "Réserver" : "Voir les jours proposés",
        href: `${frame.portal}/inscrire/${activityId}`,
      },
      after: ["Si vous n’en avez pas besoin, vous n’avez rien à faire.", question(frame)],
    });
  },
};

export const reminderMails = { reminder };

/**
 * How a reminder says to programs and to people that its reader may stop receiving them (RFC 2369, RFC 8058). A program
 * that finds both header fields asks its reader, then posts; people follow a link to a page that asks, because programs
 * open links by themselves.
 */
export const stopReminders = (portal: string, token: string): NonNullable<Reader["stop"]> => ({
  headers: {
    "List-Unsubscribe": `<${portal}/api/reminders/unsubscribe/${token}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  },
  shown: {
    why: "Vous recevez ce rappel parce que votre adresse est celle d’un responsable dans le dossier de la famille.",
    label: "Ne plus recevoir de rappels",
    href: `${portal}/rappels#${token}`,
  },
});

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly reminder: ReminderFacts;
  }
}
