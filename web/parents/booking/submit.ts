/** Confirms a basket: cancellations first, since they make room for what is booked in their place, then bookings. */
import type { LineAnswer } from "../../../functions/contract/bookings.ts";
import type { ActivityId } from "../../../functions/domain/ids.ts";
import type { Call } from "../../shared/api/client.ts";
import { asProblem, type Problem } from "../../shared/api/problem.ts";
import { requestFor, type Draft } from "./draft.ts";
import { cellsOf, keyOf, type Selection, type Wish } from "./selection.ts";

export interface Outcome {
  readonly lines: readonly LineAnswer[];
  /** Why some lines have no answer. */
  readonly problem: Problem | null;
}

export interface SubmitDeps {
  readonly call: Call;
  readonly newKey: () => string;
  /** Keeps the unanswered requests, before each is sent and after each answer. */
  readonly keep: (unanswered: Draft["unanswered"]) => void;
}

const routes = { book: "bookings.book", cancel: "bookings.cancel" } as const;
/** As many lines as the contract admits in one request. */
const mostLines = 200;

export async function submit(deps: SubmitDeps, activityId: ActivityId, selection: Selection, before: Draft["unanswered"]): Promise<Outcome> {
  let unanswered = before;
  const keep = (wish: Wish, request: Draft["unanswered"][Wish]): void => {
    unanswered = { ...unanswered, [wish]: request };
    deps.keep(unanswered);
  };
  const lines: LineAnswer[] = [];
  for (const wish of ["cancel", "book"] as const) {
    const cells = cellsOf(selection, wish).slice(0, mostLines);
    if (cells.length === 0) continue;
    const request = requestFor(unanswered[wish], cells.map(keyOf), deps.newKey);
    keep(wish, request);
    try {
      const answer = await deps.call(routes[wish], { body: { requestKey: request.key, lines: cells.map((cell) => ({ ...cell, activityId })) }, repeatable: true });
      lines.push(...answer.lines);
      keep(wish, undefined);
    } catch (thrown) {
      const problem = asProblem(thrown);
      // The key stands for another content: the next attempt needs its own.
      if (problem.is("request.reused")) keep(wish, undefined);
      return { lines, problem };
    }
  }
  return { lines, problem: null };
}
