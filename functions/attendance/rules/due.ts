/**
 * What is due of each booked day, in which share, and why. One function, for whoever bills and for whoever asks before: it
 * knows no clock, no price and no table.
 *
 * An absence lasts from its first day to its last: booked days of one activity that follow each other with the same
 * reason, none of them attended in between, and nothing but days on which the activity does not run (a week-end, a
 * Wednesday). Days that are due first are counted from the day on which it began, by the days that its rule counts.
 */
import {
  ruleOf,
  type AbsenceCount,
  type AbsenceRule,
  type AbsenceRules,
  type WaitingDays,
} from "../../catalogue/rules/absence-rules.ts";
import type { AbsenceKind } from "../../catalogue/rules/absence-kinds.ts";
import { deadlineInstant, type DeadlineSubject } from "../../catalogue/rules/deadlines.ts";
import { calendarOn, type SchoolCalendar } from "../../calendar/rules/school-calendar.ts";
import { rate, type Rate } from "../../kernel/exact.ts";
import type { ActivityId, Instant, PlainDate } from "../../kernel/ids.ts";
import { addDays, daysFrom, localToInstant, minuteOver, plusHours, weekdayOf } from "../../kernel/time.ts";

/** An absence as it is known of one booked day. */
export interface KnownAbsence {
  readonly kind: AbsenceKind;
  /** When the family said so; absent: nobody did. */
  readonly toldAt?: Instant | undefined;
  /** First and last day that it said, where that is more than the days booked. */
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  /** When the certificate was sent that staff has accepted. */
  readonly certificateAt?: Instant | undefined;
}

/** A booked day of one child. */
export interface BookedDay {
  readonly activityId: ActivityId;
  /** The day, and what a deadline is counted from on it. */
  readonly subject: DeadlineSubject;
  /** The rules that its activity names, as they hold that day. */
  readonly rules: AbsenceRules | null;
  /** Null: the child came, or nobody says that it did not. */
  readonly absence: KnownAbsence | null;
}

/** Why a day is due, or is not. */
export type DueReason =
  /** It is booked. */
  | { readonly kind: "booked" }
  /** The absence leaves that share due, whatever else. */
  | { readonly kind: "rule"; readonly absence: AbsenceKind; readonly share: Rate }
  | { readonly kind: "toldInTime"; readonly toldAt: Instant; readonly until: Instant }
  | {
      readonly kind: "certificate";
      readonly sentAt: Instant;
      readonly within: AbsenceRule["certificate"][number]["within"];
    }
  | { readonly kind: "certificateLate"; readonly sentAt: Instant; readonly by: Instant }
  | { readonly kind: "certificateMissing"; readonly by: Instant }
  /** Among the days that are due first. */
  | { readonly kind: "waiting"; readonly rank: number; readonly waiting: WaitingDays }
  | { readonly kind: "afterWaiting"; readonly rank: number; readonly waiting: WaitingDays }
  /** Due first, and not any more, since the absence lasted longer. */
  | { readonly kind: "paidBack"; readonly length: number; readonly waiting: WaitingDays }
  | { readonly kind: "free"; readonly rank: number; readonly days: number; readonly per: "month" | "schoolYear" };

export interface DueDay {
  readonly day: BookedDay;
  /** Of the price: 0 nothing, 1,000,000 all of it. */
  readonly share: Rate;
  /** Why, last word last. */
  readonly reasons: readonly DueReason[];
}

const nothing = rate(0);
const whole = rate(1_000_000);

interface Spell {
  readonly kind: AbsenceKind;
  readonly from: PlainDate;
  to: PlainDate;
  readonly startsAt: DeadlineSubject["startsAt"];
  /** When it was said first, and the certificate that came first: one is enough for all of it. */
  certificateAt: Instant | undefined;
  readonly days: BookedDay[];
}

const earliest = <T extends string>(one: T | undefined, other: T | undefined): T | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

const byMoment = (one: BookedDay, other: BookedDay): number =>
  `${one.subject.date} ${one.subject.startsAt}` < `${other.subject.date} ${other.subject.startsAt}` ? -1 : 1;

/** Longest gap between two days of one absence: a week-end with a bridge, and no holidays. */
const longestGap = 4;

/** Whether an absence goes on with that day: it was said to last until then, or nobody could come in between. */
function follows({ to }: Spell, { absence, subject: { date, facts } }: BookedDay): boolean {
  const next = absence?.from !== undefined && absence.from < date ? absence.from : date;
  const between = daysFrom(addDays(to, 1), addDays(next, -1));
  return between.length <= longestGap && !between.some(facts.isOpeningDay);
}

/** The absences of one activity, each with its days. */
function spellsOf(days: readonly BookedDay[]): readonly Spell[] {
  const spells: Spell[] = [];
  let goesOn = false;
  for (const day of days) {
    const { absence, subject } = day;
    const current = goesOn ? spells.at(-1) : undefined;
    goesOn = absence !== null;
    if (!absence) continue;
    const to = absence.to !== undefined && absence.to > subject.date ? absence.to : subject.date;
    if (current?.kind === absence.kind && follows(current, day)) {
      current.days.push(day);
      current.to = current.to > to ? current.to : to;
      current.certificateAt = earliest(current.certificateAt, absence.certificateAt);
      continue;
    }
    const before = absence.from !== undefined && absence.from < subject.date ? absence.from : undefined;
    spells.push({
      kind: absence.kind,
      from: before ?? subject.date,
      to,
      startsAt: before === undefined ? subject.startsAt : "00:00",
      certificateAt: absence.certificateAt,
      days: [day],
    });
  }
  return spells;
}

/** Which day of the absence that is, by the days that count; 0 before the first. */
function rankOf(from: PlainDate, date: PlainDate, count: AbsenceCount, { facts }: DeadlineSubject): number {
  const counts: Record<AbsenceCount, (day: PlainDate) => boolean> = {
    calendar: () => true,
    working: (day) => weekdayOf(day) <= 5 && !facts.isPublicHoliday(day),
    school: (day) => facts.isSchoolDay(day),
  };
  return daysFrom(from, date).filter(counts[count]).length;
}

/** Until when a certificate is in time. */
const certificateBy = (
  { from, startsAt }: Spell,
  { number, unit }: { readonly number: number; readonly unit: "hours" | "days" },
): Instant =>
  unit === "hours" ? plusHours(localToInstant(from, startsAt), number) : localToInstant(addDays(from, number), "23:59");

interface Judged {
  readonly share: Rate;
  readonly reasons: readonly DueReason[];
}

function waited(spell: Spell, day: BookedDay, waiting: WaitingDays, share: Rate): Judged {
  const rank = rankOf(spell.from, day.subject.date, waiting.count, day.subject);
  if (rank > waiting.days) return { share: nothing, reasons: [{ kind: "afterWaiting", rank, waiting }] };
  const length = rankOf(spell.from, spell.to, waiting.count, day.subject);
  if (waiting.paidBack && length > waiting.days)
    return { share: nothing, reasons: [{ kind: "paidBack", length, waiting }] };
  return { share, reasons: [{ kind: "waiting", rank, waiting }] };
}

/** What the certificate makes of it; null: the kind asks for none. */
function certified(spell: Spell, day: BookedDay, { certificate, waiting, share }: AbsenceRule): Judged | null {
  const last = certificate.at(-1);
  if (!last) return null;
  const { certificateAt } = spell;
  const step =
    certificateAt === undefined
      ? undefined
      : certificate.find(({ within }) => !minuteOver(certificateBy(spell, within), certificateAt));
  if (certificateAt !== undefined && step) {
    const inTime: DueReason = { kind: "certificate", sentAt: certificateAt, within: step.within };
    const first = step.waiting ?? waiting;
    if (!first) return { share: nothing, reasons: [inTime] };
    const judged = waited(spell, day, first, share);
    return { ...judged, reasons: [inTime, ...judged.reasons] };
  }
  const by = certificateBy(spell, last.within);
  return {
    share,
    reasons: [
      certificateAt === undefined
        ? { kind: "certificateMissing", by }
        : { kind: "certificateLate", sentAt: certificateAt, by },
    ],
  };
}

/** One day of an absence, but for the free days of a period. */
function judgeDay(spell: Spell, day: BookedDay): Judged {
  const rule = ruleOf(day.rules, spell.kind);
  const { share, toldBefore, waiting } = rule;
  const toldAt = day.absence?.toldAt;
  if (toldBefore && toldAt !== undefined) {
    const until = deadlineInstant(toldBefore, day.subject);
    if (!minuteOver(until, toldAt)) return { share: nothing, reasons: [{ kind: "toldInTime", toldAt, until }] };
  }
  const whatever: DueReason = { kind: "rule", absence: spell.kind, share };
  if (share === nothing) return { share, reasons: [whatever] };
  const judged = certified(spell, day, rule) ?? (waiting ? waited(spell, day, waiting, share) : null);
  if (!judged) return { share, reasons: [whatever] };
  return judged.share === nothing ? judged : { share: judged.share, reasons: [...judged.reasons, whatever] };
}

/** The school year that a day is in. */
export function schoolYearOf(date: PlainDate, calendars: readonly SchoolCalendar[]): string {
  const year = Number(date.slice(0, 4));
  return (
    calendarOn(date, calendars)?.schoolYear ??
    (date.slice(5) >= "09-01" ? `${year}-${year + 1}` : `${year - 1}-${year}`)
  );
}

const periodOf = (date: PlainDate, per: "month" | "schoolYear", calendars: readonly SchoolCalendar[]): string =>
  per === "month" ? date.slice(0, 7) : schoolYearOf(date, calendars);

/**
 * What is due of each booked day of one child. `days`: all that one child has booked, in any order, from the first day
 * whose absence may still last, or of whose period free days are counted.
 */
export function dueOf(days: readonly BookedDay[], calendars: readonly SchoolCalendar[]): readonly DueDay[] {
  const byActivity = new Map<ActivityId, BookedDay[]>();
  for (const day of days) byActivity.set(day.activityId, [...(byActivity.get(day.activityId) ?? []), day]);
  const judged = new Map<BookedDay, Judged>();
  for (const own of byActivity.values()) {
    /** Days of a period that were free, by kind of absence. */
    const used = new Map<string, Set<PlainDate>>();
    for (const spell of spellsOf([...own].sort(byMoment)))
      for (const day of spell.days) {
        const first = judgeDay(spell, day);
        const { free } = ruleOf(day.rules, spell.kind);
        if (first.share === nothing || !free) {
          judged.set(day, first);
          continue;
        }
        const { date } = day.subject;
        const name = `${spell.kind} ${periodOf(date, free.per, calendars)}`;
        const dates = used.get(name) ?? new Set<PlainDate>();
        if (dates.size < free.days || dates.has(date)) {
          used.set(name, dates.add(date));
          judged.set(day, { share: nothing, reasons: [{ kind: "free", rank: dates.size, ...free }] });
        } else judged.set(day, first);
      }
  }
  return days.map((day) => ({
    day,
    ...(judged.get(day) ?? { share: whole, reasons: [{ kind: "booked" as const }] }),
  }));
}
