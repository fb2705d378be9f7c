/** A basket's answers, line by line: as its record keeps them, and as whoever sent it reads them. */
import { unitKey } from "../../catalogue/rules/units.ts";
import type { Reader } from "../../catalogue/words.fr.ts";
import type { ChildId } from "../../kernel/ids.ts";
import type { Cents } from "../../kernel/money.ts";
import type { BasketAnswer, BookingLine, RefusalView } from "../contract/basket.ts";
import type { RequestToken } from "../rules/child-day.ts";
import type { IdempotencyRecord, Receipt } from "../store/idempotency.ts";
import { Refusals } from "../views.ts";
import type { Facts, LineResult } from "./facts.ts";

/** The lines of a basket as its record keeps them, each child and unit once. */
export function receiptOf(requestToken: RequestToken, lines: readonly BookingLine[]): Receipt {
  const of: Receipt["of"] = [];
  const ranks = new Map<string, number>();
  const on = lines.map(({ childId, activityId, unitId, date }): Receipt["on"][number] => {
    const unit = unitKey(activityId, unitId);
    const rank = ranks.get(`${childId} ${unit}`) ?? of.push({ childId, unit }) - 1;
    ranks.set(`${childId} ${unit}`, rank);
    return [rank, date];
  });
  return { requestToken, of, on };
}

export function answeredOf(
  results: readonly (LineResult & { readonly price?: Cents })[],
  { digest, receipt }: { readonly digest: string; readonly receipt: Receipt | null },
  { at, by }: Facts["act"],
  reader: Reader,
): IdempotencyRecord {
  const refusals = new Refusals(at, reader);
  const lines = results.map((result) => ({
    outcome: result.outcome,
    ...(result.outcome === "waiting" ? { position: result.position } : {}),
    ...(result.outcome === "held" ? { until: result.until } : {}),
    ...(result.outcome === "refused" ? { refusal: refusals.indexOf(result.refusal) } : {}),
    ...(result.price === undefined ? {} : { price: result.price }),
  }));
  return { digest, lines, refusals: refusals.views, at, by, ...(receipt ? { receipt } : {}) };
}

/** `unknown`: children of whom the sender may know nothing, and what is said of one that is not there. */
export function answerOf(
  lines: readonly BookingLine[],
  { lines: answers, refusals }: IdempotencyRecord,
  unknown: { readonly children: Pick<ReadonlySet<ChildId>, "has">; readonly refusal: RefusalView },
): BasketAnswer {
  return {
    lines: lines.map(({ childId, activityId, unitId, date }, index) => {
      // Answers that were given before the sender was shut out of the child's file are not given again.
      if (unknown.children.has(childId))
        return { childId, activityId, unitId, date, outcome: "refused", refusal: unknown.refusal };
      const answer = answers[index];
      if (!answer) throw new Error("A recorded request has fewer answers than lines");
      const refusal: RefusalView | undefined = answer.refusal === undefined ? undefined : refusals[answer.refusal];
      return {
        childId,
        activityId,
        unitId,
        date,
        outcome: answer.outcome,
        ...(answer.position === undefined ? {} : { position: answer.position }),
        ...(answer.until === undefined ? {} : { until: answer.until }),
        ...(refusal ? { refusal } : {}),
        ...(answer.price === undefined ? {} : { price: answer.price }),
      };
    }),
  };
}
