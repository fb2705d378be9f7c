/**
 * One-time schedules as EventBridge Scheduler runs them: each calls its function once its moment has come by this
 * machine's clock, moved or not, and is gone. The call is Lambda's asynchronous one: again when the function fails,
 * then the dead letters.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { FunctionName } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import type { InvokeResult } from "../lambda/environment.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { openOneTimeStore, type PendingCall, type StoredSchedule } from "./one-time-store.ts";
import { longestSleep, retries, retryPause } from "./pace.ts";

export interface OneTimeOptions {
  readonly keep: KeepDeadLetter;
  /** Where the schedules are kept. */
  readonly file: string;
  /** The function of that name, if one-time schedules may call it. */
  readonly functionNamed: (name: string) => FunctionName | null;
}

export interface OneTimeSchedules {
  readonly read: (name: string) => StoredSchedule | null;
  readonly put: (schedule: StoredSchedule) => void;
  readonly remove: (name: string) => void;
  /** By moment. */
  readonly all: () => readonly StoredSchedule[];
  /**
   * Fires a schedule ahead of its time and returns what the function answered; null when there is none of that name.
   */
  readonly fire: (name: string) => Promise<InvokeResult | null>;
  /**
   * Begins to fire: first what an earlier run left unfinished. Functions need the API's address, and it needs them only
   * from here on.
   */
  readonly start: (runtime: Pick<LambdaRuntime, "invoke">) => void;
  /** Calls under way are found again at the next start. */
  readonly stop: () => Promise<void>;
}

/** Opens the kept schedules; nothing fires before `start`. */
export function openOneTimeSchedules({ keep, file, functionNamed }: OneTimeOptions): OneTimeSchedules {
  const store = openOneTimeStore(file);
  const abort = new AbortController();
  const { signal } = abort;
  let timer: NodeJS.Timeout | undefined;
  let invoke: LambdaRuntime["invoke"] | undefined;

  const call = (name: FunctionName | null, input: unknown): Promise<InvokeResult> => {
    if (!invoke) throw new Error("One-time schedules are not started");
    // A manifest of before may have known it.
    if (name === null) throw new Error("No timer calls this function any more");
    return invoke(name, input);
  };
  const finish = async ({ id, functionName, input: text }: PendingCall): Promise<void> => {
    const [name, input] = [functionNamed(functionName), JSON.parse(text) as unknown];
    for (let tried = 0; ; tried += 1) {
      const result = await call(name, input);
      if (signal.aborted) return;
      if (!result.ok && tried < retries) {
        await wait(retryPause * 2 ** tried, undefined, { signal, ref: false });
        continue;
      }
      if (!result.ok && name !== null) await keep({ functionName: name, error: result.error, payload: input });
      store.finished(id);
      return;
    }
  };
  const inBackground = (pending: PendingCall): void => {
    finish(pending).catch((error: unknown) => {
      if (!signal.aborted) process.stderr.write(`one-time schedule of ${pending.functionName}: ${String(error)}\n`);
    });
  };
  /** Fires what is due, and sleeps until the next. */
  const tick = (): void => {
    clearTimeout(timer);
    if (!invoke) return;
    for (const name of store.due(Date.now())) {
      const pending = store.handOver(name);
      if (pending) inBackground(pending);
    }
    const next = store.next();
    timer = setTimeout(tick, next === null ? longestSleep : Math.min(Math.max(next - Date.now(), 0), longestSleep));
    timer.unref();
  };

  return {
    read: store.read,
    all: store.all,
    remove: store.remove,
    put: (schedule) => {
      store.put(schedule);
      tick();
    },
    fire: async (name) => {
      const pending = store.handOver(name);
      if (!pending) return null;
      // Once, so that a test sees what the function answered.
      const result = await call(functionNamed(pending.functionName), JSON.parse(pending.input));
      if (!signal.aborted) store.finished(pending.id);
      return result;
    },
    start: (runtime) => {
      ({ invoke } = runtime);
      store.pending().forEach(inBackground);
      tick();
    },
    stop: () => {
      abort.abort();
      clearTimeout(timer);
      store.close();
      return Promise.resolve();
    },
  };
}
