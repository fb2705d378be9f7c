/**
 * One-time schedules as EventBridge Scheduler runs them: each calls its function once its moment has come by this
 * machine's clock, moved or not, and is gone. The call is Lambda's asynchronous one: again when the function fails,
 * then the dead letters.
 */
import type { FunctionName } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import { asynchronousCalls } from "../lambda/asynchronous.ts";
import type { InvokeResult } from "../lambda/environment.ts";
import type { LambdaRuntime } from "../lambda/runtime.ts";
import { openOneTimeStore, type StoredSchedule } from "./one-time-store.ts";
import { longestSleep } from "./pace.ts";

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
  const calls = asynchronousCalls({ calls: store.calls, keep, functionNamed, caller: "one-time schedule" });
  let started = false;
  let timer: NodeJS.Timeout | undefined;

  /** Fires what is due, and sleeps until the next. */
  const tick = (): void => {
    clearTimeout(timer);
    if (!started) return;
    for (const name of store.due(Date.now())) {
      const pending = store.handOver(name);
      if (pending) calls.begin(pending);
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
      return pending ? calls.once(pending) : null;
    },
    start: (runtime) => {
      started = true;
      calls.start(runtime);
      tick();
    },
    stop: () => {
      calls.stop();
      clearTimeout(timer);
      store.close();
      return Promise.resolve();
    },
  };
}
