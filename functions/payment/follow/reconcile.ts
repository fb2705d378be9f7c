/**
 * Every few minutes attempts without a result are looked up at the treasury's: whoever paid and closed the tab, and whose
 * notification never came, is settled all the same.
 */
import type { Log } from "../../kernel/log.ts";
import { isDue } from "../rules/attempt.ts";
import { readOpenAttempts } from "../store/attempts.ts";
import { settle, type Settling } from "../use-cases/settle.ts";

export interface Reconciling extends Settling {
  readonly log: Log;
}

/** Answers in a row that did not come: the service is away, and the rest waits for the next time. */
const mostAway = 3;

export async function reconcilePayments(dependencies: Reconciling): Promise<void> {
  const { table, clock, log } = dependencies;
  let away = 0;
  for (const attempt of await readOpenAttempts(table, "waiting")) {
    if (!isDue(attempt, attempt.lookedAt, Date.parse(clock()))) continue;
    const settled = await settle(dependencies, attempt.operation);
    away = settled?.away ? away + 1 : 0;
    if (away === mostAway) {
      log.warn("payfip.away");
      return;
    }
  }
}
