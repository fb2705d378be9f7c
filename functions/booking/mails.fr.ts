/**
 * Bookings as mails tell them, in French: the words that mails about bookings share, and what a staff member has done at the
 * desk.
 */
import * as z from "zod/mini";
import { daySpan, dayWithYear, momentWords } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";
import { lazily } from "../kernel/lazily.ts";
import { greeting, question, written, type MailFrame } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";
import type { MailContent } from "../mail/layout.ts";

/** One thing on one day. */
export interface MailLine {
  readonly firstName: string;
  readonly date: PlainDate;
  readonly unitName: string;
  readonly activityName: string;
}

/** Its fields, as a mail's record holds them. */
export const lineFields = lazily(() => ({
  firstName: z.string(),
  date: branded("PlainDate"),
  unitName: z.string(),
  activityName: z.string(),
}));
export const mailLines = lazily((): z.ZodMiniType<readonly MailLine[]> => z.array(z.object(lineFields())));

export const myBookings = ({ portal }: MailFrame): NonNullable<MailContent["action"]> => ({
  label: "Voir mes réservations",
  href: `${portal}/mes-reservations`,
});

/** More lines than this are told by their number: the pages of the portal list them all. */
const mostLines = 40;

const lineWords = ({ date, unitName, activityName }: MailLine): string =>
  `${dayWithYear(date)} : ${unitName} (${activityName})`;

/** One paragraph a child: `Léa : mercredi 2 décembre 2026 : Journée (Mercredis) ; …`. */
export function byChild(lines: readonly MailLine[]): readonly string[] {
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

/** `Léa, mercredi 2 décembre 2026 : Journée (Mercredis)`. */
export const oneLine = (line: MailLine): string => `${line.firstName}, ${lineWords(line)}`;

/** What staff has done to some of a family's bookings, told day by day, and why. */
export const actedContent = (
  frame: MailFrame,
  { subject, sentence }: { readonly subject: string; readonly sentence: string },
  { reason, lines }: Pick<ActedFacts, "reason" | "lines">,
): MailContent =>
  written({
    subject,
    greeting,
    before: [sentence, ...byChild(lines), `Motif : « ${reason} »`],
    action: myBookings(frame),
    after: [question(frame)],
  });

/** The same with more paragraphs before the reason, which is its last. */
function withMore(content: MailContent, more: readonly string[]): MailContent {
  if (more.length === 0) return content;
  const [why, ...said] = [...content.before].toReversed();
  return written({ ...content, before: [...said.toReversed(), ...more, ...(why === undefined ? [] : [why])] });
}

const acts = ["booked", "cancelled", "changed", "accepted", "declined"] as const;

export interface ActedFacts {
  readonly act: (typeof acts)[number];
  readonly reason: string;
  readonly lines: readonly MailLine[];
  /** What was asked for and is full: on the waiting list. Absent of mails from before. */
  readonly waiting?: readonly MailLine[] | undefined;
  /** What is held until the family pays, and until when the first of it is. */
  readonly held?: readonly MailLine[] | undefined;
  readonly heldUntil?: Instant | undefined;
}

const actedWords: Readonly<Record<ActedFacts["act"], { readonly subject: string; readonly sentence: string }>> = {
  booked: {
    subject: "Le guichet a réservé pour vous",
    sentence: "Le guichet a fait ces réservations pour votre famille :",
  },
  cancelled: {
    subject: "Le guichet a annulé des réservations",
    sentence: "Le guichet a annulé ces réservations ou ces attentes de votre famille :",
  },
  changed: {
    subject: "Le guichet a changé des réservations",
    sentence: "Le guichet a changé des réservations de votre famille. Ce qui est réservé maintenant :",
  },
  accepted: {
    subject: "Le guichet a accepté des places pour vous",
    sentence: "Le guichet a accepté pour votre famille ces places qui vous étaient proposées :",
  },
  declined: {
    subject: "Le guichet a refusé des places pour vous",
    sentence: "Le guichet a refusé pour votre famille ces places qui vous étaient proposées :",
  },
};

const onWaitingList = {
  subject: "Le guichet vous a inscrits sur la liste d’attente",
  sentence:
    "Le guichet a inscrit votre famille sur la liste d’attente de ces jours. Si une place se libère, elle vous est proposée par e-mail, dans l’ordre d’arrivée :",
};

const heldAtDesk = (until: Instant): { readonly subject: string; readonly sentence: string } => ({
  subject: "Le guichet vous a fait garder des places, à payer",
  sentence: `Le guichet a fait garder ces places pour votre famille jusqu’au ${momentWords(until, null)}. Versez ce qui manque dans votre porte-monnaie avant : elles sont réservées aussitôt.`,
});

/** Staff has acted on the family's bookings at the desk. */
const acted: MailKind<ActedFacts> = {
  facts: () =>
    z.object({
      act: z.enum(acts),
      reason: z.string(),
      lines: mailLines(),
      waiting: z.optional(mailLines()),
      held: z.optional(mailLines()),
      heldUntil: z.optional(branded("Instant")),
    }),
  content: (frame, { act, reason, lines, waiting = [], held = [], heldUntil }) => {
    const kept = heldUntil === undefined ? null : heldAtDesk(heldUntil);
    if (lines.length === 0 && waiting.length === 0 && kept) return actedContent(frame, kept, { reason, lines: held });
    const keeps = kept ? [kept.sentence, ...byChild(held)] : [];
    if (lines.length === 0) return withMore(actedContent(frame, onWaitingList, { reason, lines: waiting }), keeps);
    const { subject, sentence } = actedWords[act];
    const dates = lines.map(({ date }) => date);
    const many = dates.length > 1 ? [`${dates.length} jours, ${daySpan(dates)}.`] : [];
    const content = actedContent(frame, { subject, sentence: [sentence, ...many].join(" ") }, { reason, lines });
    const waits = waiting.length > 0 ? [onWaitingList.sentence, ...byChild(waiting)] : [];
    return withMore(content, [...keeps, ...waits]);
  },
};

export const bookingMails = { acted };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly acted: ActedFacts;
  }
}
