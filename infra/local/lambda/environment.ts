/** One warm worker of a function, seen from the runtime. */
import { randomUUID } from "node:crypto";
import { pathToFileURL } from "node:url";
import type { Writable } from "node:stream";
import { Worker } from "node:worker_threads";
import { built } from "../../build/paths.ts";
import type { Invocation, InvocationError, WorkerMessage, WorkerStart } from "./messages.ts";

export type InvokeResult =
  | { readonly ok: true; readonly payload: string }
  | { readonly ok: false; readonly error: InvocationError; readonly timedOut: boolean };

export interface EnvironmentOptions {
  readonly name: string;
  readonly arn: string;
  readonly bundle: string;
  readonly env: Readonly<Record<string, string>>;
  /** Megabytes. */
  readonly memory: number;
  /** Seconds. */
  readonly timeout: number;
  readonly clockOffset: number;
  readonly log: Writable;
}

export interface Environment {
  /** Handles one event; never rejects. After a time-out or a crash the environment is dead. */
  readonly invoke: (event: string) => Promise<InvokeResult>;
  readonly dead: () => boolean;
  readonly close: () => Promise<void>;
}

const failure = (errorType: string, errorMessage: string, timedOut = false): InvokeResult => ({
  ok: false,
  error: { errorType, errorMessage, trace: [] },
  timedOut,
});

export function startEnvironment(options: EnvironmentOptions): Environment {
  const start: WorkerStart = { file: pathToFileURL(options.bundle).href, clockOffset: options.clockOffset };
  const worker = new Worker(`${built.worker}/index.mjs`, {
    name: options.name,
    env: { ...options.env },
    workerData: start,
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: options.memory },
  });
  worker.stdout.pipe(options.log, { end: false });
  worker.stderr.pipe(options.log, { end: false });

  let dead = false;
  let settle: ((result: InvokeResult) => void) | null = null;
  const finish = (result: InvokeResult): void => {
    settle?.(result);
    settle = null;
  };
  const die = (result: InvokeResult): void => {
    dead = true;
    finish(result);
  };

  // Answers to what the bundle did when it was loaded: ready, or why it never will be.
  const loaded = new Promise<InvokeResult | null>((resolve) => {
    worker.on("message", (message: WorkerMessage) => {
      if (message.kind === "ready") resolve(null);
      else if (message.kind === "broken") {
        dead = true;
        resolve({ ok: false, error: message.error, timedOut: false });
      } else if (message.kind === "answer") finish({ ok: true, payload: message.payload });
      else finish({ ok: false, error: message.error, timedOut: false });
    });
    worker.once("error", (error: Error) => {
      const result = failure(error.name, error.message);
      die(result);
      resolve(result);
    });
    worker.once("exit", (code) => {
      const result = failure(
        "Runtime.ExitError",
        `RequestId: ${options.name} Error: Runtime exited with error: exit status ${code}`,
      );
      die(result);
      resolve(result);
    });
  });

  const handle = (event: string): Promise<InvokeResult> =>
    new Promise((resolve) => {
      const requestId = randomUUID();
      const timer = setTimeout(() => {
        die(
          failure(
            "Sandbox.Timedout",
            `RequestId: ${requestId} Error: Task timed out after ${options.timeout.toFixed(2)} seconds`,
            true,
          ),
        );
        void worker.terminate();
      }, options.timeout * 1000);
      settle = (result) => {
        clearTimeout(timer);
        if (!result.ok) options.log.write(`${JSON.stringify({ level: "ERROR", requestId, ...result.error })}\n`);
        resolve(result);
      };
      const invocation: Invocation = {
        event,
        requestId,
        arn: options.arn,
        deadline: performance.timeOrigin + performance.now() + options.timeout * 1000,
      };
      worker.postMessage(invocation);
    });

  return {
    invoke: async (event) =>
      (await loaded) ?? (dead ? failure("Runtime.ExitError", `${options.name} has stopped`) : handle(event)),
    dead: () => dead,
    close: async () => {
      dead = true;
      await worker.terminate();
    },
  };
}
