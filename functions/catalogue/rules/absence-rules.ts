/**
 * What an absence changes on the bill. Data: `attendance/rules/due.ts` judges by it, the catalogue's file brings it in.
 *
 * An activity names its rules. Of each kind of absence they say what is still due of a booked day: all of it, a share,
 * nothing; and what makes it less: a word in time, a certificate sent in time, days that are due first, some free days a
 * period.
 */
import { rate, type Rate } from "../../kernel/exact.ts";
import type { AbsenceRulesId, DocumentKindId } from "../../kernel/ids.ts";
import type { AbsenceKind } from "./absence-kinds.ts";
import type { Deadline } from "./deadlines.ts";

/** Which days count towards days that are due first: every day, Monday to Friday less holidays, days of school. */
export const absenceCounts = ["calendar", "working", "school"] as const;
export type AbsenceCount = (typeof absenceCounts)[number];

/**
 * Délai de carence: so many first days of an absence are due. `paidBack`: once the absence lasts longer they are not due
 * either.
 */
export interface WaitingDays {
  readonly days: number;
  readonly count: AbsenceCount;
  readonly paidBack: boolean;
}

/** A certificate that is there within that time from the first day of the absence, and what is due first all the same. */
export interface CertificateStep {
  readonly within: { readonly number: number; readonly unit: "hours" | "days" };
  readonly waiting: WaitingDays | null;
}

/** What a kind of absence leaves due. */
export interface AbsenceRule {
  /** Of the price: 0 is nothing, 1,000,000 all of it. */
  readonly share: Rate;
  /** Told before that, nothing is due. */
  readonly toldBefore?: Deadline | undefined;
  /** By the time that a certificate took, shortest first; without one in time the share stays due. */
  readonly certificate: readonly CertificateStep[];
  /** Days that are due first, also without any certificate; later ones are not. */
  readonly waiting: WaitingDays | null;
  /** So many days of absence a period are not due. */
  readonly free?: { readonly days: number; readonly per: "month" | "schoolYear" } | undefined;
}

/** The rules of some activities. What says nothing of a kind leaves it due, but for what nobody could help. */
export interface AbsenceRules {
  readonly id: AbsenceRulesId;
  readonly name: string;
  /** The child's supporting document that is the certificate of an absence; absent: none can be sent. */
  readonly document?: DocumentKindId | undefined;
  readonly kinds: Readonly<Partial<Record<AbsenceKind, AbsenceRule>>>;
}

/** What leaves nothing due unless the town says otherwise: it is not the family that kept the child away. */
export const usuallyFree: ReadonlySet<AbsenceKind> = new Set<AbsenceKind>([
  "closure",
  "strike",
  "outing",
  "teacherAway",
  "sentHome",
]);

const whole = rate(1_000_000);
/** Of what a town's file says nothing: all is due, but for what no family could help. */
export const usualRule = (kind: AbsenceKind): AbsenceRule => ({
  share: usuallyFree.has(kind) ? rate(0) : whole,
  certificate: [],
  waiting: null,
});

export const ruleOf = (rules: AbsenceRules | null, kind: AbsenceKind): AbsenceRule =>
  rules?.kinds[kind] ?? usualRule(kind);
