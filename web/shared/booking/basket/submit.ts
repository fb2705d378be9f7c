/**
 * Confirms a basket, whatever its activities: what is given up first, since that makes room, then what is booked. Where
 * days go together, what is given up and what is booked instead are one request: the server judges what both leave.
 */
import type { BasketAnswer, BookingLine, LineAnswer, WishLine } from "../../../../functions/booking/contract/basket.ts";
import type { ActivityId, IdempotencyKey } from "../../../../functions/kernel/ids.ts";
import { asProblem, type Problem } from "../../api/problem.ts";
import { sendingFor, type Unanswered } from "./keptBasket.ts";
import { keyOf, type Line } from "./selection.ts";

export interface Outcome {
  readonly lines: readonly LineAnswer[];
  /** Why some lines have no answer. */
  readonly problem: Problem | null;
}

interface Sent<L> {
  readonly idempotencyKey: IdempotencyKey;
  readonly lines: L[];
}

/** How baskets are sent: by a family, or by staff for one. */
export interface Sending {
  readonly book: (basket: Sent<WishLine>) => Promise<BasketAnswer>;
  readonly cancel: (basket: Sent<BookingLine>) => Promise<BasketAnswer>;
}

interface SubmitDeps {
  readonly send: Sending;
  readonly newKey: () => string;
  /** Keeps what is not answered yet, before each sending and after each answer. */
  readonly keep: (unanswered: readonly Unanswered[]) => void;
}

/** As many lines as the contract admits in one basket. */
export const mostLines = 200;

/** Lines in as few baskets as hold them; those of the same name, which may go together, in one. */
export function inBaskets<T>(lines: readonly T[], nameOf: (line: T) => string): readonly (readonly T[])[] {
  if (lines.length <= mostLines) return lines.length === 0 ? [] : [lines];
  const named = new Map<string, T[]>();
  for (const line of lines) named.set(nameOf(line), [...(named.get(nameOf(line)) ?? []), line]);
  const baskets: T[][] = [];
  for (const items of named.values())
    for (let from = 0; from < items.length; from += mostLines) {
      const part = items.slice(from, from + mostLines);
      const roomy = baskets.find((basket) => basket.length + part.length <= mostLines);
      if (roomy) roomy.push(...part);
      else baskets.push([...part]);
    }
  return baskets;
}

/** Lines of one child and activity are judged together. */
export const inOneBasket = ({ cell }: Line): string => `${cell.childId} ${cell.activityId}`;

/** A line as the contract has it. */
export function wishLine({ cell, wish }: Line) {
  if (wish === "cancel") return { ...cell, giveUp: true as const };
  return wish === "wait" ? { ...cell, ifFull: "wait" as const } : cell;
}

const nameOf = ({ cell, wish }: Line): string => `${wish}|${keyOf(cell)}`;

export async function submit(
  { send, newKey, keep }: SubmitDeps,
  lines: readonly Line[],
  before: readonly Unanswered[],
  together: ReadonlySet<ActivityId> = new Set(),
): Promise<Outcome> {
  let unanswered = before;
  const isGiven = ({ cell, wish }: Line): boolean => wish === "cancel" && !together.has(cell.activityId);
  const given = inBaskets(lines.filter(isGiven), inOneBasket).map((part) => ({ part, booking: false }));
  const booked = inBaskets(
    lines.filter((line) => !isGiven(line)),
    inOneBasket,
  ).map((part) => ({ part, booking: true }));
  const answers: LineAnswer[] = [];
  for (const { part, booking } of [...given, ...booked]) {
    const sending = sendingFor(unanswered, part.map(nameOf), newKey);
    const others = unanswered.filter(({ key }) => key !== sending.key);
    unanswered = [...others, sending];
    keep(unanswered);
    try {
      const sent = booking
        ? await send.book({ idempotencyKey: sending.key, lines: part.map(wishLine) })
        : await send.cancel({ idempotencyKey: sending.key, lines: part.map(({ cell }) => cell) });
      answers.push(...sent.lines);
      unanswered = others;
      keep(unanswered);
    } catch (thrown) {
      const problem = asProblem(thrown);
      // The key stands for another content: the next attempt needs its own.
      if (problem.is("idempotencyKey.reused")) keep(others);
      return { lines: answers, problem };
    }
  }
  return { lines: answers, problem: null };
}
