/**
 * The receipt of a confirmation, in French: how many days, from when to when, then day by day; what waits, with its
 * rank; what was refused, and why. No child's name in the subject: it shows on locked screens.
 */
import * as z from "zod/mini";
import { daySpan, dayList, dayWithYear, momentWords, weekdayName } from "../kernel/dates.fr.ts";
import { branded } from "../kernel/id-schemas.ts";
import type { Instant, PlainDate } from "../kernel/ids.ts";
import { cents, priceInWords, type Cents } from "../kernel/money.ts";
import { lazily } from "../kernel/lazily.ts";
import { list } from "../kernel/list.fr.ts";
import { weekdayOf } from "../kernel/time.ts";
import { greeting, question, written } from "../mail/frame.ts";
import type { MailKind } from "../mail/kinds.ts";
import { myBookings } from "./mails.fr.ts";
import { receiptOutcomes, type ReceiptGroup, type ReceiptOutcome } from "./rules/receipt.ts";

interface NamedGroup extends Omit<ReceiptGroup, "unit"> {
  /** Its key: the same line is not told twice. */
  readonly unit: string;
  readonly firstName: string;
  readonly unitName: string;
  readonly activityName: string;
}

export interface ReceiptFacts {
  /** When it was confirmed. */
  readonly at: Instant;
  readonly groups: readonly NamedGroup[];
  /** Lines of a request that died, of which nothing can be said. */
  readonly silent: number;
}

export const receiptFacts = lazily((): z.ZodMiniType<ReceiptFacts> =>
  z.object({
    at: branded("Instant"),
    groups: z.array(
      z.object({
        childId: branded("ChildId"),
        unit: z.string(),
        firstName: z.string(),
        unitName: z.string(),
        activityName: z.string(),
        days: z.array(
          z.object({
            date: branded("PlainDate"),
            outcome: z.enum(receiptOutcomes),
            position: z.optional(z.int()),
            until: z.optional(branded("Instant")),
            price: z.optional(z.pipe(z.int(), z.transform(cents))),
            why: z.optional(z.string()),
          }),
        ),
      }),
    ),
    silent: z.int(),
  }),
);

const nbsp = "\u00A0";
const days = (count: number): string => `${count}${nbsp}jour${count > 1 ? "s" : ""}`;

/** Days of a child that came to the same. */
interface Part extends Omit<NamedGroup, "days"> {
  readonly days: NamedGroup["days"];
}

const partsOf = (groups: readonly NamedGroup[], outcome: ReceiptOutcome): readonly Part[] =>
  groups.flatMap((group) => {
    const own = group.days.filter((day) => day.outcome === outcome);
    return own.length === 0 ? [] : [{ ...group, days: own }];
  });

const datesIn = (parts: readonly Part[]): readonly PlainDate[] =>
  parts.flatMap((part) => part.days.map(({ date }) => date));

/** `mercredis` when all of these days are; else null. */
function sameWeekday(dates: readonly PlainDate[]): string | null {
  const [first] = dates;
  return first && dates.every((date) => weekdayOf(date) === weekdayOf(first)) ? weekdayName(weekdayOf(first)) : null;
}

/**
 * As a parent counts: `23 mercredis × 3 enfants` where all the children have the same days, else `52 jours (Léa : 30,
 * Tom : 22)`.
 */
function amount(parts: readonly Part[]): string {
  const children = new Map<string, { readonly name: string; readonly dates: PlainDate[] }>();
  for (const { childId, firstName, days } of parts) {
    const { dates, name } = children.get(childId) ?? { name: firstName, dates: [] };
    children.set(childId, { name, dates: [...dates, ...days.map(({ date }) => date)].sort() });
  }
  const each = [...children.values()];
  const total = datesIn(parts).length;
  const [first, ...others] = each;
  if (!first) return days(0);
  const weekday = sameWeekday(first.dates);
  const own = first.dates.length;
  const counted = weekday === null ? days(own) : `${own}${nbsp}${weekday}${own > 1 ? "s" : ""}`;
  if (others.length === 0) return counted;
  const alike = new Set(first.dates).size === own && others.every(({ dates }) => dates.join() === first.dates.join());
  return alike
    ? `${counted}${nbsp}×${nbsp}${each.length}${nbsp}enfants`
    : `${days(total)} (${each.map(({ name, dates }) => `${name} : ${dates.length}`).join(", ")})`;
}

const titles: Readonly<Record<ReceiptOutcome, string>> = {
  booked: "Réservé",
  held: "Gardé, à payer",
  toApprove: "À valider par le guichet",
  waiting: "En liste d’attente",
  givenUp: "Annulé",
  refused: "Refusé",
};
const notes: Readonly<Partial<Record<ReceiptOutcome, string>>> = {
  held: "Votre porte-monnaie ne suffit pas : versez ce qui manque avant la fin du délai, et ces jours sont réservés.",
  toApprove: "La place est gardée. Le guichet vous répondra.",
  waiting: "Si une place se libère, elle vous sera proposée par e-mail et sur la page d’accueil.",
};

const what = ({ firstName, activityName, unitName }: Part): string => `${firstName} – ${activityName}, ${unitName}`;

/** Its days in one paragraph, those that wait each with its rank, those that are held each with its end. */
const dayWords = (part: Part): string =>
  part.days.some(({ position, until }) => position !== undefined || until !== undefined)
    ? part.days
        .map(
          ({ date, position, until }) =>
            `${dayWithYear(date)}${position === undefined ? "" : ` (n°${nbsp}${position})`}${until === undefined ? "" : ` (jusqu’au ${momentWords(until, null)})`}`,
        )
        .join(" ; ")
    : dayList(part.days.map(({ date }) => date));

const priceIn = (parts: readonly Part[]): Cents =>
  cents(parts.flatMap((part) => part.days).reduce((sum, { price = 0 }) => sum + price, 0));

/** What its days were booked for: ` (6,83 €)`, ` (6,83 € par jour, 20,49 € en tout)`; nothing where nothing is asked. */
function priceWords(part: Part): string {
  const prices = part.days.flatMap(({ price }) => price ?? []);
  const [first, ...others] = prices;
  if (first === undefined) return "";
  const all = `${priceInWords(priceIn([part]))} en tout`;
  if (others.length === 0) return ` (${priceInWords(first)})`;
  const alike = prices.length === part.days.length && others.every((one) => one === first);
  return alike ? ` (${priceInWords(first)} par jour, ${all})` : ` (${all})`;
}

/** By reason: `Léa – Mercredis, Journée : mercredi 2 décembre 2026. Les places de ce jour sont prises.` */
const whyWords = (part: Part): readonly string[] =>
  [...new Set(part.days.map(({ why }) => why))].map((why) => {
    const dates = part.days.filter((day) => day.why === why).map(({ date }) => date);
    return `${what(part)} : ${dayList(dates)}.${why === undefined ? "" : ` ${why}`}`;
  });

function section(groups: readonly NamedGroup[], outcome: ReceiptOutcome): readonly string[] {
  const parts = partsOf(groups, outcome);
  if (parts.length === 0) return [];
  const note = notes[outcome];
  return [
    `${titles[outcome]} : ${amount(parts)}, ${daySpan(datesIn(parts))}.${note === undefined ? "" : ` ${note}`}`,
    ...parts.flatMap((part) =>
      outcome === "refused" ? whyWords(part) : [`${what(part)} : ${dayWords(part)}${priceWords(part)}.`],
    ),
  ];
}

const inSubject: Readonly<Record<ReceiptOutcome, (count: number) => string>> = {
  booked: (count) => `${days(count)} réservé${count > 1 ? "s" : ""}`,
  held: (count) => `${days(count)} à payer`,
  toApprove: (count) => `${days(count)} à valider`,
  waiting: (count) => `${days(count)} en liste d’attente`,
  givenUp: (count) => `${days(count)} annulé${count > 1 ? "s" : ""}`,
  refused: (count) => `${days(count)} refusé${count > 1 ? "s" : ""}`,
};

function subjectOf(groups: readonly NamedGroup[]): string {
  const parts = receiptOutcomes.flatMap((outcome) => {
    const count = datesIn(partsOf(groups, outcome)).length;
    return count === 0 ? [] : [inSubject[outcome](count)];
  });
  return `Votre demande : ${list(parts)}`;
}

/** Of what is booked and of what staff is to approve. */
function totalWords(groups: readonly NamedGroup[]): readonly string[] {
  const parts = [...partsOf(groups, "booked"), ...partsOf(groups, "toApprove")];
  const asked = parts.some((part) => part.days.some(({ price }) => price !== undefined));
  return asked ? [`Total de ces réservations : ${priceInWords(priceIn(parts))}.`] : [];
}

const silence = (count: number): string =>
  `La demande s’est interrompue : ${days(count)} de plus ${count > 1 ? "étaient demandés" : "était demandé"}. Regardez dans « Mes réservations » ce qui est fait, puis demandez de nouveau ce qui manque.`;

const receipt: MailKind<ReceiptFacts> = {
  facts: receiptFacts,
  content: (frame, { at, groups, silent }) =>
    written({
      subject: subjectOf(groups),
      greeting,
      before: [
        `Voici ce qu’est devenue votre demande du ${momentWords(at, null)}.`,
        ...receiptOutcomes.flatMap((outcome) => section(groups, outcome)),
        ...totalWords(groups),
        ...(silent === 0 ? [] : [silence(silent)]),
      ],
      action: myBookings(frame),
      after: [question(frame)],
    }),
};

export const receiptMails = { receipt };

declare module "../mail/kinds.ts" {
  interface MailFacts {
    readonly receipt: ReceiptFacts;
  }
}
