/**
 * What a family is asked for a period by a collection account, and why: pure.
 *
 * Each run states what has come to be due since the last one. Of the period itself that is every charge; of periods that
 * were stated before, only what differs from what then stood: a booking that was given back, a price that is another one.
 * Such a difference is two lines, which name what they correct: the old line taken back whole, and the new one. Nothing that
 * was stated is ever changed, and whatever changes afterwards, and however often, the lines of all statements together are
 * what is due: no cent is made or lost.
 *
 * A statement whose sum is below the account's threshold, nothing, or a credit, is no invoice: it waits, and the next one
 * carries it with all its lines.
 */
import type { AbsenceKind } from "../../catalogue/rules/absence-kinds.ts";
import type { ActivityId, ChildId, PlainDate, PlainMonth, TariffId, UnitId } from "../../kernel/ids.ts";
import type { LocalTime } from "../../kernel/time.ts";
import { cents, type Cents } from "../../kernel/money.ts";
import type { Payer } from "../../price/rules/circumstances.ts";
import { lessened, type SplitAmounts } from "../../price/rules/split.ts";

/** What was noted of a child. */
export interface Attended {
  readonly arrived?: LocalTime | undefined;
  readonly left?: LocalTime | undefined;
  readonly absent?: AbsenceKind | undefined;
}

/** What is not the day itself: a child came whom nobody had booked, or it was collected after the end. */
export const otherCharges = ["unbooked", "latePickUp"] as const;

/** What one child's unit of one day costs, as the tariff says and its absence leaves due. */
export interface Charge {
  /** Absent: what was booked. */
  readonly what?: (typeof otherCharges)[number] | undefined;
  /** Another household of the child booked it: this one pays its part (shares.ts). */
  readonly ofOther?: true | undefined;
  readonly childId: ChildId;
  readonly firstName: string;
  readonly date: PlainDate;
  readonly activityId: ActivityId;
  readonly activityName: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly unitPrice: Cents;
  /** Of an absence that leaves less due: the whole price. */
  readonly whole?: Cents | undefined;
  readonly attended?: Attended | undefined;
  /** Why, in the words that the family read or would have read. */
  readonly reasons: readonly string[];
  /** What of the unit price is for minding the child and for its meal; absent: nobody said, or it is no day of care. */
  readonly split?: SplitAmounts | undefined;
  /** What others pay of it, beside the unit price; absent: nobody does. */
  readonly helps?: readonly PaidByOther[] | undefined;
  /** The edition that it was counted by. */
  readonly tariff: { readonly id: TariffId; readonly effectiveFrom: PlainDate };
}

/** `amount`, of a price that would have been `of`. */
export interface PaidByOther {
  readonly payer: Payer;
  readonly name: string | null;
  readonly amount: Cents;
  readonly of: Cents;
}

/** Names a line for good: the period of its statement, and its rank there. */
export interface LineName {
  readonly period: PlainMonth;
  readonly rank: number;
}

/** One line: `quantity` times `unitPrice` is `amount`, always. */
export interface Line extends Charge {
  /** −1: what was stated before is taken back. */
  readonly quantity: 1 | -1;
  readonly amount: Cents;
  /** What it corrects: of a line that takes back, that very line; of the one that replaces it, the same. */
  readonly corrects?: LineName | undefined;
}

/** A line as it was stated. */
export interface StatedLine extends Line, LineName {}

/** What a charge is of: at most one such charge is due. A day that nobody had booked is the day itself all the same. */
export const subjectOf = ({
  childId,
  date,
  activityId,
  unitId,
  what,
  ofOther,
}: Pick<Charge, "childId" | "date" | "activityId" | "unitId" | "what" | "ofOther">): string =>
  `${date}#${childId}#${activityId}/${unitId}${what === "latePickUp" ? "#late" : ""}${ofOther ? "#other" : ""}`;

const nameText = ({ period, rank }: LineName): string => `${period}#${rank}`;

/** The lines that no other has taken back. */
export function standing(stated: readonly StatedLine[]): readonly StatedLine[] {
  const back = new Set(
    stated.flatMap(({ quantity, corrects }) => (quantity === -1 && corrects ? [nameText(corrects)] : [])),
  );
  return stated.filter((line) => line.quantity === 1 && !back.has(nameText(line)));
}

const byDay = (one: Charge, other: Charge): number => (subjectOf(one) < subjectOf(other) ? -1 : 1);

export interface Due {
  /** Of the days that the run looks at. */
  readonly charges: readonly Charge[];
  /** Subjects of which nobody can say the price today: what was stated of them stays. */
  readonly unknown: ReadonlySet<string>;
}

const takenBack = ({ period, rank, amount, unitPrice, ...line }: StatedLine): Line => ({
  ...line,
  quantity: -1,
  unitPrice,
  amount: cents(0 - amount),
  corrects: { period, rank },
});

const sameHelps = ({ helps: some = [] }: Charge, { helps: others = [] }: Charge): boolean =>
  some.length === others.length &&
  some.every((one, rank) => {
    const other = others[rank];
    return other?.payer === one.payer && other.name === one.name && other.amount === one.amount;
  });

/**
 * The lines that make what is stated what is due. `stated`: every line of those days in any statement of the account.
 */
export function linesDue({ charges, unknown }: Due, stated: readonly StatedLine[]): readonly Line[] {
  const before = Map.groupBy(standing(stated), subjectOf);
  const due = new Map(charges.map((charge) => [subjectOf(charge), charge]));
  const lines: Line[] = [];
  for (const [subject, old] of before) {
    const now = due.get(subject);
    const [first] = old;
    if (unknown.has(subject) || !first) continue;
    if (now && old.length === 1 && first.unitPrice === now.unitPrice && sameHelps(first, now)) continue;
    lines.push(...old.map(takenBack));
    if (now)
      lines.push({
        ...now,
        quantity: 1,
        amount: now.unitPrice,
        corrects: { period: first.period, rank: first.rank },
      });
  }
  for (const [subject, charge] of due)
    if (!before.has(subject)) lines.push({ ...charge, quantity: 1, amount: charge.unitPrice });
  // What takes back before what replaces it.
  return lines.sort((one, other) =>
    subjectOf(one) === subjectOf(other) ? one.quantity - other.quantity : byDay(one, other),
  );
}

export const sumOf = (amounts: readonly Cents[]): Cents => cents(amounts.reduce<number>((sum, one) => sum + one, 0));

/** A statement that waits for the next one, as the next one needs it. */
export interface Waiting {
  readonly period: PlainMonth;
  /** Of a credit note: which of that month. */
  readonly note?: number | undefined;
  readonly own: Cents;
}

export interface Outcome {
  /** Of its own lines. */
  readonly own: Cents;
  /** Those that waited, which an invoice then carries. */
  readonly carried: readonly Waiting[];
  readonly total: Cents;
  /** Whether it is an invoice; else it waits with those that waited. */
  readonly issued: boolean;
}

/** Whether a sum is collected: nothing and credits never are. */
const isCollected = (total: Cents, threshold: Cents | null): boolean => total > 0 && total >= (threshold ?? 0);

/** What becomes of a statement; null when there is nothing to state. */
export function outcomeOf(
  lines: readonly Line[],
  waiting: readonly Waiting[],
  threshold: Cents | null,
): Outcome | null {
  if (lines.length === 0) return null;
  const own = sumOf(lines.map(({ amount }) => amount));
  const total = sumOf([own, ...waiting.map((one) => one.own)]);
  return { own, carried: waiting, total, issued: isCollected(total, threshold) };
}

/** What the office leaves due of something that was asked, whatever the tariff says. */
export interface Remission {
  readonly due: Cents;
  readonly reason: string;
}

const remissionWords = ({ reason }: Remission): string => `remise du guichet : ${reason}`;

/** A charge, less what the office has remitted of it. */
export const remitted = <C extends Charge>(charge: C, remission: Remission | undefined): C =>
  remission && remission.due < charge.unitPrice
    ? {
        ...charge,
        unitPrice: remission.due,
        whole: charge.whole ?? charge.unitPrice,
        ...(charge.split ? { split: lessened(charge.split, charge.unitPrice, remission.due) } : {}),
        reasons: [...charge.reasons, remissionWords(remission)],
      }
    : charge;

/** The lines of a credit note: the line taken back whole, and what is left due of it. */
export function creditOf(line: StatedLine, remission: Remission): readonly [Line, Line] {
  const { period, rank, quantity: _, amount: _amount, corrects: _corrects, ...charge } = line;
  const now = remitted(charge, remission);
  return [takenBack(line), { ...now, quantity: 1, amount: now.unitPrice, corrects: { period, rank } }];
}

export interface ChildAmount {
  readonly childId: ChildId;
  readonly firstName: string;
  readonly amount: Cents;
}

/** What each child costs, in the order in which they first stand. */
export const byChild = (lines: readonly Line[]): readonly ChildAmount[] =>
  [...Map.groupBy(lines, ({ childId }) => childId)].map(([childId, own]) => ({
    childId,
    firstName: own.at(-1)?.firstName ?? childId,
    amount: sumOf(own.map(({ amount }) => amount)),
  }));
