/**
 * What a family's confirmation has brought, day by day, as its receipt tells it: from the answers it was given; or, when
 * the request died before it could answer, from the children's days, since each unit says which request moved it.
 */
import type { ChildId, Instant, PlainDate, UnitKey } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { ChildDay, RequestToken, UnitState } from "./child-day.ts";

/**
 * What a day of a receipt can be. `held`: until it is paid. `booked` says as well that an offered place was accepted; `givenUp` is what a basket gives up
 * for what it takes.
 */
export const receiptOutcomes = ["booked", "held", "toApprove", "waiting", "givenUp", "refused"] as const;
export type ReceiptOutcome = (typeof receiptOutcomes)[number];

/** One unit of one child on one day. */
export interface ReceiptLine {
  readonly childId: ChildId;
  readonly unit: UnitKey;
  readonly date: PlainDate;
  readonly outcome: ReceiptOutcome;
  /** On the waiting list. */
  readonly position?: number | undefined;
  /** Until when it is held. */
  readonly until?: Instant | undefined;
  /** What it was booked for. */
  readonly price?: Cents | undefined;
  /** Why not: the sentence that the page showed. */
  readonly why?: string | undefined;
}

const outcomes = {
  booked: "booked",
  held: "held",
  accepted: "booked",
  toApprove: "toApprove",
  waiting: "waiting",
  cancelled: "givenUp",
} as const;
const isTold = (outcome: string): outcome is keyof typeof outcomes => Object.hasOwn(outcomes, outcome);

/** How an answer's outcome is told. */
export const toldAs = (outcome: string): ReceiptOutcome => (isTold(outcome) ? outcomes[outcome] : "refused");

const moved = ({ requestToken, claim }: UnitState, by: RequestToken): boolean =>
  requestToken === by || claim?.requestToken === by;

const standing = { booked: "booked", pending: "toApprove", waiting: "waiting" } as const;

/**
 * What a request has made of a unit, as the child's day stands; null when nothing of it stands. What it has given up cannot be
 * told from what it took and gave back: neither is said.
 */
export function madeOf(
  day: ChildDay,
  unit: UnitKey,
  by: RequestToken,
): (UnitState & { readonly outcome: (typeof standing)[keyof typeof standing] | "held" }) | null {
  const state = day.units.get(unit);
  if (!state || !moved(state, by)) return null;
  const { status, toPay } = state;
  if (toPay) return { ...state, outcome: "held" };
  return status === "none" || status === "offered" ? null : { ...state, outcome: standing[status] };
}

/** Days of one child and one unit, in order. */
export interface ReceiptGroup {
  readonly childId: ChildId;
  readonly unit: UnitKey;
  readonly days: readonly Omit<ReceiptLine, "childId" | "unit">[];
}

/** By child and unit, each in the order of its days; two lines of one day that say the same are one. */
export function grouped(lines: readonly ReceiptLine[]): readonly ReceiptGroup[] {
  const groups = new Map<
    string,
    { readonly group: ReceiptGroup; readonly days: Map<string, ReceiptGroup["days"][number]> }
  >();
  for (const { childId, unit, ...day } of lines) {
    const name = `${childId} ${unit}`;
    const found = groups.get(name) ?? { group: { childId, unit, days: [] }, days: new Map() };
    found.days.set(`${day.date} ${day.outcome} ${day.why ?? ""}`, day);
    groups.set(name, found);
  }
  return [...groups.values()].map(({ group, days }) => ({
    ...group,
    days: [...days.values()].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0)),
  }));
}

/** The lines that no group says anything of. */
export function notAmong(
  lines: readonly ReceiptLine[],
  groups: readonly {
    readonly childId: string;
    readonly unit: string;
    readonly days: readonly { readonly date: string }[];
  }[],
): readonly ReceiptLine[] {
  const told = new Set(
    groups.flatMap(({ childId, unit, days }) => days.map(({ date }) => `${childId} ${unit} ${date}`)),
  );
  return lines.filter(({ childId, unit, date }) => !told.has(`${childId} ${unit} ${date}`));
}
