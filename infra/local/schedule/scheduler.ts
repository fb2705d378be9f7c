/** EventBridge Scheduler: wakes the functions that the manifest puts on the clock, in the town's time zone. */
import { setTimeout as wait } from "node:timers/promises";
import { functionNames, functions, type FunctionName } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import { callAgain } from "../lambda/asynchronous.ts";
import type { InvokeResult } from "../lambda/environment.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { type NextRun, parseSchedule } from "./expression.ts";
import { longestSleep } from "./pace.ts";

export interface SchedulerOptions {
  readonly runtime: LambdaRuntime;
  readonly timeZone: string;
  readonly keep: KeepDeadLetter;
}

export interface Scheduler {
  /** Runs a schedule now and returns what its function answered; null when there is none of that name. */
  readonly fire: (name: string) => Promise<InvokeResult | null>;
  readonly stop: () => Promise<void>;
}

interface Entry {
  readonly functionName: FunctionName;
  readonly name: string;
  readonly next: NextRun;
}

const entriesOf = (timeZone: string): readonly Entry[] =>
  functionNames.flatMap((functionName) => {
    const { calledBy } = functions[functionName];
    return calledBy.kind === "schedule"
      ? [{ functionName, name: calledBy.name, next: parseSchedule(calledBy.expression, timeZone, Date.now()) }]
      : [];
  });

export function startScheduler({ runtime, timeZone, keep }: SchedulerOptions): Scheduler {
  const entries = entriesOf(timeZone);
  const abort = new AbortController();
  const { signal } = abort;
  const call = ({ functionName, name }: Entry): Promise<InvokeResult> =>
    runtime.invoke(functionName, { schedule: name });

  const onTime = async (entry: Entry): Promise<void> => {
    const result = await callAgain(() => call(entry), signal);
    if (!result.ok)
      await keep({ functionName: entry.functionName, error: result.error, payload: { schedule: entry.name } });
  };
  const keepTime = async (entry: Entry): Promise<void> => {
    let due = entry.next(Date.now());
    while (due !== null) {
      await wait(Math.min(Math.max(due - Date.now(), 0), longestSleep), undefined, { signal, ref: false });
      if (Date.now() < due) continue;
      await onTime(entry);
      due = entry.next(Date.now());
    }
  };
  const running = entries.map((entry) =>
    keepTime(entry).catch((error: unknown) => {
      if (!signal.aborted) process.stderr.write(`schedule ${entry.name}: ${String(error)}\n`);
    }),
  );

  return {
    fire: async (name) => {
      const entry = entries.find((candidate) => candidate.name === name);
      return entry ? call(entry) : null;
    },
    stop: async () => {
      abort.abort();
      await Promise.all(running);
    },
  };
}
