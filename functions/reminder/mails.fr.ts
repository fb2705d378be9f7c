/**
 * Reminders about a booking window, in French: it opens soon, now, or closes soon. Dates in full, so that a mail read
 * late is still true.
 */
import type { Cause } from "./rules/reminders.ts";
import { dayWithYear, momentWords } from "../kernel/dates.fr.ts";
import type { ActivityId, Instant, PlainDate } from "../kernel/ids.ts";
import { list } from "../kernel/list.fr.ts";
import { question, written, type BookingMail } from "../mail/family-mail.ts";
import type { MailContent } from "../mail/layout.ts";

export interface ReminderFacts {
  readonly cause: Cause;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly siteName: string;
  /** Of the children concerned. */
  readonly firstNames: readonly string[];
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly moment: Instant;
}

const subjects: Readonly<Record<Cause, (when: string) => string>> = {
  opensIn7Days: (when) => `les réservations ouvrent ${when}`,
  opensTomorrow: (when) => `les réservations ouvrent demain, ${when}`,
  opensNow: () => "les réservations sont ouvertes",
  closesIn3Days: (when) => `réservez avant le ${when}`,
};

const sentences: Readonly<Record<Cause, (when: string) => string>> = {
  opensIn7Days: (when) => `Les réservations ouvriront le ${when}. D’ici là, vous pouvez regarder les jours proposés.`,
  opensTomorrow: (when) => `Les réservations ouvriront demain, ${when}.`,
  opensNow: (when) => `Les réservations sont ouvertes depuis le ${when}.`,
  closesIn3Days: (when) =>
    `Les réservations fermeront le ${when}. Ensuite, les jours resteront visibles mais ne pourront plus être réservés.`,
};

/** The person may stop receiving these; the link is added for each reader (mail/send-notices.ts). */
export function reminderMail(
  mail: BookingMail,
  { cause, activityId, activityName, siteName, firstNames, from, to, moment }: ReminderFacts,
): MailContent {
  const when = momentWords(moment, null);
  const closes = cause === "closesIn3Days";
  return written({
    subject: `${activityName} : ${subjects[cause](when)}`,
    greeting: "Bonjour,",
    before: [
      `Accueil ${siteName}, du ${dayWithYear(from)} au ${dayWithYear(to)}.`,
      sentences[cause](when),
      `${list(firstNames)} ${firstNames.length > 1 ? "peuvent y participer et n’y ont" : "peut y participer et n’y a"} ${closes ? "toujours" : "encore"} aucune réservation.`,
    ],
    action: {
      label: cause === "opensNow" || closes ? "Réserver" : "Voir les jours proposés",
      href: `${mail.portal}/inscrire/${activityId}`,
    },
    after: ["Si vous n’en avez pas besoin, vous n’avez rien à faire.", question(mail)],
  });
}
