/**
 * What a run's record brings about: its function is called, by a schedule at once, when the run begins, when a call leaves
 * the rest to the next one, and when all families are stated. Put twice, it is one schedule.
 */
import type { Clock } from "../../kernel/clock.ts";
import type { Schedules } from "../../schedule/schedules.ts";
import type { StreamRecord } from "../../stream/stream-record.ts";
import { billRunOf, type BillRun } from "../store/runs.ts";

export interface ScheduleRunDependencies {
  readonly schedules: Pick<Schedules<"bill" | "announceInvoices">, "put">;
  readonly clock: Clock;
}

const callOf = ({ part, state }: BillRun): string => `${state} ${part}`;

export async function scheduleRun(
  { schedules, clock }: ScheduleRunDependencies,
  { before, after }: StreamRecord,
): Promise<void> {
  if (!after) return;
  const run = billRunOf(after);
  if (run.state === "done" || (before && callOf(billRunOf(before)) === callOf(run))) return;
  await schedules.put({
    target: run.state === "stating" ? "bill" : "announceInvoices",
    name: `${run.period}#${callOf(run)}`,
    at: clock(),
    input: { period: run.period },
  });
}
