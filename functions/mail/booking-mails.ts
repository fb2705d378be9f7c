/**
 * What families are told of their bookings, in French, when it was not they who acted: closures, decisions of staff,
 * the waiting list. Each mail is a pure function of facts that were written with the act.
 */
import type { ClosureKind } from "../catalogue/rules/catalogue.ts";
import { dayWithYear, momentWords } from "../kernel/dates.fr.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";
import { question, written, type BookingMail } from "./family-mail.ts";
import type { MailContent } from "./layout.ts";
import { reminderMail, type ReminderFacts } from "../reminder/mails.fr.ts";

/** One thing on one day. */
export interface MailLine {
  readonly firstName: string;
  readonly date: PlainDate;
  readonly unitName: string;
  readonly activityName: string;
}

const greeting = "Bonjour,";
const myBookings = ({ portal }: BookingMail): NonNullable<MailContent["action"]> => ({
  label: "Voir mes réservations",
  href: `${portal}/mes-reservations`,
});

/** More lines than this are told by their number: the pages of the portal list them all. */
const mostLines = 40;

const lineWords = ({ date, unitName, activityName }: MailLine): string =>
  `${dayWithYear(date)} : ${unitName} (${activityName})`;

/** One paragraph a child: `Léa : mercredi 2 décembre 2026 : Journée (Mercredis) ; …`. */
function byChild(lines: readonly MailLine[]): readonly string[] {
  const shown = lines.slice(0, mostLines);
  const names = [...new Set(shown.map(({ firstName }) => firstName))];
  const paragraphs = names.map(
    (name) =>
      `${name} – ${shown
        .filter(({ firstName }) => firstName === name)
        .map(lineWords)
        .join(" ; ")}.`,
  );
  return lines.length > mostLines
    ? [
        ...paragraphs,
        `Et ${lines.length - mostLines} autres jours, que vous trouverez dans « Mes modifications de réservations ».`,
      ]
    : paragraphs;
}

const oneLine = (line: MailLine): string => `${line.firstName}, ${lineWords(line)}`;

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
export function closed(
  mail: BookingMail,
  { siteName, kind, reason, from, to, cancelled, waited }: ClosedFacts,
): MailContent {
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
    action: myBookings(mail),
    after: ["Vous n’avez rien à faire.", question(mail)],
  });
}

export interface OfferFacts extends MailLine {
  readonly until: Instant;
}

/** A place is kept for a child who waited. */
export const offerMade = (mail: BookingMail, facts: OfferFacts): MailContent =>
  written({
    subject: `Une place pour ${facts.firstName} : à accepter avant le ${momentWords(facts.until, null)}`,
    greeting,
    before: [
      "Une place s’est libérée, et votre tour est venu sur la liste d’attente :",
      `${oneLine(facts)}.`,
      `Elle est gardée pour vous jusqu’au ${momentWords(facts.until, null)}. Passé ce moment, elle sera proposée à la famille suivante.`,
    ],
    action: { label: "Accepter ou refuser la place", href: `${mail.portal}/mes-reservations` },
    after: ["Si vous n’en avez plus besoin, refusez-la : une autre famille l’attend.", question(mail)],
  });

/** A place that was kept has gone to the next. */
export const offerExpired = (mail: BookingMail, facts: MailLine): MailContent =>
  written({
    subject: `La place gardée pour ${facts.firstName} n’est plus disponible`,
    greeting,
    before: [
      "Le délai pour accepter cette place est passé, et elle a été proposée à la famille suivante :",
      `${oneLine(facts)}.`,
    ],
    action: myBookings(mail),
    after: [
      "Si vous en avez toujours besoin, inscrivez-vous de nouveau sur la liste d’attente de ce jour.",
      question(mail),
    ],
  });

export interface DecisionFacts extends MailLine {
  readonly what: "booking" | "cancellation" | "change";
  /** Of a change: what it is, or was to be, instead. */
  readonly to?: { readonly date: PlainDate; readonly unitName: string } | undefined;
  readonly decision: "accept" | "refuse";
  readonly reason?: string | undefined;
}

const decisionSubjects = {
  booking: { accept: "Votre réservation est validée", refuse: "Votre réservation n’a pas été validée" },
  cancellation: { accept: "Votre annulation est acceptée", refuse: "Votre annulation n’a pas été acceptée" },
  change: { accept: "Votre changement est accepté", refuse: "Votre changement n’a pas été accepté" },
} as const;
const decisionSentences = {
  booking: {
    accept: "Le guichet a validé cette réservation :",
    refuse: "Le guichet n’a pas pu valider cette réservation, et la place est rendue :",
  },
  cancellation: {
    accept: "Le guichet a accepté d’annuler cette réservation :",
    refuse: "Le guichet n’a pas pu accepter d’annuler cette réservation, qui reste en place :",
  },
  change: {
    accept: "Le guichet a changé cette réservation :",
    refuse: "Le guichet n’a pas pu accepter de changer cette réservation, qui reste en place :",
  },
} as const;

/** Staff has decided on what the family asked. */
export const decided = (mail: BookingMail, facts: DecisionFacts): MailContent =>
  written({
    subject: decisionSubjects[facts.what][facts.decision],
    greeting,
    before: [
      decisionSentences[facts.what][facts.decision],
      `${oneLine(facts)}.`,
      ...(facts.to
        ? [
            `${facts.decision === "accept" ? "Elle est maintenant" : "Vous aviez demandé"} : ${dayWithYear(facts.to.date)}, ${facts.to.unitName}.`,
          ]
        : []),
      ...(facts.reason === undefined ? [] : [`Le guichet précise : « ${facts.reason} »`]),
    ],
    action: myBookings(mail),
    after: [question(mail)],
  });

export interface ActedFacts {
  readonly act: "booked" | "cancelled" | "changed" | "accountClosed";
  readonly reason: string;
  readonly lines: readonly MailLine[];
}

const actedSubjects = {
  booked: "Le guichet a réservé pour vous",
  cancelled: "Le guichet a annulé des réservations",
  changed: "Le guichet a changé des réservations",
  accountClosed: "Toutes vos réservations à venir sont annulées",
} as const;
const actedSentences = {
  booked: "Le guichet a fait ces réservations pour votre famille :",
  cancelled: "Le guichet a annulé ces réservations de votre famille :",
  changed: "Le guichet a changé des réservations de votre famille. Ce qui est réservé maintenant :",
  accountClosed: "Le guichet a fermé le compte de votre famille. Ces réservations et ces attentes sont annulées :",
} as const;

/** Staff has acted on the family's bookings. */
export const acted = (mail: BookingMail, { act, reason, lines }: ActedFacts): MailContent =>
  written({
    subject: actedSubjects[act],
    greeting,
    before: [actedSentences[act], ...byChild(lines), `Motif : « ${reason} »`],
    action: myBookings(mail),
    after: [question(mail)],
  });

/** A family's mail of any kind, as its record says it. */
export function bookingMail(mail: BookingMail, told: FamilyMail): MailContent {
  switch (told.kind) {
    case "closed":
      return closed(mail, told.facts);
    case "offerMade":
      return offerMade(mail, told.facts);
    case "offerExpired":
      return offerExpired(mail, told.facts);
    case "decided":
      return decided(mail, told.facts);
    case "acted":
      return acted(mail, told.facts);
    case "reminder":
      return reminderMail(mail, told.facts);
  }
}

/** What a family's mail tells, by kind. */
export type FamilyMail =
  | { readonly kind: "closed"; readonly facts: ClosedFacts }
  | { readonly kind: "offerMade"; readonly facts: OfferFacts }
  | { readonly kind: "offerExpired"; readonly facts: MailLine }
  | { readonly kind: "decided"; readonly facts: DecisionFacts }
  | { readonly kind: "acted"; readonly facts: ActedFacts }
  | { readonly kind: "reminder"; readonly facts: ReminderFacts };
