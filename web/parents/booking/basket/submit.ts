/** Confirms a basket, whatever its activities: what is given up first, since that makes room, then what is booked. */
import type { LineAnswer } from "../../../../functions/booking/contract/basket.ts";
import type { Call } from "../../../shared/api/client.ts";
import { asProblem, type Problem } from "../../../shared/api/problem.ts";
import { sendingFor, type Unanswered } from "./keptBasket.ts";
import { keyOf, type Line } from "./selection.ts";

export interface Outcome {
  readonly lines: readonly LineAnswer[];
  /** Why some lines have no answer. */
  readonly problem: Problem | null;
}

interface SubmitDeps {
  readonly call: Call;
  readonly newKey: () => string;
  /** Keeps what is not answered yet, before each sending and after each answer. */
  readonly keep: (unanswered: readonly Unanswered[]) => void;
}

/** As many lines as the contract admits in one basket. */
export const mostLines = 200;

export const inBaskets = <T>(lines: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(lines.length / mostLines) }, (_, index) =>
    lines.slice(index * mostLines, (index + 1) * mostLines),
  );

/** A line as the contract has it. */
export const wishLine = ({ cell, wish }: Line) => (wish === "wait" ? { ...cell, ifFull: "wait" as const } : cell);

const nameOf = ({ cell, wish }: Line): string => `${wish}|${keyOf(cell)}`;

export async function submit(
  { call, newKey, keep }: SubmitDeps,
  lines: readonly Line[],
  before: readonly Unanswered[],
): Promise<Outcome> {
  let unanswered = before;
  const given = inBaskets(lines.filter(({ wish }) => wish === "cancel")).map((part) => ({ part, booking: false }));
  const booked = inBaskets(lines.filter(({ wish }) => wish !== "cancel")).map((part) => ({ part, booking: true }));
  const answers: LineAnswer[] = [];
  for (const { part, booking } of [...given, ...booked]) {
    const sending = sendingFor(unanswered, part.map(nameOf), newKey);
    const others = unanswered.filter(({ key }) => key !== sending.key);
    unanswered = [...others, sending];
    keep(unanswered);
    try {
      const sent = booking
        ? await call("booking.book", {
            body: { idempotencyKey: sending.key, lines: part.map(wishLine) },
            repeatable: true,
          })
        : await call("booking.cancel", {
            body: { idempotencyKey: sending.key, lines: part.map(({ cell }) => cell) },
            repeatable: true,
          });
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
