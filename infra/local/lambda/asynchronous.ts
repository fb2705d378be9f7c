/**
 * Lambda's asynchronous calls, which nobody waits for: the function is called again when it fails, and then given up
 * into the dead letters. Calls are kept in a file until they have come to an end, so that a machine that stops in
 * between forgets none.
 */
import { setTimeout as wait } from "node:timers/promises";
import type { DatabaseSync } from "node:sqlite";
import type { FunctionName } from "../../../functions/manifest.ts";
import type { KeepDeadLetter } from "../dead-letters.ts";
import type { InvokeResult } from "./environment.ts";
import type { LambdaRuntime } from "./runtime.ts";

/** What Lambda does; infra/dead-letters.ts declares the same. */
const retries = 2;
/** Milliseconds before the first retry; doubled each time. */
const retryPause = 1_000;

/** The last answer of a function that is called again when it fails; rejects when `signal` ends it. */
export async function callAgain(call: () => Promise<InvokeResult>, signal: AbortSignal): Promise<InvokeResult> {
  for (let tried = 0; ; tried += 1) {
    const result = await call();
    signal.throwIfAborted();
    if (result.ok || tried >= retries) return result;
    await wait(retryPause * 2 ** tried, undefined, { signal, ref: false });
  }
}

export interface Call {
  readonly functionName: string;
  /** The JSON that the function is called with. */
  readonly input: string;
}

/** A call that the function has not finished. */
export interface PendingCall extends Call {
  readonly id: number;
}

/** Calls kept in a database, in whose transactions they are added together with what caused them. */
export interface CallTable {
  readonly add: (call: Call) => PendingCall;
  readonly all: () => readonly PendingCall[];
  readonly finished: (id: number) => void;
}

export function openCallTable(database: DatabaseSync): CallTable {
  database.exec(
    "CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY, function_name TEXT NOT NULL, input TEXT NOT NULL)",
  );
  const prepared = {
    add: database.prepare("INSERT INTO calls (function_name, input) VALUES (?, ?)"),
    all: database.prepare("SELECT * FROM calls ORDER BY id"),
    finished: database.prepare("DELETE FROM calls WHERE id = ?"),
  };
  return {
    add: ({ functionName, input }) => {
      const { lastInsertRowid } = prepared.add.run(functionName, input);
      return { id: Number(lastInsertRowid), functionName, input };
    },
    all: () =>
      prepared.all.all().map((row) => ({
        id: Number(row["id"]),
        functionName: String(row["function_name"]),
        input: String(row["input"]),
      })),
    finished: (id) => void prepared.finished.run(id),
  };
}

export interface AsynchronousCallsOptions {
  readonly calls: CallTable;
  readonly keep: KeepDeadLetter;
  /** The function of that name, if it may be called so: a manifest of before may have known others. */
  readonly functionNamed: (name: string) => FunctionName | null;
  /** What calls, for who reads the log. */
  readonly caller: string;
}

export interface AsynchronousCalls {
  /** Goes on by itself once there is a runtime. */
  readonly begin: (pending: PendingCall) => void;
  /** Calls once, and gives what the function answered: for a test. */
  readonly once: (pending: PendingCall) => Promise<InvokeResult>;
  /** From here on functions can be called: first what an earlier run left unfinished. */
  readonly start: (runtime: Pick<LambdaRuntime, "invoke">) => void;
  /** Resolves when no call is under way, with whether one was. */
  readonly settled: () => Promise<boolean>;
  /** Calls under way are found again at the next start. */
  readonly stop: () => void;
}

export function asynchronousCalls({ calls, keep, functionNamed, caller }: AsynchronousCallsOptions): AsynchronousCalls {
  const abort = new AbortController();
  const { signal } = abort;
  const underWay = new Set<Promise<void>>();
  let invoke: LambdaRuntime["invoke"] | undefined;

  const called = ({ functionName, input }: PendingCall) => {
    const name = functionNamed(functionName);
    if (name === null) throw new Error(`${caller} calls ${functionName} no more`);
    if (!invoke) throw new Error(`${caller}: there is no runtime yet`);
    const run = invoke;
    const payload: unknown = JSON.parse(input);
    return { name, payload, call: () => run(name, payload) };
  };
  const finish = async (pending: PendingCall): Promise<void> => {
    const { name, payload, call } = called(pending);
    const result = await callAgain(call, signal);
    if (!result.ok) await keep({ functionName: name, error: result.error, payload });
    calls.finished(pending.id);
  };
  const begin = (pending: PendingCall): void => {
    if (!invoke || signal.aborted) return;
    const work = finish(pending)
      .catch((error: unknown) => {
        if (!signal.aborted) process.stderr.write(`${caller}, ${pending.functionName}: ${String(error)}\n`);
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };

  return {
    begin,
    once: async (pending) => {
      const result = await called(pending).call();
      if (!signal.aborted) calls.finished(pending.id);
      return result;
    },
    start: (runtime) => {
      ({ invoke } = runtime);
      calls.all().forEach(begin);
    },
    settled: async () => {
      const busy = underWay.size > 0;
      while (underWay.size > 0) await Promise.all(underWay);
      return busy;
    },
    stop: () => abort.abort(),
  };
}
